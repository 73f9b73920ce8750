import type { Day } from '../lib/time';

/** No official table of days off is loaded for this year: the caller must ask for a plain date instead of guessing. */
export class UnknownYear extends Error {
  constructor(readonly year: number) {
    super(`no official holiday table for ${year}`);
    this.name = 'UnknownYear';
  }
}

/** The seven statutory festivals, as they are typed. */
export const FESTIVALS = ['元旦', '春节', '清明', '劳动节', '端午', '中秋', '国庆'] as const;
export type Festival = (typeof FESTIVALS)[number];

export interface Span {
  readonly first: Day;
  readonly last: Day;
}

/** A lunar day; `leap` is the second month of that number. */
export interface LunarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly leap: boolean;
}

export type Shift = 'none' | 'next_workday' | 'second_workday';

/** Holidays, make-up workdays (调休) and lunar days behind one face. Days are Beijing days. */
export interface Calendar {
  /** Is the official table of this year loaded? */
  knows(year: number): boolean;
  /** Do people work on this day (make-up days do)? Throws UnknownYear. */
  isWorkday(day: Day): boolean;
  /** A weekend day that is worked (班). Throws UnknownYear. */
  isMakeUpDay(day: Day): boolean;
  /** The festival that this day is off for. Throws UnknownYear. */
  festivalOf(day: Day): Festival | undefined;
  /** The official days off. Throws UnknownYear. */
  daysOff(festival: Festival, year: number): Span;
  /** The festival's own day (春节: 初一), certain without a table. */
  festivalDay(festival: Festival, year: number): Day;
  /** The n-th workday strictly after this day (n ≥ 1). Throws UnknownYear. */
  nextWorkday(day: Day, n?: number): Day;
  /** The last workday strictly before this day. Throws UnknownYear. */
  previousWorkday(day: Day): Day;
  /** Where a deadline goes that falls on a day off. Throws UnknownYear. */
  shift(day: Day, rule: Shift): Day;
  lunar(day: Day): LunarDay;
  /** The day of a lunar date, `undefined` where that month has no such day (or outside 1900-2100). */
  dayOfLunar(lunar: LunarDay): Day | undefined;
  /** Days in a lunar month, 29 or 30. */
  lunarMonthDays(year: number, month: number): number;
}
