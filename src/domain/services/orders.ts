import { type Calendar, FESTIVALS, UnknownYear } from '../../calendar/calendar';
import { dayOf, type Day, type Instant } from '../../lib/time';
import { MistakeError } from '../mistakes';
import type { Register } from '../register-index';
import { endOfDay } from '../rounds';
import type { Order, Wish } from '../order';
import type { ActorScene } from '../scene';
import type { Due, Round, Schedule, Task } from '../task';
import { type DayOrStamp, type DayRange, MARKS } from '../values';
import { addressed } from '../audience';
import { createTask, type NewTask } from './tasks';

export type { Order } from '../order';

export interface Ordered {
  readonly task: Task;
  readonly round: Round;
  readonly dues: readonly Due[];
}

/** What an order comes to, or the mistake that keeps it from becoming a task. Changes nothing. */
export function orderable(scene: ActorScene, wish: Order, groupId?: string): Omit<NewTask, 'kind'> {
  const { register } = scene;
  const audience = { words: wish.targets ?? [], ...(groupId === undefined ? {} : { groupId }) };
  if (addressed(register, audience).targets.length === 0)
    throw new MistakeError({ code: 'unknown_institution', details: { nobody: true } });
  const schedule = scheduleOf(wish);
  if (schedule.every === 'once' && schedule.dueAt <= scene.now) {
    throw new MistakeError({ code: 'due_in_past', details: { dueAt: schedule.dueAt } });
  }
  const covers = knownYear(() => coversOf(wish, schedule, scene.workdays, scene.today));
  return {
    item: wish.item,
    title: wish.title,
    audience,
    schedule,
    requires: wish.require ?? (wish.item === 'duty' ? MARKS : []),
    ...(covers ? { covers } : {}),
    ...(wish.text === undefined ? {} : { text: wish.text }),
    ...(wish.contact ? { contact: wish.contact } : {}),
  };
}

/** Makes the task of an order. `groupId` is where it was typed, if that was in a group. */
export async function order(scene: ActorScene, wish: Order, groupId?: string): Promise<Ordered> {
  const entry = { kind: wish.kind, ...orderable(scene, wish, groupId) };
  const { task, round } = await createTask(scene, entry).catch(refuseUnknownYear(false));
  return { task, round, dues: await scene.tx.tasks.duesOf(round.id) };
}

/** Makes the tasks of several orders, all or none: the transaction is the caller's. */
export async function orderAll(scene: ActorScene, wishes: readonly Order[], groupId?: string): Promise<Ordered[]> {
  const made: Ordered[] = [];
  for (const wish of wishes) made.push(await order(scene, wish, groupId));
  return made;
}

/** The instant of a deadline: a day without a clock counts to its last second (P6). */
export const dueInstant = (due: DayOrStamp): Instant => (due.length === 10 ? endOfDay(due) : Date.parse(due));

/** The rhythm of an order. A week without weekdays is once a week; a month without a day ends with its last. */
export function scheduleOf(wish: Wish): Schedule {
  const clock = wish.clock ?? '23:59';
  const range = wish.range ? { range: wish.range } : {};
  const ifHoliday = wish.if_holiday ?? 'none';
  if (wish.per_week !== undefined) return { every: 'week_count', count: wish.per_week, ...range };
  switch (wish.every) {
    case 'day':
      return { every: 'day', clock, ...range, ...(wish.workdays && { workdaysOnly: true }) };
    case 'week':
      return wish.weekdays && wish.weekdays.length > 0
        ? { every: 'week', clock, weekdays: wish.weekdays, ifHoliday, ...range }
        : { every: 'week_count', count: 1, ...range };
    case 'month':
      return { every: 'month', clock, monthday: wish.monthday ?? 31, ifHoliday };
    case undefined: {
      if (wish.due === undefined) throw new MistakeError({ code: 'missing_field', details: { due: true } });
      return { every: 'once', dueAt: dueInstant(wish.due), dateOnly: wish.due.length === 10 };
    }
  }
}

/** Days that a roster must cover: typed, or the days off of the festival that it is named after. */
function coversOf(wish: Order, schedule: Schedule, calendar: Calendar, today: Day): DayRange | undefined {
  if (wish.item !== 'duty') return undefined;
  const typed = wish.covers ?? (schedule.every === 'once' ? wish.range : undefined);
  const festival = FESTIVALS.find((name) => wish.title.includes(name));
  if (typed || !festival) return typed;
  const from = schedule.every === 'once' ? dayOf(schedule.dueAt) : today;
  const year = Number(from.slice(0, 4));
  const near = calendar.daysOff(festival, year);
  const { first, last } = near.last >= from ? near : calendar.daysOff(festival, year + 1);
  return [first, last];
}

/** A rule that needs a year's official table of days off, which is not there yet: refused, never guessed (P9). */
const refuseUnknownYear =
  (covers: boolean) =>
  (error: unknown): never => {
    if (!(error instanceof UnknownYear)) throw error;
    throw new MistakeError({ code: 'bad_date', details: { year: error.year, table: false, covers } });
  };

function knownYear<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    return refuseUnknownYear(true)(error);
  }
}

/** Targets that no reminder reaches: nobody of theirs is on the register. */
export const unreachable = (register: Register, task: Task): string[] =>
  task.targets.filter(
    (id) => !register.peopleOf(id).some((person) => person.userid !== undefined || person.mobile !== undefined),
  );
