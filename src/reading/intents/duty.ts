import type { DutyEntry } from '../../domain/values';
import { addDays, clockOf, dayOf, type Day } from '../../lib/time';
import type {
  DutyAttachValues,
  DutyPhoneValues,
  DutySubstituteValues,
  DutySwapValues,
  DutyUpdateValues,
  DutyValues,
} from '../shapes';
import { spread } from '../slots/slot';
import { GAP, type Source } from '../source';
import { findClocks } from '../values/clocks';
import { findDays } from '../values/days';
import { namesIn } from '../values/names';
import { knownNames, peopleIn, resolveName, takeLabelled } from '../values/people';
import { findPhones, takePhones, type PhonePiece } from '../values/phones';
import { takeRoster } from '../values/roster';
import { takeUnit } from '../values/units';
import { takeMarks } from '../values/marks';
import { readShifts } from './duty-swap';

const landlineOf = (phones: readonly PhonePiece[]): string | undefined =>
  phones.find((phone) => phone.kind === 'landline')?.phone;

/** 8:00-次日8:00, taken before days are looked for. */
function takeHours(source: Source): { start?: string; end?: string } {
  const clocks = findClocks(source.rest);
  for (const [index, clock] of clocks.entries()) {
    const next = clocks[index + 1];
    const between = source.rest.slice(clock.end, next?.start ?? clock.end);
    if (clock.mistake) source.mistake(clock.mistake);
    if (!next || !(HOURS_JOIN.test(between) || joinsNextDay(source, clock.start, between))) continue;
    // 今晚8点: its day stays.
    const day = /[今明后昨当]$/.test(source.rest.slice(0, clock.start)) ? (clock.period?.length ?? 0) : 0;
    source.cut(clock.start + day, next.end);
    if (next.mistake) source.mistake(next.mistake);
    return { start: clockOf(clock.minute), end: clockOf(next.minute) };
  }
  return {};
}

const HOURS_JOIN = /^\s?(?:-|至|到)\s?(?:次日|第二天|当日|当天|翌日|明天|明日|明|次)?\s?$/;

/** 10月1日8:00-10月2日8:00: the shift of the first day, typed with both its days. */
function joinsNextDay(source: Source, start: number, between: string): boolean {
  if (!/^\s?(?:-|至|到)/.test(between)) return false;
  const before = findDays(source.rest.slice(0, start), source.context, { tense: 'future' }).at(-1);
  const [after] = findDays(between.replace(/^\s?(?:-|至|到)\s?/, ''), source.context, { tense: 'future' });
  return (
    before !== undefined &&
    after !== undefined &&
    !before.mistake &&
    !after.mistake &&
    source.rest.slice(before.end, start).trim() === '' &&
    addDays(before.last, 1) === after.first
  );
}

/** What a roster lacks when it has the other half. */
const LACKING = { people: '值班人员', days: '日期' } as const;

function readDuty(source: Source): Partial<DutyValues> {
  const marks = takeMarks(source);
  const inst = takeUnit(source);
  const hours = takeHours(source);
  const { entries, phones, lacks } = takeRoster(source);
  if (lacks !== undefined && source.mistakes.length === 0)
    source.mistake({ code: 'missing_field', ask: LACKING[lacks], details: { slot: 'entries', lacks } });
  const landline = landlineOf(phones);
  const timed: readonly DutyEntry[] = entries.map((entry) => ({ ...entry, ...hours }));
  return {
    ...(inst !== undefined && { inst }),
    ...(timed.length > 0 && { entries: timed }),
    ...(landline !== undefined && { landline }),
    ...(/驻院.{0,6}(?:不轮|封闭)|封闭(?:管理|值班|式)|不轮班|不轮换|闭环/.test(source.text) && {
      mode: 'closed_loop' as const,
    }),
    ...(marks.signed !== undefined && { signed: marks.signed }),
    ...(marks.stamped !== undefined && { stamped: marks.stamped }),
  };
}

export const dutySlots = spread<DutyValues>(readDuty, {
  inst: '单位',
  entries: '日期和值班人员',
  landline: '固定电话?',
  mode: '方式?',
  signed: '签字?',
  stamped: '盖章?',
});

function readDutyPhone(source: Source): Partial<DutyPhoneValues> {
  const inst = takeUnit(source, { unknown: false });
  const [phone] = findPhones(source.rest.replaceAll(GAP, ' '));
  const short = phone ? undefined : /\d{4,14}(?!\d)/.exec(source.rest)?.[0];
  const bad = phone?.kind === 'bad' ? phone.text : short;
  if (bad !== undefined) source.mistake({ code: 'bad_phone', typed: bad });
  return { ...(inst !== undefined && { inst }), ...(phone?.phone !== undefined && { landline: phone.phone }) };
}
export const dutyPhoneSlots = spread<DutyPhoneValues>(readDutyPhone, { inst: '单位', landline: '固定电话' });

