import { UnknownYear } from '../calendar/calendar';
import { addDays, dayOf, type Day, instantOf, type Instant, minuteOfClock, mondayOf, weekdayOf } from '../lib/time';
import type { HolidayShift, Round, Schedule, Task } from './task';

/** Moves a day that is no working day, as the schedule's rule says. The calendar does it; an unknown year throws. */
export type ShiftDay = (day: Day, rule: HolidayShift) => Day;

export interface Workdays {
  shift: ShiftDay;
  isWorkday(day: Day): boolean;
}

/** How far ahead the next occurrence is looked for: a month's task that waits for a range start may be far. */
const HORIZON_DAYS = 400;
/** The last second of a day: "X日前" without a clock includes that day (P5, P6). */
const END_OF_DAY_SECONDS = 24 * 3600 - 1;

export const endOfDay = (day: Day): Instant => instantOf(day, 0, END_OF_DAY_SECONDS);

const dueOn = (day: Day, clock: string): Instant =>
  clock === '23:59' ? endOfDay(day) : instantOf(day, minuteOfClock(clock));

const lastDayOfMonth = (month: string): number =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();

/** Does an occurrence fall on this day? Gives the day that it is due and the day that it reports on. */
function occurrence(schedule: Exclude<Schedule, { every: 'once' }>, day: Day, workdays: Workdays): Day | undefined {
  if ('range' in schedule && schedule.range && (day < schedule.range[0] || day > schedule.range[1])) return undefined;
  switch (schedule.every) {
    case 'day':
      return schedule.workdaysOnly && !workdays.isWorkday(day) ? undefined : day;
    case 'week':
      return schedule.weekdays.includes(weekdayOf(day)) ? workdays.shift(day, schedule.ifHoliday) : undefined;
    case 'week_count':
      return weekdayOf(day) === 1 ? addDays(day, 6) : undefined;
    case 'month': {
      const wanted = Math.min(schedule.monthday, lastDayOfMonth(day.slice(0, 7)));
      return Number(day.slice(8)) === wanted ? workdays.shift(day, schedule.ifHoliday) : undefined;
    }
  }
}

/** The occurrence that a given day starts, if any. */
function roundOn(task: Task, day: Day, workdays: Workdays): Round | undefined {
  const { schedule } = task;
  if (schedule.every === 'once') return undefined;
  const dueDay = occurrence(schedule, day, workdays);
  if (dueDay === undefined) return undefined;
  const dueAt = schedule.every === 'week_count' ? endOfDay(dueDay) : dueOn(dueDay, schedule.clock);
  // A daily round begins with its day; a weekly one with its week; a monthly one with its month.
  const opens = { day, week: mondayOf(day), week_count: day, month: `${day.slice(0, 7)}-01` }[schedule.every];
  return { id: `${task.id}/${day}`, taskId: task.id, day, opensAt: instantOf(opens), dueAt, state: 'open' };
}

/** The first round of a new task: the one whose deadline is next. Undefined when a range has run out. */
export function firstRound(task: Task, now: Instant, workdays: Workdays): Round | undefined {
  const { schedule } = task;
  if (schedule.every === 'once') {
    const day = dayOf(schedule.dueAt);
    const opensAt = Math.max(now, schedule.opensAt ?? now);
    return { id: `${task.id}/${day}`, taskId: task.id, day, opensAt, dueAt: schedule.dueAt, state: 'open' };
  }
  // A week that is under way counts from its Monday.
  return roundFrom(task, addDays(dayOf(now), -6), (round) => round.dueAt > now, workdays);
}

/**
 * For rounds ahead of now: days of a year whose official table is not there yet stay where they were typed, instead of
 * stopping a task that began long before.
 */
const asFarAsKnown = (workdays: Workdays): Workdays => {
  const known = <T>(ask: () => T, otherwise: T): T => {
    try {
      return ask();
    } catch (error) {
      if (error instanceof UnknownYear) return otherwise;
      throw error;
    }
  };
  return {
    shift: (day, rule) => known(() => workdays.shift(day, rule), day),
    isWorkday: (day) => known(() => workdays.isWorkday(day), weekdayOf(day) <= 5),
  };
};

/** The round after this one. */
export const nextRound = (task: Task, round: Round, workdays: Workdays): Round | undefined =>
  task.schedule.every === 'once'
    ? undefined
    : roundFrom(task, addDays(round.day, 1), () => true, asFarAsKnown(workdays));

function roundFrom(task: Task, first: Day, fits: (round: Round) => boolean, workdays: Workdays): Round | undefined {
  for (let day = first, left = HORIZON_DAYS; left > 0; left -= 1, day = addDays(day, 1)) {
    const round = roundOn(task, day, workdays);
    if (round && fits(round)) return round;
    if (!round && ended(task.schedule, day)) return undefined;
  }
  return undefined;
}

const ended = (schedule: Schedule, day: Day): boolean =>
  'range' in schedule && schedule.range !== undefined && day > schedule.range[1];
