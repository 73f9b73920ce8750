import { dayOf } from '../../lib/time';
import type { AcceptValues, FixExtendValues, FixValues, SuperviseValues } from '../shapes';
import { spread } from '../slots/slot';
import { GAP, type Source } from '../source';
import { findDays } from '../values/days';
import { takeField } from '../values/fields';
import { takeHazardRefs } from '../values/hazard-refs';
import { takeDue } from '../values/moments';
import { numberOf, NUMBER, SMALL } from '../values/numbers';
import { namesIn } from '../values/names';
import { knownNames, takeLabelled, takeLabelledName, takeNameBefore } from '../values/people';
import { findPhones } from '../values/phones';
import { ownUnit, takeUnit } from '../values/units';

/** Without a number, `settle` looks for the open hazard that the words describe: they are kept in `desc`. */
const refsOf = (source: Source): { hazards?: readonly string[] } => {
  const hazards = takeHazardRefs(source);
  return hazards.length > 0 ? { hazards } : {};
};

const UNDERWAY =
  /进度|预计|正在|计划|还没|尚未|未完|部分|进行中|[一过]半|[一-九]成|百分之|\d%|开始(?:整改|更换|施工)|联系(?:了|好|厂家)|采购/;
const DONE =
  /完(?:成|毕|工)|好了|好啦|到位|合格|弄好|修好|换好|已(?:经)?(?:更换|换|修|整改|清|拆|处理|安装)|整改好|结束|全部清/;

/** 60%, 百分之六十, 六成, 一半. */
function takePercent(source: Source): number | undefined {
  const typed = source.take(new RegExp(`(\\d{1,3})\\s?%|百分之(${NUMBER})`));
  if (typed) return numberOf(typed.groups.find((group) => group !== undefined) ?? '');
  const tenths = source.take(/([一二三四五六七八九])成(?![员为立人功效分])/);
  if (tenths) return (numberOf(tenths.groups[0] ?? '') ?? 0) * 10;
  return source.take(/(?:一|过|大)半/) ? 50 : undefined;
}

function readFix(source: Source): Partial<FixValues> {
  const refs = refsOf(source);
  const inst = takeUnit(source, { unknown: false }) ?? ownUnit(source.context);
  const percent = takePercent(source);
  const by = takeLabelledName(source, /(?:整改人|责任人|负责人|由)/) ?? takeAlone(source);
  const cost = numberOf(
    source.take(
      new RegExp(
        `[,\\s]?(?:实际|一?共|总共|预计)*(?:花费?|花了?|费用|资金|投入|用了?)?(?:实际|一?共|了)*\\s?(${NUMBER})(?:元|块钱?)(?![^,。]{0,2}[少多])`,
      ),
    )?.groups[0] ?? '',
  );
  const today = dayOf(source.context.now);
  const [ahead] = findDays(source.rest, source.context, { tense: 'future' });
  const [behind] = findDays(source.rest, source.context, { tense: 'past' });
  const text = `${source.frame.command}${source.text}`;
  const expected = /(?<!比)预计|计划|争取|力争|之?前(?:完成|整改)/.test(text);
  const progress =
    !/100%/.test(text) &&
    (UNDERWAY.test(text.replace(/整改进度/, '')) || /进度/.test(source.frame.command) || (percent ?? 100) < 100) &&
    (expected || !DONE.test(text) || (percent ?? 100) < 100);
  // 12月5日已经改完, typed on the 1st.
  if (
    behind &&
    !behind.mistake &&
    behind.last > today &&
    !expected &&
    /已经?(?:全部|都)?(?:整改|[修改换清拆弄])(?:完|好)/.test(text)
  )
    source.mistake({ code: 'future_date', typed: behind.text, details: { day: behind.last } });
  const planned = !progress && behind !== undefined && !behind.mistake && behind.last > today;
  const underway = progress || planned;
  const span = underway || expected ? ahead : behind;
  if (span) source.cut(span.start, span.end);
  if (span?.mistake) source.mistake(span.mistake);
  const measure = measureIn(source);
  return {
    ...(inst !== undefined && { inst }),
    ...refs,
    state: underway ? 'progress' : 'done',
    ...(underway
      ? span && !span.mistake && { expect: span.last }
      : { done: span && !span.mistake ? span.last : today }),
    ...(percent !== undefined && { percent }),
    ...(by !== undefined && { by }),
    ...(cost !== undefined && { cost }),
    ...(measure !== undefined && (underway ? { desc: measure } : { measure })),
  };
}

