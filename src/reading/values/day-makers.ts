import { UnknownYear, type Festival } from '../../calendar/calendar';
import { addDays, mondayOf } from '../../lib/time';
import { nextFestival } from './day-holidays';
import {
  addMonths,
  dayFrom,
  firstDayOff,
  monthLength,
  resolveFestival,
  resolveWeekday,
  single,
  yearOf,
  type DayState,
  type Resolved,
} from './day-resolve';

/** Half a month, when a deadline is that far. */
const HALF_MONTH_DAYS = 15;

export const WEEKS: Readonly<Record<string, number>> = {
  上上: -2,
  上: -1,
  上个: -1,
  本: 0,
  这: 0,
  这个: 0,
  下: 1,
  下个: 1,
  下下: 2,
};
export const MONTH_SHIFT: Readonly<Record<string, number>> = {
  上: -1,
  上个: -1,
  本: 0,
  这个: 0,
  当: 0,
  下: 1,
  下个: 1,
};
const FESTIVALS: Readonly<Record<string, Festival>> = { 五一: '劳动节', 五·一: '劳动节', 十·一: '国庆', 十一: '国庆' };
export const festivalNamed = (word: string): Festival => FESTIVALS[word] ?? (word as Festival);

export function weekdays(week: string | undefined, from: number, to: number, state: DayState): Resolved {
  const first = resolveWeekday(from, week === undefined ? undefined : WEEKS[week], state);
  if (first.mistake) return first;
  // 周六至周二 goes on into the next week.
  return { first: first.first, last: addDays(first.first, (to - from + 7) % 7) };
}

export function wholeWeek(offset: number, state: DayState): Resolved {
  const monday = addDays(mondayOf(state.today), 7 * offset);
  return { first: monday, last: addDays(monday, 6) };
}

export function monthEnd(word: string | undefined, state: DayState): Resolved {
  const { year, month } = addMonths(state.today, MONTH_SHIFT[word ?? ''] ?? 0);
  return single(dayFrom(year, month, monthLength(year, month)));
}

/** 一周内, 两个月内, 半个月内 (15 days). */
export function aheadBy(count: number, months: boolean, state: DayState): Resolved {
  if (!months) return single(addDays(state.today, count * 7));
  if (count < 1) return single(addDays(state.today, HALF_MONTH_DAYS));
  const { year, month } = addMonths(state.today, count);
  return single(dayFrom(year, month, Math.min(Number(state.today.slice(8)), monthLength(year, month))));
}

const noTable = (state: DayState, typed: string): Resolved => ({
  mistake: { code: 'bad_date', typed, details: { year: yearOf(state.today), table: false } },
});

export function workdaysAhead(count: number, state: DayState): Resolved {
  try {
    return single(state.calendar.nextWorkday(state.today, Math.max(1, count)));
  } catch (error) {
    if (!(error instanceof UnknownYear)) throw error;
    return noTable({ ...state, today: addDays(state.today, count) }, '');
  }
}

export const firstYear = (name: string | undefined, state: DayState): number =>
  yearOf(firstDayOff(festivalNamed(name ?? ''), state));

export function afterFestival(festival: Festival | undefined, state: DayState, typed: string): Resolved {
  if (festival === undefined) return noTable(state, typed);
  const span = resolveFestival(festival, { ...state, tense: 'future' }, typed);
  if (span.mistake || !state.calendar.knows(yearOf(span.last))) return span.mistake ? span : noTable(state, typed);
  return single(state.calendar.nextWorkday(span.last));
}

export function beforeFestival(name: string | undefined, state: DayState, typed: string): Resolved {
  const festival = name === undefined ? nextFestival(state, false) : festivalNamed(name);
  if (festival === undefined) return noTable(state, typed);
  const first = firstDayOff(festival, state);
  return state.calendar.knows(yearOf(first)) ? single(state.calendar.previousWorkday(first)) : noTable(state, typed);
}
