import { spread } from '../slots/slot';
import type { Source } from '../source';
import { troubleIn } from '../values/calm';
import { takeCounts } from '../values/counts';
import { findMoments } from '../values/moments';
import { namesIn } from '../values/names';
import { known } from '../values/numbers-typed';
import { knownNames, resolveName, takeLabelledName } from '../values/people';
import { takeUnit } from '../values/units';

interface HandoverValues {
  readonly inst: string;
  readonly from?: string;
  readonly to: string;
  readonly time?: string;
  readonly elders?: number;
  readonly abnormal?: boolean;
  readonly remark?: string;
}

function takePair(source: Source): { readonly from?: string; readonly to?: string } {
  const from = takeLabelledName(source, /(?:交班|移交|下班|值班)(?:人员?|者)/);
  const to = takeLabelledName(source, /(?:接班|接收|上班)(?:人员?|者)/);
  const typed = [
    ...namesIn(source.rest, knownNames(source.context)),
    ...[...source.rest.matchAll(/我本人|本人|我(?![院们单站馆处的])/g)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      name: '本人',
    })),
  ].sort((a, b) => a.start - b.start);
  const names = typed.map((piece) => resolveName(piece.name, source.context));
  const text = source.rest;
  for (const piece of typed.slice(0, 2)) source.cut(piece.start, piece.end);
  if (from !== undefined || to !== undefined) {
    const other = names[0];
    return known({ from: from ?? other, to: to ?? other });
  }
  const [first, second] = names;
  if (first === undefined) return {};
  const between = text.slice(typed[0]?.end ?? 0, typed[1]?.start ?? 0);
  const before = text.slice(0, typed[0]?.start ?? 0);
  if (second !== undefined) {
    // 接班 李梅 赵刚, 李梅接赵刚的班: whoever comes stands first; 赵刚→李梅, 赵刚交给李梅: last.
    const given = /→|给|交/.test(between) && !/交的/.test(between);
    const comes = !given && (/接/.test(between) || source.frame.command.endsWith('接班'));
    return comes ? { to: first, from: second } : { from: first, to: second };
  }
  return /接/.test(source.frame.command) || /给|→|由/.test(before) ? { to: first } : { from: first };
}

function readHandover(source: Source): Partial<HandoverValues> {
  const inst = takeUnit(source);
  const moment = findMoments(source, { tense: 'past' }).find((each) => each.clock);
  if (moment) source.cut(moment.start, moment.end);
  if (moment?.mistake) source.mistake(moment.mistake);
  const pair = takePair(source);
  const { values } = takeCounts(source, { elders: '(?:在院|全院|在住)?老人|在院' });
  const remark = source
    .free()
    .replace(/交班|接班/g, ' ')
    .trim();
  const trouble = troubleIn(remark);
  const abnormal = remark.replace(/[人名都在]/g, '') === '' ? undefined : trouble;
  return {
    ...known({ inst, ...pair, time: moment?.mistake ? undefined : moment?.value, ...values, abnormal }),
    ...(remark.length > 1 && { remark }),
  };
}

export const handoverSlots = spread<HandoverValues>(readHandover, {
  inst: '单位',
  from: '交班人?',
  to: '接班人',
  time: '时间?',
  elders: '老人?',
  abnormal: '异常?',
  remark: '备注?',
});

interface CheckinValues {
  readonly inst: string;
  readonly name: string;
  readonly role?: 'leader' | 'staff';
}

/** Whoever says it is there, unless another name is typed. */
function readCheckin(source: Source): Partial<CheckinValues> {
  const inst = takeUnit(source, { unknown: false });
  const [typed] = namesIn(
    source.rest.replace(/在岗|在位|带班(?:领导)?|值班(?:人员|员)?/g, (word) => '\uE000'.repeat(word.length)),
    knownNames(source.context),
  );
  const name = typed ? resolveName(typed.name, source.context) : source.context.sender.name;
  if (!typed) source.origins['name'] = { from: 'context', key: 'sender' };
  const role = /带班/.test(source.text)
    ? ('leader' as const)
    : /值班/.test(source.text)
      ? ('staff' as const)
      : undefined;
  return known({ inst, name, role });
}

export const checkinSlots = spread<CheckinValues>(readCheckin, { inst: '单位', name: '姓名', role: '岗位?' });