/** 已完成 赵刚: a colleague's name alone says who mended it; also 赵刚修的, 赵刚弄的. */
function takeAlone(source: Source): string | undefined {
  const known = knownNames(source.context);
  const name = namesIn(source.rest, known).find(
    ({ kind, start, end }) =>
      kind === 'known' &&
      /(?:^|[\s,。\uE000])$/.test(source.rest.slice(0, start)) &&
      /^(?:$|[\s,。\uE000]|[修换弄改清装拆处][\u4e00-\u9fff]{0,2}[的好完])/.test(source.rest.slice(end)),
  );
  if (name) source.cut(name.start, name.end);
  return name?.name;
}

function measureIn(source: Source): string | undefined {
  const text = source
    .free()
    .replace(
      /^(?:已经?)?(?:整改|完成|好了|整改好了|弄好了|修好了|换好了|进度|回复)+[了。!,\s]*|(?:已经?|全部|都)*(?:完成|预计|验收合格证?已传|整改人姓名|见图|见附件|见照片)/g,
      ' ',
    )
    .replace(/[\s,;。]+$/, '')
    .trim();
  return text.length >= 2 ? text : undefined;
}

export const fixSlots = spread<FixValues>(readFix, {
  inst: '单位',
  hazards: '隐患编号?',
  state: '状态',
  done: '完成日期?',
  percent: '进度?',
  expect: '预计完成?',
  by: '整改人?',
  cost: '费用?',
  measure: '措施?',
  desc: '情况?',
});

const AGAIN = new RegExp(`(?:再给|再延|延|延长|宽限|顺延)\\s?(${SMALL})\\s?(天|日|周|个星期)`);

/** 原定12月5日: the old deadline is no new one. */
function dropOldDue(source: Source): void {
  const spans = findDays(source.rest, source.context, { tense: 'future' });
  const old =
    spans.length > 1 &&
    spans.find((span) =>
      /原(?:定|来|期限|时限|计划)?(?:的|是|为)?\s?$/.test(source.rest.slice(Math.max(0, span.start - 6), span.start)),
    );
  if (old) source.cut(old.start, old.end);
}

/** 再给3天 counts from the old deadline, which `settle` knows: the days are handed on as `extra_days`. */
function readExtend(source: Source): Partial<FixExtendValues & { extra_days: number }> {
  const refs = refsOf(source);
  const inst = takeUnit(source, { unknown: false });
  const more = source.take(AGAIN);
  const days = numberOf(more?.groups[0] ?? '');
  dropOldDue(source);
  const new_due = more ? undefined : takeDue(source);
  const reason =
    takeField(source, '原因|理由') ??
    source.take(/(?:原因|理由)\s+([^,。;\n\uE000]{2,40})/)?.groups[0] ??
    /(?:因为|因|由于)([^,。;\n]{2,40})/.exec(source.free())?.[1] ??
    freeReason(source);
  if (!more && new_due === undefined && source.mistakes.length === 0)
    source.mistake({ code: 'missing_field', ask: '新的期限', details: { slot: 'new_due' } });
  return {
    ...(inst !== undefined && { inst }),
    ...refs,
    ...(new_due !== undefined && { new_due }),
    ...(days !== undefined && { extra_days: days * (/周|星期/.test(more?.groups[1] ?? '') ? 7 : 1) }),
    ...(reason !== undefined && { reason }),
  };
}
function freeReason(source: Source): string | undefined {
  const text = source
    .free()
    .replace(/^(?:隐患|整改|延期|申请|到|至|前|期限)+|(?:申请)?延期(?:到|至)?|(?:\s|^)[到至前](?:\s|$)/g, ' ')
    .trim();
  return text.length >= 3 ? text : undefined;
}
export const fixExtendSlots = spread<FixExtendValues & { readonly extra_days?: number }>(readExtend, {
  inst: '单位',
  hazards: '隐患编号?',
  new_due: '新的期限?',
  reason: '原因?',
  extra_days: '天数?',
});

