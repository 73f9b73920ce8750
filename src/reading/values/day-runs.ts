import type { Mistake } from '../../domain/mistakes';
import { addDays, dayExists, daysBetween, daysFrom, type Day } from '../../lib/time';
import { LUNAR_DATE, resolveLunarNamed, WEEK_WORD, weekdayNamed } from './day-atoms';
import { WEEKS } from './day-makers';
import { resolveDate, resolveMonthDay, resolveWeekday, type DayState, type Resolved } from './day-resolve';
import { numberOf, SMALL } from './numbers';

/** Longer ranges than a year are a typing error, and would make long lists. */
export const MAX_DAYS = 370;
/** A range over New Year is no longer than a winter. */
const MAX_OVER_NEW_YEAR = 120;

const PART_RANGE = new RegExp(`(${SMALL})(?:日|号)?\\s?(?:-|至|到)\\s?(${SMALL})(?:日|号)`, 'y');
const PART_LIST = new RegExp(`(${SMALL}(?:[、,]${SMALL}){1,30})(?:日|号)`, 'y');
const MONTH_LIST = new RegExp(`(?:(20\\d{2})年)?(${SMALL})月(${SMALL}(?:[、,]${SMALL}){1,30})(?:日|号)`, 'y');
const MONTH_RANGE = new RegExp(`(?:(20\\d{2})年)?(${SMALL})月(${SMALL})(?:日|号)?(?:-|至|到)(${SMALL})(?:日|号)`, 'y');
/** 周一、三、五 */
const WEEK_LIST = new RegExp(
  `${WEEK_WORD}?(?:周|星期|礼拜)([一二三四五六日天])((?:[、,和及][一二三四五六日天](?![\\d月日号个名人一-十])){1,6})`,
  'y',
);
const LUNAR_LIST = new RegExp(
  `(?:农历|阴历)?([正冬腊])月${LUNAR_DATE}((?:[、,]${LUNAR_DATE.replace('(', '(?:')}){1,10})(?![日号人个])`,
  'y',
);

/** Days that were read, and where they end. */
export interface Found {
  readonly end: number;
  readonly days: readonly Day[];
  readonly range: boolean;
  readonly mistake?: Mistake;
}

/** A sticky pattern at one place. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

export const collect = (resolved: readonly Resolved[]): Pick<Found, 'days' | 'mistake'> => {
  const bad = resolved.find((each) => each.mistake);
  if (bad?.mistake) return { days: [], mistake: bad.mistake };
  return { days: resolved.flatMap((each) => (each.mistake ? [] : daysFrom(each.first, each.last))) };
};

/** 腊月二十八、二十九: the month holds for all. */
function findLunarList(text: string, at: number, state: DayState): Found | undefined {
  const list = matchAt(LUNAR_LIST, text, at);
  if (!list) return undefined;
  const [typed, month = '', ...dates] = list;
  const named = [dates[0] ?? '', ...(dates[1] ?? '').split(/[、,]/)].filter((date) => date !== '');
  return {
    end: at + typed.length,
    range: false,
    ...collect(named.map((date) => resolveLunarNamed(month, date, state, typed))),
  };
}

/** 10月1、3、5日; 10月1-3日; 1-3日; 1、3日. */
function findSameMonth(text: string, at: number, state: DayState): Found | undefined {
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

/** From one day to another, over New Year too. */
export function between(start: Resolved, end: Resolved, at: number, typed: string): Found {
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

/** Days that share their month or week: lists and ranges. */
export const findRun = (text: string, at: number, state: DayState): Found | undefined =>
  findLunarList(text, at, state) ?? findSameMonth(text, at, state);
