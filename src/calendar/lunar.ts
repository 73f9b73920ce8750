import { getYearLeapMonth, monthDays } from 'chinese-days';
import { addDays, daysBetween, type Day } from '../lib/time';
import type { LunarDay } from './face';

/**
 * Lunar days by counting the library's month lengths from its first day. Its own conversions go through local time
 * and are a day off west of Greenwich; `Intl` is wrong in 2027 and 2030.
 */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;
const FIRST_DAY: Day = '1900-01-31';

interface Month {
  readonly month: number;
  readonly leap: boolean;
  readonly days: number;
}

const monthsOfYear = new Map<number, readonly Month[]>();

function monthsOf(year: number): readonly Month[] {
  const known = monthsOfYear.get(year);
  if (known) return known;
  const leap = getYearLeapMonth(year);
  const months: Month[] = [];
  for (let month = 1; month <= 12; month += 1) {
    months.push({ month, leap: false, days: monthDays(year, month) });
    if (leap.leapMonth === month) months.push({ month, leap: true, days: leap.days });
  }
  monthsOfYear.set(year, months);
  return months;
}

const newYears = new Map<number, Day>([[FIRST_YEAR, FIRST_DAY]]);

function newYearOf(year: number): Day {
  const known = newYears.get(year);
  if (known !== undefined) return known;
  const before = newYearOf(year - 1);
  const day = addDays(
    before,
    monthsOf(year - 1).reduce((sum, month) => sum + month.days, 0),
  );
  newYears.set(year, day);
  return day;
}

const inLunarTable = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR;

export function lunarMonthDays(year: number, month: number): number {
  return monthsOf(year).find((each) => each.month === month && !each.leap)?.days ?? 0;
}

export function dayOfLunar(lunar: LunarDay): Day | undefined {
  if (!inLunarTable(lunar.year)) return undefined;
  let offset = 0;
  for (const each of monthsOf(lunar.year)) {
    if (each.month === lunar.month && each.leap === lunar.leap) {
      if (lunar.day < 1 || lunar.day > each.days) return undefined;
      return addDays(newYearOf(lunar.year), offset + lunar.day - 1);
    }
    offset += each.days;
  }
  return undefined;
}

export function lunarOf(day: Day): LunarDay {
  let year = Number(day.slice(0, 4));
  if (newYearOf(year) > day) year -= 1;
  let left = daysBetween(newYearOf(year), day);
  for (const each of monthsOf(year)) {
    if (left < each.days) return { year, month: each.month, day: left + 1, leap: each.leap };
    left -= each.days;
  }
  throw new RangeError(`no lunar date for ${day}`);
}