const SCAN_LATER = /扫描件[^,。;\n]{0,4}(?:稍后|随后|晚点|明天|后天|[上下]午|回头|再)[^,。;\n]{0,6}/;
const POINTS_TO_FILE = /见图|如图|图片|见附件|附件|扫描件/;

function readDutyAttach(source: Source): Partial<DutyAttachValues> {
  const whole = source.text === '' ? source.frame.message : `${source.frame.command}${source.text}`;
  const marks = takeMarks(source);
  const inst = takeUnit(source);
  const landline = landlineOf(takePhones(source));
  if (POINTS_TO_FILE.test(whole.replace(SCAN_LATER, '')) && !source.context.hasImage && !source.context.hasFile)
    source.mistake({ code: 'missing_attachment' });
  return {
    ...(inst !== undefined && { inst }),
    ...(marks.signed !== undefined && { signed: marks.signed }),
    ...(marks.stamped !== undefined && { stamped: marks.stamped }),
    ...(marks.promised !== undefined && { promised: marks.promised }),
    ...(landline !== undefined && { landline }),
  };
}
export const dutyAttachSlots = spread<DutyAttachValues>(readDutyAttach, {
  inst: '单位',
  signed: '签字?',
  stamped: '盖章?',
  promised: '补交日期?',
  landline: '固定电话?',
});

/** The day of a change; 今天 when none was typed is never assumed. */
function takeDay(source: Source): Day | undefined {
  const [span] = findDays(source.rest, source.context, {
    tense: 'future',
  });
  if (!span) return undefined;
  source.cut(span.start, span.end);
  return span.mistake ? source.mistake(span.mistake) : span.first;
}

const CHANGE = /(?:更正|变更|改一下|调整|修改)/g;
const REPLACED =
  /^(?:由|把|将)?([\s\S]{0,24}?)(?:→|换成|改成|改为|换为|变为|调整为|(?<!一)改(?![成为一动]))([\s\S]{1,24})$/;
/** 不是刘芳值班,是赵刚; 是赵刚不是刘芳: who was there, who is. */
const NOT_BUT = /不是([\s\S]{1,12}?)(?:值班|带班)?,?\s?(?:而|应该?)*(?:是|换)([\s\S]{1,12})$/;
const BUT_NOT = /^([\s\S]{0,24}?)(?:,|而)*不是([\s\S]{1,12})$/;
/** 值班由刘芳. */
const NOW_BY = /^([\s\S]{0,24}?)由([\s\S]{1,24})$/;

function readDutyUpdate(source: Source): Partial<DutyUpdateValues> {
  const inst = takeUnit(source);
  const phones = takePhones(source);
  const date = takeDay(source);
  const text = source.rest.replace(CHANGE, (word) => GAP.repeat(word.length));
  const told = text.replace(/^[\uE000\s,:]+/, '');
  const turned = BUT_NOT.exec(told);
  const match =
    NOT_BUT.exec(told) ??
    (turned ? [told, turned[2], turned[1]] : undefined) ??
    REPLACED.exec(told) ??
    NOW_BY.exec(told);
  const base = { ...(inst !== undefined && { inst }), ...(date !== undefined && { date }) };
  const role = /带班/.test(source.text) ? 'leader' : 'staff';
  const people = (part: string): ReturnType<typeof peopleIn> =>
    peopleIn(
      part.replace(/带班(?:领导)?|值班(?:人员|员)?|电话/g, (word) => GAP.repeat(word.length)),
      text.indexOf(part),
      phones,
      source.context,
    );
  const before = people(match?.[1] ?? '');
  const after = people(match?.[2] ?? text);
  if (before[0] && after[0]) return { ...base, from: before[0].name, to: after[0].name };
  if (after.length === 0) return base;
  if (/带班/.test(text) && /值班/.test(text.replace(/^[\s\uE000]*值班/, ''))) {
    const leader = takeLabelled(source, /带班(?:领导|人员|人|员)?(?:改为|改成|换成|换为)?/, phones);
    const staff = takeLabelled(source, /值班(?:人员|人|员)?(?:改为|改成|换成|换为)?(?=[:\s]*[\u4e00-\u9fff])/, phones);
    if (leader && staff) return { ...base, leader, staff };
  }
  return { ...base, [role]: after };
}
export const dutyUpdateSlots = spread<DutyUpdateValues>(readDutyUpdate, {
  inst: '单位',
  date: '日期',
  leader: '带班?',
  staff: '值班?',
  from: '原来的人?',
  to: '换成的人?',
});

