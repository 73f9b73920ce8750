import table from 'chinese-days/dist/chinese-days.json';
import { addDays, weekdayOf, type Day } from '../lib/time';
import { UnknownYear, type Calendar, type Festival, type Shift, type Span } from './face';
import { dayOfLunar, lunarMonthDays, lunarOf } from './lunar';

/** A year that a county adds: `data/calendar/2027.json`. Days as `YYYY-MM-DD`. */
export interface CountyTable {
  readonly year: number;
  /** Days off with the festival that they are off for. */
  readonly off: Readonly<Record<Day, Festival>>;
  /** Weekend days that are worked. */
  readonly worked: readonly Day[];
}

/** The library's names; 国庆节 is the only one that differs from ours. */
const festivalNamed = (entry: string): Festival => {
  const name = entry.split(',')[1] ?? '';
  return (name === '国庆节' ? '国庆' : name) as Festival;
};

const FIXED: Readonly<Partial<Record<Festival, string>>> = { 元旦: '01-01', 劳动节: '05-01', 国庆: '10-01' };
const LUNAR: Readonly<Partial<Record<Festival, readonly [number, number]>>> = {
  春节: [1, 1],
  端午: [5, 5],
  中秋: [8, 15],
};
/** Day of April of 清明 in 2000-2099: the usual formula of the solar term (constant 4.81). */
const clearBrightness = (year: number): number =>
  Math.floor((year % 100) * 0.2422 + 4.81) - Math.floor((year % 100) / 4);

function festivalDay(festival: Festival, year: number): Day {
  const fixed = FIXED[festival];
  if (fixed !== undefined) return `${year}-${fixed}`;
  const lunar = LUNAR[festival];
  if (lunar) {
    const day = dayOfLunar({ year, month: lunar[0], day: lunar[1], leap: false });
    if (day !== undefined) return day;
  }
  return `${year}-04-0${clearBrightness(year)}`;
}

class ChineseCalendar implements Calendar {
  readonly lunar = lunarOf;
  readonly dayOfLunar = dayOfLunar;
  readonly lunarMonthDays = lunarMonthDays;
  readonly festivalDay = festivalDay;
  private readonly off = new Map<Day, Festival>();
  private readonly worked = new Set<Day>();
  private readonly years = new Set<number>();
  private readonly spans = new Map<string, Span>();

  constructor(county: readonly CountyTable[]) {
    for (const [day, name] of Object.entries(table.holidays)) this.off.set(day, festivalNamed(name));
    for (const day of Object.keys(table.workdays)) this.worked.add(day);
    for (const day of this.off.keys()) this.years.add(Number(day.slice(0, 4)));
    for (const each of county) {
      this.years.add(each.year);
      for (const [day, festival] of Object.entries(each.off)) this.off.set(day, festival);
      for (const day of each.worked) this.worked.add(day);
    }
  }

  knows(year: number): boolean {
    return this.years.has(year);
  }

  private check(day: Day): void {
    const year = Number(day.slice(0, 4));
    if (!this.years.has(year)) throw new UnknownYear(year);
  }

  isWorkday(day: Day): boolean {
    this.check(day);
    return this.worked.has(day) || (weekdayOf(day) <= 5 && !this.off.has(day));
  }

  isMakeUpDay(day: Day): boolean {
    this.check(day);
    return this.worked.has(day);
  }

  festivalOf(day: Day): Festival | undefined {
    this.check(day);
    return this.off.get(day);
  }

  daysOff(festival: Festival, year: number): Span {
    const key = `${festival}${year}`;
    const span = this.spans.get(key) ?? this.findSpan(festival, year);
    this.spans.set(key, span);
    return span;
  }

  private findSpan(festival: Festival, year: number): Span {
    if (!this.years.has(year)) throw new UnknownYear(year);
    const own = festivalDay(festival, year);
    // Two festivals may share one break (2025: 国庆 with 中秋): the break is what counts, from its first day off.
    const inBreak = (day: Day): boolean => this.off.has(day);
    const start = inBreak(own)
      ? own
      : ([...this.off].find(([day, name]) => name === festival && day.startsWith(`${year}`))?.[0] ?? own);
    let first = start;
    let last = start;
    while (inBreak(addDays(first, -1))) first = addDays(first, -1);
    while (inBreak(addDays(last, 1))) last = addDays(last, 1);
    return { first, last };
  }

  nextWorkday(day: Day, n = 1): Day {
    let at = day;
    for (let left = n; left > 0; ) {
      at = addDays(at, 1);
      if (this.isWorkday(at)) left -= 1;
    }
    return at;
  }

  previousWorkday(day: Day): Day {
    let at = addDays(day, -1);
    while (!this.isWorkday(at)) at = addDays(at, -1);
    return at;
  }

  shift(day: Day, rule: Shift): Day {
    if (rule === 'none' || this.isWorkday(day)) return day;
    return this.nextWorkday(day, rule === 'second_workday' ? 2 : 1);
  }
}

export const createCalendar = (county: readonly CountyTable[] = []): Calendar => new ChineseCalendar(county);
