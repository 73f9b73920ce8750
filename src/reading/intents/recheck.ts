import { spread } from '../slots/slot';
import type { Source } from '../source';
import { takeHazardRefs } from '../values/hazard-refs';
import { takeDue } from '../values/moments';
import { known } from '../values/numbers-typed';
import { takeUnit } from '../values/units';

interface RecheckValues {
  readonly result: 'ok' | 'relapse' | 'missed';
  readonly hazards?: readonly string[];
  readonly inst?: string;
  readonly desc?: string;
  readonly due?: string;
}

const MISSED = /漏查|遗漏|漏掉|漏了|没查到|没有?查|漏排查|排查不到位/;
const FINE =
  /(?:没有?|未|无|不)(?:见|再|发现)?(?:出现)?反弹|未复发|没有?复发|(?:情况)?(?:正常|完好|良好|合格|到位|保持)|没问题|无问题|巩固|(?:还|都|是)?好(?:的|着)|亮了|没坏/;
const RELAPSE = /反弹|又|再次|重新出现|复发|故态|还是(?:老样子|没)|仍(?:然|未|旧)?|依旧/;

const resultOf = (text: string): RecheckValues['result'] | undefined =>
  MISSED.test(text)
    ? 'missed'
    : RELAPSE.test(text.replace(new RegExp(FINE.source, 'g'), ''))
      ? 'relapse'
      : FINE.test(text)
        ? 'ok'
        : undefined;

function readRecheck(source: Source): Partial<RecheckValues> {
  const refs = takeHazardRefs(source);
  const inst = takeUnit(source);
  const result = resultOf(source.text);
  const due = result === 'ok' ? undefined : takeDue(source);
  const desc = source
    .free()
    .replace(/^(?:漏查|遗漏|反弹)[:,\s]*|(?:\s|^)(?:前)?(?:整?改|整改完成?)$|^(?:的|都|均)+/g, ' ')
    .trim();
  return {
    ...known({ result, inst, due }),
    ...(refs.length > 0 && { hazards: refs }),
    ...(desc.length > 1 && { desc }),
  };
}

export const recheckSlots = spread<RecheckValues>(readRecheck, {
  result: '结果',
  hazards: '隐患编号?',
  inst: '单位?',
  desc: '情况?',
  due: '期限?',
});

interface UnsuperviseValues {
  readonly hazards: readonly string[];
  readonly inst?: string;
  readonly desc?: string;
}

/** `inst` and `desc` only help `settle` to find the hazard. */
function readUnsupervise(source: Source): Partial<UnsuperviseValues> {
  const hazards = takeHazardRefs(source);
  const inst = takeUnit(source);
  const desc = source
    .free()
    .replace(/已?验收(?:合格)?|摘牌/g, ' ')
    .trim();
  return { ...(hazards.length > 0 && { hazards }), ...known({ inst, ...(desc !== '' && { desc }) }) };
}
export const unsuperviseSlots = spread<UnsuperviseValues>(readUnsupervise, {
  hazards: '隐患编号?',
  inst: '单位?',
  desc: '隐患?',
});