function readAccept(source: Source): Partial<AcceptValues> {
  const refs = refsOf(source);
  const by =
    takeLabelledName(source, /(?:验收人|检查人|复查人)/) ??
    takeNameBefore(source, /^(?:现场|到场|已)?(?:验收|复查|核查)/);
  const failed = /不合格|不通过|未通过|没通过|不予|退回|重新整改|未达标/.test(source.text);
  const today = dayOf(source.context.now);
  if (failed) {
    const new_due = takeDue(source);
    const reason = source
      .free()
      .replace(/(?:验收)?(?:不合格|不通过|未通过|没通过|未达标|退回|重新整改|前|再?整改)/g, ' ')
      .replace(/\s前?再?整?改(?:好|完|到位)?[\s,。]*$/, '')
      .replace(/^[\s,]+|[\s,]+$/g, '')
      .trim();
    return {
      ...refs,
      result: 'fail',
      ...(by !== undefined && { by }),
      ...(reason !== '' && { reason }),
      ...(new_due !== undefined && { new_due }),
    };
  }
  const [span] = findDays(source.rest, source.context, { tense: 'past' });
  if (span) source.cut(span.start, span.end);
  if (span?.mistake) source.mistake(span.mistake);
  return {
    ...refs,
    ...described(source, refs),
    result: 'pass',
    done: span?.first || today,
    ...(by !== undefined && { by }),
  };
}

/** Without a number: the institution and the words for its hazard, for `settle` to find it. */
function described(source: Source, refs: { hazards?: readonly string[] }): { inst?: string; desc?: string } {
  if (refs.hazards) return {};
  const inst = takeUnit(source, { unknown: false });
  const desc = source
    .free()
    .replace(/验收|合格|通过|销号|已|完成|可以|了|的(?=\s|$)/g, ' ')
    .trim();
  return { ...(inst !== undefined && { inst }), ...(desc !== '' && { desc }) };
}
/** `inst` and `desc` only help `settle`. */
export const acceptSlots = spread<AcceptValues & { readonly inst?: string; readonly desc?: string }>(readAccept, {
  hazards: '隐患编号?',
  result: '结果',
  done: '日期?',
  by: '验收人?',
  reason: '原因?',
  new_due: '新的期限?',
  inst: '单位?',
  desc: '隐患?',
});

const LEVELS: Readonly<Record<string, 'province' | 'city' | 'county'>> = { 省: 'province', 市: 'city', 县: 'county' };

function readSupervise(source: Source): Partial<SuperviseValues & { inst: string; desc: string }> {
  const refs = refsOf(source);
  const level = source.take(
    /(省|市|县)(?:局|级|厅)?(?:级)?(?:挂牌)?督办|(省|市|县)(?:局)?级|(省|市|县)(?:局|厅)(?=$|[\s,。])/,
  );
  const second = level && source.find(/(省|市|县)(?:局)?级/);
  if (second && !level.text.includes(second.groups[0] ?? ''))
    source.mistake({ code: 'contradictory', typed: `${level.text} ${second.text}` });
  const strange = level ? undefined : source.take(/(国家|全国|乡|镇|区|旗|盟|州|村|街道|院)级(?:挂牌|督办)?/);
  if (strange) source.mistake({ code: 'bad_enum', typed: strange.text, choices: ['省', '市', '县'] });
  const inst = takeUnit(source, { unknown: false });
  const phones = findPhones(source.rest);
  const owner = takeLabelled(source, /(?:整改)?责任人/, phones);
  const supervisor =
    takeLabelledName(source, /(?:督办领导|督办人|包保领导)/) ?? takeNameBefore(source, /^(?:负责)?(?:督办|包保|牵头)/);
  const grade = level && LEVELS[level.groups.find((group) => group !== undefined) ?? ''];
  const [span] = findDays(
    source.rest.replace(/期限|限期/g, (word) => GAP.repeat(word.length)),
    source.context,
    { tense: 'future' },
  );
  if (span) source.cut(span.start, span.end);
  if (span?.mistake) source.mistake(span.mistake);
  const desc = source
    .free()
    .replace(/期限|限期?(?=\s|$)|督办|前|挂牌|(?:已经?)?(?:验收|整改)(?:过|完|合格|通过|到位)?了?/g, ' ')
    .trim();
  return {
    ...refs,
    ...(inst !== undefined && { inst }),
    ...(desc !== '' && { desc }),
    ...(span && !span.mistake && { due: span.last }),
    ...(grade && { level: grade }),
    ...(owner && { owner }),
    ...(supervisor !== undefined && { supervisor }),
  };
}
/** `inst` and `desc` only help `settle` to find a hazard that was named without its number. */
export const superviseSlots = spread<SuperviseValues & { readonly inst?: string; readonly desc?: string }>(
  readSupervise,
  {
    hazards: '隐患编号?',
    due: '期限?',
    level: '级别?',
    owner: '责任人?',
    supervisor: '督办领导?',
    inst: '单位?',
    desc: '隐患?',
  },
);
