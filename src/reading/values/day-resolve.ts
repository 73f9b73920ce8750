import { UnknownYear, type Calendar, type Festival } from '../../calendar/calendar';
import type { Mistake } from '../../domain/mistakes';
import { addDays, dayExists, daysBetween, mondayOf, type Day } from '../../lib/time';

/** Future-looking values take the nearest day ahead, past-looking ones the nearest behind, questions the nearest (P1). */
export type Tense = 'future' | 'past' | 'question';

export interface DayState {
  readonly today: Day;
  readonly calendar: Calendar;
  readonly tense: Tense;
  /** A year typed once holds for the later dates of the message. */
  year?: number;
  month?: number;
}

export type Resolved =
  | { readonly first: Day; readonly last: Day; readonly mistake?: undefined }
  | { readonly mistake: Mistake };

/** P1 ends at nine months. */
const TOO_FAR_DAYS = 275;

const pad = (value: number): string => String(value).padStart(2, '0');
export const dayFrom = (year: number, month: number, day: number): Day => `${year}-${pad(month)}-${pad(day)}`;
export const yearOf = (day: Day): number => Number(day.slice(0, 4));
const monthOf = (day: Day): number => Number(day.slice(5, 7));
export const single = (day: Day): Resolved => ({ first: day, last: day });
export const monthLength = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The one of several yearly days that the tense asks for. */
export function nearestOf(candidates: readonly Day[], state: DayState): Day | undefined {
  const ahead = candidates.filter((day) => day >= state.today).sort();
  const behind = candidates
    .filter((day) => day <= state.today)
    .sort()
    .reverse();
  const next = ahead[0];
  const last = behind[0];
  const thisYear = candidates.find((day) => yearOf(day) === yearOf(state.today));
  if (state.tense === 'future') {
    if (next === undefined) return last;
    return daysBetween(state.today, next) > TOO_FAR_DAYS ? (thisYear ?? next) : next;
  }
  if (state.tense === 'past') {
    if (last === undefined) return next;
    return daysBetween(last, state.today) > TOO_FAR_DAYS ? (thisYear ?? last) : last;
  }
  if (next === undefined || last === undefined) return next ?? last;
  return daysBetween(state.today, next) <= daysBetween(last, state.today) ? next : last;
}

/** A day of a month; without a year the tense decides. */
export function resolveMonthDay(month: number, date: number, state: DayState, typed: string, year?: number): Resolved {
  const bad = (days: number): Resolved => ({ mistake: { code: 'bad_date', typed, details: { month, days } } });
  if (month < 1 || month > 12) return bad(0);
  const fixed = year ?? state.year;
  if (fixed !== undefined) {
    state.year = fixed;
    state.month = month;
    const day = dayFrom(fixed, month, date);
    return dayExists(day) ? single(day) : bad(monthLength(fixed, month));
  }
  const now = yearOf(state.today);
  // 29 February is judged in the year that the tense would take, not moved to a leap year.
  if (date < 1 || date > (month === 2 ? 29 : monthLength(now, month))) return bad(monthLength(now, month));
  const stand = month === 2 && date === 29 ? 28 : date;
  const chosen = nearestOf(
    [now - 1, now, now + 1].map((each) => dayFrom(each, month, stand)),
    state,
  );
  const day = dayFrom(yearOf(chosen ?? state.today), month, date);
  if (!dayExists(day)) return bad(28);
  state.month = month;
  return single(day);
}

/** 3号: the next or the last 3rd (P3), or that of the month typed before. */
export function resolveDate(date: number, state: DayState, typed: string, inherit: boolean): Resolved {
  if (date < 1 || date > 31) return { mistake: { code: 'bad_date', typed, details: { month: 0, days: 31 } } };
  if (inherit && state.month !== undefined) return resolveMonthDay(state.month, date, state, typed);
  const months = [-2, -1, 0, 1, 2].map((offset) => addMonths(state.today, offset));
  const days = months.map(({ year, month }) => dayFrom(year, month, date)).filter(dayExists);
  const chosen = nearestOf(days, state);
  return chosen === undefined ? { mistake: { code: 'bad_date', typed } } : single(chosen);
}

export function addMonths(day: Day, months: number): { readonly year: number; readonly month: number } {
  const index = yearOf(day) * 12 + monthOf(day) - 1 + months;
  return { year: Math.floor(index / 12), month: (index % 12) + 1 };
}

