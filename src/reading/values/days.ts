import type { Mistake } from '../../domain/mistakes';
import { dayOf, weekdayOf, type Day } from '../../lib/time';
import type { ReadingContext } from '../reading';
import { GAP } from '../source';
import { ATOMS, SPANS, weekdayNamed, type Atom } from './day-atoms';
import { type DayState, type Resolved, type Tense } from './day-resolve';
import { between, collect, findRun, type Found, matchAt, MAX_DAYS } from './day-runs';
import { looksLikeName, namedParts } from './day-names';

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

/** More than a county's whole roster of a holiday; bounds the time that one message can take. */
const MAX_SPANS = 200;
const RANGE_SEPARATOR = /\s?(?:起|开始)?(?:至|到|-|—)\s?/y;
/** 10月1日(国庆节): a festival's name beside its day says nothing more. */
const FESTIVAL_AFTER =
  /\s?\(?(?:元旦|春节|清明|劳动节|五一|端午|中秋|国庆|重阳|元宵|除夕|大年三十|(?:大年)?初[一二三四五六七八九十])(?:节|当天|当日|假期)*\)?(?=[\s,:;。带值|(]|$)/y;
const LIST_SEPARATOR = /\s?[、,和及]\s?/y;
const WEEKDAY_AFTER = /\s?\(?(?:星期|周|礼拜)([一二三四五六日天])\)?(?![一二三四五六七八九十])/y;
const SAME_DAY = /当[天日](?!就?[回返往来])/y;
const DATE_BESIDE = /\s?\(?(?=\d{1,2}月\d|\d{1,2}\.\d{1,2}(?!\d))/y;
const WEEKDAY_WORD = /(?:周|星期|礼拜)[一二三四五六日天]$/;
const WEEKDAY_APART = /,\s?(?:星期|周|礼拜)([一二三四五六日天])(?=[,\s]|$)/y;
/** Characters that can start a day: everything else is skipped without trying. */
const START =
  /[\d一二两半三四五六七八九十廿正冬腊农阴旧大年月今明后昨前当次本这上下周星礼除小元重端中国春清劳五节初闰冬夏立秋惊妇儿护建教]/;

export interface DayScan {
  readonly tense: Tense;
  /** Also whole weeks and months (questions). */
  readonly spans?: boolean;
  /** Parts that are no dates although they look so. */
  readonly blocked?: readonly { readonly start: number; readonly end: number }[];
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

/** 周四(11月25日), 周六 11月28日: the date is what counts, its weekday must fit. */
function dateBeside(
  text: string,
  at: number,
  state: DayState,
  atoms: readonly Atom[],
): { end: number; value: Resolved } | undefined {
  const opening = matchAt(DATE_BESIDE, text, at);
  const date = opening && matchAtom(text, at + opening[0].length, state, atoms);
  if (!date || !opening[0].endsWith('(')) return date ?? undefined;
  return text[date.end] === ')' ? { ...date, end: date.end + 1 } : undefined;
}

/** The day that starts here, with its weekday checked (P4) and a range or list after it. */
function findAt(text: string, at: number, state: DayState, atoms: readonly Atom[]): Found | undefined {
  const run = findRun(text, at, state);
  if (run) return run;
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
  const dated = WEEKDAY_WORD.test(text.slice(at, end)) ? dateBeside(text, end, state, atoms) : undefined;
  if (dated) {
    value = onWeekday(dated.value, weekdayNamed(text[end - 1]), text.slice(at, dated.end));
    end = dated.end;
  }
  // 周六当天: that day and no other.
  const same = matchAt(SAME_DAY, text, end);
  if (same && !value.mistake) end += same[0].length;
  // 10月6日,星期二: behind a comma it is a day of its own unless it fits.
  const apart = /[\d日号]$/.test(text.slice(at, end)) ? matchAt(WEEKDAY_APART, text, end) : null;
  if (apart && !value.mistake && weekdayOf(value.first) === weekdayNamed(apart[1])) end += apart[0].length;
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
  const blocked = [...(scan.blocked ?? []), ...namedParts(text, context)];
  const isBlocked = (at: number): boolean => blocked.some((each) => at >= each.start && at < each.end);
  const found: DaySpan[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? GAP;
    if (!START.test(char) || blockedBefore(text, at)) continue;
    if (isBlocked(at) || looksLikeName(text, at)) continue;
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