function readSwap(source: Source): Partial<DutySwapValues> {
  const inst = takeUnit(source);
  const [a, b] = source.once(readShifts);
  const reason = reasonIn(source.text);
  return {
    ...(inst !== undefined && { inst }),
    ...(a && { a }),
    ...(b && { b }),
    ...(reason !== undefined && { reason }),
  };
}
export const dutySwapSlots = spread<DutySwapValues>(readSwap, {
  inst: '单位',
  a: '哪天、谁的班',
  b: '和哪天、谁的班换',
  reason: '原因?',
});

const reasonIn = (text: string): string | undefined => /(?:因为|因|原因[:是]?)\s?([^,。;\n]{2,30})/.exec(text)?.[1];

const REPLACES = /(?:替|顶替|顶|代替|代)(?:一下)?(?:值班|班)?/;
/** 赵刚→刘芳: who is freed, then who comes. */
const ARROW = /^[\s\uE000]*→[\s\uE000]*$/;

function readSubstitute(source: Source): Partial<DutySubstituteValues> {
  const inst = takeUnit(source);
  const night = source.take(/(?:的)?(?:夜班|晚班)|夜里|夜间|晚上/);
  const daytime = night ? undefined : source.take(/(?:的)?(?:白班|早班)/);
  const date = takeDay(source) ?? (night && /今/.test(source.text) ? dayOf(source.context.now) : undefined);
  const text = source.rest;
  const mark = REPLACES.exec(text.replace(/^[\s\uE000]*(?:替班|顶班|代班)/, (word) => GAP.repeat(word.length)));
  const base = {
    ...(inst !== undefined && { inst }),
    ...(date !== undefined && { date }),
    ...(night && { shift: 'night' as const }),
    ...(daytime && { shift: 'day' as const }),
  };
  const names = namesOrSelf(text, source);
  const [left, right] = names;
  if (left && right && ARROW.test(text.slice(left.end, right.start)))
    return { ...base, from: left.name, to: right.name };
  const comes = mark
    ? ([...names].reverse().find((name) => name.end <= mark.index) ?? wordBefore(text, mark.index))
    : names[0];
  const behind = mark ? names.find((name) => name.start >= mark.index + mark[0].length) : names[1];
  // 刘芳请假,赵刚顶班: who is away stands first.
  const freed = behind ?? (mark ? names.find((name) => name !== comes && name.name !== comes?.name) : undefined);
  const away = freed && !behind && comes ? text.slice(freed.end, comes.start) : undefined;
  const rest =
    away !== undefined
      ? away.replace(/[\uE000\s,。]+/g, '').replace(/(?:请|由|让)$/, '')
      : freed
        ? text.slice(freed.end).replace(/^[\s的班值,。\uE000]+/, '')
        : '';
  const reason =
    freed && rest.startsWith(freed.typed)
      ? rest.slice(freed.typed.length).trim()
      : (reasonIn(source.text) ?? rest.replace(/^因(?:为)?/, '').trim());
  return {
    ...base,
    ...(freed && { from: freed.name }),
    ...(comes && { to: comes.name }),
    ...(reason.length > 1 && { reason: reason.replace(/[\uE000。]+/g, ' ').trim() }),
  };
}
export const dutySubstituteSlots = spread<DutySubstituteValues>(readSubstitute, {
  inst: '单位',
  date: '日期',
  from: '被替的人',
  to: '替班的人',
  shift: '班次?',
  reason: '原因?',
});

/** 猪八戒替周强: whatever stands before 替 is meant as a name, and found to be nobody's. */
function wordBefore(text: string, until: number): TypedName | undefined {
  const word = /(?:^|[\s,:\uE000])([\u4e00-\u9fff]{2,3})$/.exec(text.slice(0, until))?.[1];
  return word === undefined || /[我你他她]|有事|请假|帮忙/.test(word)
    ? undefined
    : { start: until - word.length, end: until, name: word, typed: word };
}

interface TypedName {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly typed: string;
}

function namesOrSelf(text: string, source: Source): TypedName[] {
  const names = namesIn(text, knownNames(source.context)).map((piece) => ({
    ...piece,
    typed: piece.name,
    name: resolveName(piece.name, source.context),
  }));
  const self = [...text.matchAll(/我本人|本人|我(?![院们单站馆处])/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    typed: match[0],
    name: resolveName('本人', source.context),
  }));
  return [
    ...names,
    ...self.filter((each) => !names.some((name) => each.start >= name.start && each.start < name.end)),
  ].sort((a, b) => a.start - b.start);
}
