import type { Mistake } from '../../domain/mistakes';
import { addDays, dayExists, dayOf, daysBetween, daysFrom, weekdayOf, type Day } from '../../lib/time';
import type { ReadingContext } from '../reading';
import { GAP } from '../source';
import { ATOMS, SPANS, WEEK_WORD, weekdayNamed, type Atom } from './day-atoms';
import { WEEKS } from './day-makers';
import { resolveDate, resolveMonthDay, resolveWeekday, type DayState, type Resolved, type Tense } from './day-resolve';
import { numberOf, SMALL } from './numbers';

/** Days as typed in one place: a day, a range (`range`), a list, or a mistake. */
export interface DaySpan {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly days: readonly Day[];
  readonly first: Day;
  readonly last: Day;
  readonly range: boolean;
  readonly mistake?: Mistake;
}

/** Longer ranges than a year are a typing error, and would make long lists. */
const MAX_DAYS = 370;
/** More than a county's whole roster of a holiday; bounds the time that one message can take. */
const MAX_SPANS = 200;
/** A range over New Year is no longer than a winter. */
const MAX_OVER_NEW_YEAR = 120;

const RANGE_SEPARATOR = /\s?(?:起|开始)?(?:至|到|-|—)\s?/y;
/** 10月1日(国庆节): a festival's name beside its day says nothing more. */
const FESTIVAL_AFTER =
  /\s?\(?(?:元旦|春节|清明|劳动节|五一|端午|中秋|国庆|重阳|元宵|除夕|大年三十|(?:大年)?初[一二三四五六七八九十])(?:节|当天|当日|假期)*\)?(?=[\s,:;。带值|(]|$)/y;
const LIST_SEPARATOR = /\s?[、,和及]\s?/y;
const WEEKDAY_AFTER = /\s?\(?(?:星期|周|礼拜)([一二三四五六日天])\)?(?![一二三四五六七八九十])/y;
const SAME_DAY = /当[天日](?!就?[回返往来])/y;
const DATE_IN_BRACKETS = /\s?\((?=\d{1,2}[月.])/y;
const WEEKDAY_WORD = /(?:周|星期|礼拜)[一二三四五六日天]$/;
const PART_RANGE = new RegExp(`(${SMALL})(?:日|号)?\\s?(?:-|至|到)\\s?(${SMALL})(?:日|号)`, 'y');
const PART_LIST = new RegExp(`(${SMALL}(?:[、,]${SMALL}){1,30})(?:日|号)`, 'y');
const MONTH_LIST = new RegExp(`(?:(20\\d{2})年)?(${SMALL})月(${SMALL}(?:[、,]${SMALL}){1,30})(?:日|号)`, 'y');
const MONTH_RANGE = new RegExp(`(?:(20\\d{2})年)?(${SMALL})月(${SMALL})(?:日|号)?(?:-|至|到)(${SMALL})(?:日|号)`, 'y');
/** 周一、三、五 */
const WEEK_LIST = new RegExp(
  `${WEEK_WORD}?(?:周|星期|礼拜)([一二三四五六日天])((?:[、,和及][一二三四五六日天](?![\\d月日号个名人一-十])){1,6})`,
  'y',
);
/** Characters that can start a day: everything else is skipped without trying. */
const START =
  /[\d一二两半三四五六七八九十廿正冬腊农阴旧大年月今明后昨前当次本这上下周星礼除小元重端中国春清劳五节初闰冬夏立秋惊妇儿护建教]/;
/** Surnames before 国庆, 元旦, 中秋, 五一: 王国庆 is a person. */
const FESTIVAL_NAME =
  /[赵钱孙李周吴郑王冯陈刘张杨黄何高林罗郭马胡朱徐宋谢韩唐董程蔡彭潘袁许邓曹吕苏魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚][小大晓]?[国元中五端春立][庆旦秋一午春冬夏]$/;

export interface DayScan {
  readonly tense: Tense;
  /** Also whole weeks and months (questions). */
  readonly spans?: boolean;
  /** Parts that are no dates although they look so: names. */
  readonly blocked?: readonly { readonly start: number; readonly end: number }[];
}

interface Found {
  readonly end: number;
  readonly days: readonly Day[];
  readonly range: boolean;
  readonly mistake?: Mistake;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const collect = (resolved: readonly Resolved[]): Pick<Found, 'days' | 'mistake'> => {
  const bad = resolved.find((each) => each.mistake);
  if (bad?.mistake) return { days: [], mistake: bad.mistake };
  return { days: resolved.flatMap((each) => (each.mistake ? [] : daysFrom(each.first, each.last))) };
};

/** 10月1、3、5日; 10月1-3日; 1-3日; 1、3日. */
function findCompact(text: string, at: number, state: DayState): Found | undefined {
  const week = matchAt(WEEK_LIST, text, at);
  if (week) {
    const shift = week[1] === undefined ? undefined : WEEKS[week[1]];
    const each = (day: string): Resolved => resolveWeekday(weekdayNamed(day), shift, state);
    const named = [week[2] ?? '', ...(week[3] ?? '').split(/[、,和及]/)].filter((day) => day !== '');
    return { end: at + week[0].length, range: false, ...collect(named.map(each)) };
  }
  const list = matchAt(MONTH_LIST, text, at) ?? matchAt(PART_LIST, text, at);
  if (list) {
    const [typed, ...groups] = list;
    const dates =
      (groups.length === 3 ? groups[2] : groups[0])?.split(/[、,]/).map((each) => numberOf(each) ?? 0) ?? [];
    const month = groups.length === 3 ? numberOf(groups[1] ?? '') : state.month;
    const year = groups.length === 3 && groups[0] !== undefined ? Number(groups[0]) : undefined;
    const each = (date: number): Resolved =>
      month === undefined ? resolveDate(date, state, typed, true) : resolveMonthDay(month, date, state, typed, year);
    return { end: at + typed.length, range: false, ...collect(dates.map(each)) };
  }
  const range = matchAt(MONTH_RANGE, text, at) ?? matchAt(PART_RANGE, text, at);
  if (!range) return undefined;
  const [typed, ...groups] = range;
  const [first, last] = groups.slice(-2).map((each) => numberOf(each ?? '') ?? 0);
  if (groups.length === 4) {
    const year = groups[0] === undefined ? undefined : Number(groups[0]);
    const start = resolveMonthDay(numberOf(groups[1] ?? '') ?? 0, first ?? 0, state, typed, year);
    return between(start, resolveDate(last ?? 0, state, typed, true), at + typed.length, typed);
  }
  const start = resolveDate(first ?? 0, state, typed, true);
  if (!start.mistake) state.month = Number(start.first.slice(5, 7));
  return between(start, resolveDate(last ?? 0, state, typed, true), at + typed.length, typed);
}

const LATER_WEEKDAY = /(?<![上下本这个])(?:周|星期|礼拜)[一二三四五六日天]$/;

function between(start: Resolved, end: Resolved, at: number, typed: string): Found {
  const mistake = start.mistake ?? end.mistake;
  if (mistake || start.mistake || end.mistake) return { end: at, range: true, days: [], ...(mistake && { mistake }) };
  let last = end.last;
  // The end of a range is looked for from its start, not from today.
  const sameYear = `${start.first.slice(0, 4)}${last.slice(4)}`;
  if (last < start.first && sameYear >= start.first && dayExists(sameYear)) last = sameYear;
  if (last < start.first && last.slice(5, 7) < start.first.slice(5, 7)) {
    const next = `${Number(start.first.slice(0, 4)) + 1}${last.slice(4)}`;
    // 12月30日-1月3日 crosses the year; 10月1日-9月30日 is the wrong way round.
    if (daysBetween(start.first, next) <= MAX_OVER_NEW_YEAR) last = next;
  }
  // 周六-周一: the end is the first Monday after the start.
  if (last < start.first && LATER_WEEKDAY.test(typed) && daysBetween(last, start.first) < 7) last = addDays(last, 7);
  if (last < start.first) return { end: at, range: true, days: [], mistake: { code: 'range_reversed', typed } };
  const days = daysFrom(start.first, last);
  if (days.length > MAX_DAYS) return { end: at, range: true, days: [], mistake: { code: 'bad_date', typed } };
  return { end: at, range: true, days };
}

function matchAtom(
  text: string,
  at: number,
  state: DayState,
  atoms: readonly Atom[],
): { end: number; value: Resolved } | undefined {
  for (const atom of atoms) {
    const match = matchAt(atom.pattern, text, at);
    if (match) return { end: at + match[0].length, value: atom.make(match.slice(1), state, match[0]) };
  }
  return undefined;
}

/** The day, unless another weekday was typed beside it (P4). */
const onWeekday = (value: Resolved, weekday: number, typed: string): Resolved =>
  value.mistake || value.first !== value.last || weekdayOf(value.first) === weekday
    ? value
    : { mistake: { code: 'weekday_mismatch', typed, details: { day: value.first } } };

/** 周四(11月25日): the date is what counts, its weekday must fit. */
function dateInBrackets(
  text: string,
  at: number,
  state: DayState,
  atoms: readonly Atom[],
): { end: number; value: Resolved } | undefined {
  const opening = matchAt(DATE_IN_BRACKETS, text, at);
  const date = opening && matchAtom(text, at + opening[0].length, state, atoms);
  return date && text[date.end] === ')' ? { ...date, end: date.end + 1 } : undefined;
}

/** The day that starts here, with its weekday checked (P4) and a range or list after it. */
function findAt(text: string, at: number, state: DayState, atoms: readonly Atom[]): Found | undefined {
  const compact = findCompact(text, at, state);
  if (compact) return compact;
  const atom = matchAtom(text, at, state, atoms);
  if (!atom) return undefined;
  let end = atom.end;
  let value = atom.value;
  if (!value.mistake) state.month = Number(value.last.slice(5, 7));
  const weekday = matchAt(WEEKDAY_AFTER, text, end);
  if (weekday && /[\d日号)]$/.test(text.slice(at, end))) {
    end += weekday[0].length;
    value = onWeekday(value, weekdayNamed(weekday[1]), text.slice(at, end));
  }
  const dated = WEEKDAY_WORD.test(text.slice(at, end)) ? dateInBrackets(text, end, state, atoms) : undefined;
  if (dated) {
    value = onWeekday(dated.value, weekdayNamed(text[end - 1]), text.slice(at, dated.end));
    end = dated.end;
  }
  // 周六当天: that day and no other.
  const same = matchAt(SAME_DAY, text, end);
  if (same && !value.mistake) end += same[0].length;
  const festival = /[\d日号)]$/.test(text.slice(at, end)) ? matchAt(FESTIVAL_AFTER, text, end) : null;
  if (festival && !value.mistake && value.first === value.last) end += festival[0].length;
  const separator = matchAt(RANGE_SEPARATOR, text, end);
  const until = separator && matchAtom(text, end + separator[0].length, state, atoms);
  if (until) return between(value, until.value, skipWeekday(text, until.end), text.slice(at, until.end));
  return { end, range: !value.mistake && value.first !== value.last, ...collect([value]) };
}

function skipWeekday(text: string, at: number): number {
  const weekday = matchAt(WEEKDAY_AFTER, text, at);
  return at + (weekday?.[0].length ?? 0);
}

/** Joins 3日、4日、5日 to one list. */
function findList(
  text: string,
  at: number,
  state: DayState,
  { atoms, isBlocked }: { readonly atoms: readonly Atom[]; readonly isBlocked: (at: number) => boolean },
): Found | undefined {
  const first = findAt(text, at, state, atoms);
  if (!first) return undefined;
  let found = first;
  for (;;) {
    const separator = matchAt(LIST_SEPARATOR, text, found.end);
    const behind = found.end + (separator?.[0].length ?? 0);
    const next = separator && !isBlocked(behind) && findAt(text, behind, state, atoms);
    if (!next || found.days.length > MAX_DAYS) return found;
    const mistake = found.mistake ?? next.mistake;
    found = { end: next.end, range: false, days: [...found.days, ...next.days], ...(mistake && { mistake }) };
  }
}

const dayState = (context: ReadingContext, tense: Tense): DayState => ({
  today: dayOf(context.now),
  calendar: context.calendar,
  tense,
});

const HOUSE = /^(?:\d{1,3}|[一二三四五六七八九十]{1,3})号/;
/** A digit or 第 before means a longer number; 每 a schedule. */
const blockedBefore = (text: string, at: number): boolean =>
  // 北街6号, 光明巷十二号: the number of a house.
  (/[街路巷弄屯坊胡同村庄]/.test(text[at - 1] ?? '') && HOUSE.test(text.slice(at, at + 5))) ||
  (/\d/.test(text[at] ?? '') ? /[\d.第-]/.test(text[at - 1] ?? '') : /[每第]/.test(text[at - 1] ?? ''));

/** Every day, range and list in the text (gaps are skipped), by position. */
export function findDays(text: string, context: ReadingContext, scan: DayScan): readonly DaySpan[] {
  if ((scan.blocked?.length ?? 0) > 0) return scanDays(text, context, scan);
  // One message asks for the days of the same text several times.
  const known = scanned.get(context) ?? new Map<string, readonly DaySpan[]>();
  scanned.set(context, known);
  const key = `${scan.tense}${scan.spans ?? false}${text}`;
  const found = known.get(key) ?? scanDays(text, context, scan);
  known.set(key, found);
  return found;
}

const scanned = new WeakMap<ReadingContext, Map<string, readonly DaySpan[]>>();

function scanDays(text: string, context: ReadingContext, scan: DayScan): readonly DaySpan[] {
  const state = dayState(context, scan.tense);
  const atoms = scan.spans ? [...ATOMS, ...SPANS] : ATOMS;
  const isBlocked = (at: number): boolean => scan.blocked?.some((each) => at >= each.start && at < each.end) === true;
  const found: DaySpan[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? GAP;
    if (!START.test(char) || blockedBefore(text, at)) continue;
    if (
      isBlocked(at) ||
      (FESTIVAL_NAME.test(text.slice(Math.max(0, at - 2), at + 2)) &&
        !/^(?:节|期间|假|前|放|\d|七天|三天)/.test(text.slice(at + 2, at + 4)))
    )
      continue;
    const span = findList(text, at, state, { atoms, isBlocked });
    if (!span) continue;
    if (found.length === MAX_SPANS) {
      // Never drop days silently: whoever types more is asked to send it in parts.
      found.push({
        start: at,
        ...span,
        text: text.slice(at, span.end),
        days: [],
        first: '',
        last: '',
        mistake: { code: 'unclear', typed: text.slice(at, span.end) },
      });
      return found;
    }
    const days = span.range ? span.days : [...new Set(span.days)];
    const first = days[0] ?? '';
    found.push({
      start: at,
      text: text.slice(at, span.end),
      first,
      last: days[days.length - 1] ?? first,
      ...span,
      days,
    });
    at = span.end - 1;
  }
  return found;
}