export const wholeMonth = (year: number, month: number): Resolved => ({
  first: dayFrom(year, month, 1),
  last: dayFrom(year, month, monthLength(year, month)),
});

/** 周五: this ISO week; when it has passed and the value looks ahead, the next one (P2). */
export function resolveWeekday(weekday: number, week: number | undefined, state: DayState): Resolved {
  const inWeek = (offset: number): Day => addDays(mondayOf(state.today), offset * 7 + weekday - 1);
  if (week !== undefined) return single(inWeek(week));
  const own = inWeek(0);
  if (state.tense === 'future' && own < state.today) return single(inWeek(1));
  if (state.tense === 'past' && own > state.today) return single(inWeek(-1));
  return single(own);
}

/** A lunar day without a year; a day that the month lacks is a mistake (P10). */
export function resolveLunar(month: number, date: number, state: DayState, typed: string): Resolved {
  const lunarYear = state.calendar.lunar(state.today).year;
  const candidates = [lunarYear - 1, lunarYear, lunarYear + 1].flatMap((year) => {
    const exists = Math.min(date, state.calendar.lunarMonthDays(year, month));
    const day = state.calendar.dayOfLunar({ year, month, day: exists, leap: false });
    return day === undefined ? [] : [{ year, day }];
  });
  const chosen = nearestOf(
    candidates.map((each) => each.day),
    state,
  );
  const found = candidates.find((each) => each.day === chosen);
  if (!found) return { mistake: { code: 'bad_date', typed } };
  const days = state.calendar.lunarMonthDays(found.year, month);
  if (date > days) {
    return { mistake: { code: 'lunar_missing_day', typed, details: { days, last: found.day } } };
  }
  return single(found.day);
}

/** Last day of the lunar year. */
export function resolveEve(state: DayState, typed: string): Resolved {
  const lunarYear = state.calendar.lunar(state.today).year;
  const eves = [lunarYear, lunarYear + 1, lunarYear + 2].flatMap((year) => {
    const day = state.calendar.dayOfLunar({ year, month: 1, day: 1, leap: false });
    return day === undefined ? [] : [addDays(day, -1)];
  });
  const chosen = nearestOf(eves, state);
  return chosen === undefined ? { mistake: { code: 'bad_date', typed } } : single(chosen);
}

/** Festivals whose own day is certain in any year. */
const CERTAIN: readonly Festival[] = ['元旦', '劳动节', '国庆'];

function festivalYear(festival: Festival, state: DayState): number {
  const now = yearOf(state.today);
  if (state.year !== undefined) return state.year;
  const ends = [now - 1, now, now + 1].map((year) =>
    state.calendar.knows(year)
      ? state.calendar.daysOff(festival, year).last
      : state.calendar.festivalDay(festival, year),
  );
  const chosen = nearestOf(ends, state);
  const index = ends.indexOf(chosen ?? '');
  return now - 1 + Math.max(0, index);
}

/** The days off of a festival; `days` when a number was typed (国庆7天). */
export function resolveFestival(festival: Festival, state: DayState, typed: string, days?: number): Resolved {
  const year = festivalYear(festival, state);
  try {
    const span = state.calendar.daysOff(festival, year);
    if (days === undefined) return span;
    const last = addDays(span.first, days - 1);
    if (last > span.last)
      return { mistake: { code: 'contradictory', typed, details: { first: span.first, last: span.last } } };
    return { first: span.first, last };
  } catch (error) {
    if (!(error instanceof UnknownYear)) throw error;
    if (CERTAIN.includes(festival)) {
      const own = state.calendar.festivalDay(festival, year);
      return { first: own, last: addDays(own, (days ?? 1) - 1) };
    }
    return { mistake: { code: 'bad_date', typed, details: { year, table: false } } };
  }
}

/** First day off; without a table the statutory one (春节 begins with 除夕). */
export function firstDayOff(festival: Festival, state: DayState): Day {
  const year = festivalYear(festival, state);
  if (state.calendar.knows(year)) return state.calendar.daysOff(festival, year).first;
  const own = state.calendar.festivalDay(festival, year);
  return festival === '春节' ? addDays(own, -1) : own;
}
