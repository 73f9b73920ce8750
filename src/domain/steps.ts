import { addDays, dayOf, DAY, HOUR, instantOf, type Instant, MINUTE, minuteOf } from '../lib/time';
import type { Ladder, Round, Step, Task } from './task';

/** Reminders wait while people sleep (domain decision 4). Minutes of the Beijing day. */
const QUIET_FROM = 22 * 60;
const QUIET_UNTIL = 7 * 60;

/** The first instant at or after `at` outside of the quiet hours. */
export function afterQuiet(at: Instant): Instant {
  const minute = minuteOf(at);
  const day = dayOf(at);
  if (minute < QUIET_UNTIL) return instantOf(day, QUIET_UNTIL);
  return minute >= QUIET_FROM ? instantOf(addDays(day, 1), QUIET_UNTIL) : at;
}

/** The tick that closes a round: the first whole minute after the last second that counts. */
export const closesAt = (dueAt: Instant, graceMinutes: number): Instant =>
  Math.floor((dueAt + graceMinutes * MINUTE) / MINUTE) * MINUTE + MINUTE;

/** Minutes late, rounded up; 0 when on time (domain decision 2). */
export const lateMinutes = (at: Instant, dueAt: Instant, graceMinutes: number): number =>
  at <= dueAt + graceMinutes * MINUTE ? 0 : Math.ceil((at - dueAt) / MINUTE);

const wholeMinute = (at: Instant): Instant => Math.floor(at / MINUTE) * MINUTE;

/** Default reminders of every task, as moments relative to a deadline. */
const REMINDERS: readonly (readonly [name: string, at: (dueAt: Instant) => Instant])[] = [
  ['D-1', (dueAt) => instantOf(dayOf(dueAt - DAY), 16 * 60)],
  ['D0', (dueAt) => instantOf(dayOf(dueAt), 9 * 60)],
  ['T-60', (dueAt) => wholeMinute(dueAt - 60 * MINUTE)],
  ['T-15', (dueAt) => wholeMinute(dueAt - 15 * MINUTE)],
];

/** Wednesday and Sunday, 09:00: the nudges of a weekly count, whose deadline is Sunday night. */
const WEEKLY_REMINDERS: typeof REMINDERS = [
  ['W3', (dueAt) => instantOf(addDays(dayOf(dueAt), -4), 9 * 60)],
  ['W7', (dueAt) => instantOf(dayOf(dueAt), 9 * 60)],
];

/** Nine in the morning, some days before. */
const mornings = (...days: readonly number[]): typeof REMINDERS =>
  days.map((before) => [
    before === 0 ? 'D0' : `D-${before}`,
    (dueAt) => instantOf(addDays(dayOf(dueAt), -before), 9 * 60),
  ]);

/** Matters of days and weeks are not asked for by the minute. What is 挂牌 is counted down daily in its last week. */
const LADDERS: Readonly<Record<Ladder, typeof REMINDERS>> = {
  hazard: mornings(3, 1, 0),
  supervised: mornings(7, 6, 5, 4, 3, 2, 1, 0),
  phase: mornings(3, 1, 0),
  // A week ends on Sunday: Thursday morning leaves two working days.
  coverage: mornings(3),
};

function momentsOf({ ladder, schedule }: Task): typeof REMINDERS {
  if (ladder) return LADDERS[ladder];
  return schedule.every === 'week_count' ? WEEKLY_REMINDERS : REMINDERS;
}

/**
 * The steps of a round that are still ahead of `now`. Those that are past, that wait for the end of the quiet hours
 * until after the deadline, that lie before the round opens, or that fall on the same minute, are left out.
 */
export function planSteps(task: Task, round: Round, now: Instant): Step[] {
  const taken = new Set<Instant>();
  const step = (kind: Step['kind'], name: string, at: Instant): Step => ({
    id: `${round.id}/${name}`,
    roundId: round.id,
    taskId: task.id,
    kind,
    name,
    at,
    state: 'planned',
  });
  const reminders = momentsOf(task).flatMap(([name, moment]) => {
    const at = afterQuiet(moment(round.dueAt));
    if (at <= now || at < round.opensAt || at >= round.dueAt || taken.has(at)) return [];
    taken.add(at);
    return [step('remind', name, at)];
  });
  const closing = closesAt(round.dueAt, task.graceMinutes);
  const rungs = (task.escalation ?? []).map(({ hours, to }) =>
    step('escalate', `${to}+${hours}`, closing + hours * HOUR),
  );
  return [...reminders, step('close', 'close', closing), ...rungs];
}
