import { addDays, DAY, type Day, dayOf, instantOf } from '../../lib/time';
import { FESTIVALS, type Festival, UnknownYear } from '../../calendar/calendar';
import type { LedgerRecord } from '../ledger';
import { isComplete, stillOwes } from '../settlement';
import type { Scene } from '../scene';
import type { Due, Round, Task } from '../task';
import type { DayRange } from '../values';
import { kindsFor } from './handed';
import { type Standing, standingsOf } from './reports';
import { type Current, currentNamed } from './task-choice';

/** A round with the entries of the units that were asked about, in the register's order. */
export interface Asked extends Current {
  readonly dues: readonly Due[];
}

export interface RoundQuestion {
  readonly item: string;
  /** Days asked about; without them the current round. */
  readonly days?: DayRange | undefined;
  readonly unitIds?: readonly string[] | undefined;
}

/** Rounds back that a question looks through: a bit more than a quarter of daily ones. */
const ROUNDS_BACK = 100;

/** Rounds that a question is about, oldest first, with their entries. Throws when no such task exists. */
export async function askedRounds(scene: Scene, { item, days, unitIds }: RoundQuestion): Promise<readonly Asked[]> {
  const current = await currentNamed(scene, item);
  const wanted = days ? (await Promise.all(current.map(({ task }) => roundsIn(scene, task, days)))).flat() : current;
  const order = new Map(scene.register.units.map((unit) => [unit.id, unit.order]));
  const asked: Asked[] = [];
  for (const { task, round } of [...wanted].sort((a, b) => a.round.dueAt - b.round.dueAt)) {
    const dues = (await scene.tx.tasks.duesOf(round.id)).filter((due) => !unitIds || unitIds.includes(due.unitId));
    asked.push({ task, round, dues: dues.sort((a, b) => (order.get(a.unitId) ?? 0) - (order.get(b.unitId) ?? 0)) });
  }
  return asked;
}

/** Rounds whose day, or whose covered days, lie in these days. */
async function roundsIn(scene: Scene, task: Task, [first, last]: DayRange): Promise<Current[]> {
  const rounds = await scene.tx.tasks.roundsOf(task.id, ROUNDS_BACK);
  const fits = ({ day }: Round): boolean => {
    const [from, to] =
      task.covers && task.schedule.every === 'once'
        ? [task.covers[0] < day ? task.covers[0] : day, task.covers[1]]
        : [day, day];
    return from <= last && to >= first;
  };
  return rounds.filter((round) => round.state !== 'cancelled' && fits(round)).map((round) => ({ task, round }));
}

/** Days on which a unit owes what is past its deadline, by unit. */
export function missedDays(scene: Scene, asked: readonly Asked[]): ReadonlyMap<string, readonly Day[]> {
  const days = new Map<string, Day[]>();
  for (const { round, dues } of asked) {
    if (round.dueAt > scene.now) continue;
    for (const due of dues.filter(stillOwes)) days.set(due.unitId, [...(days.get(due.unitId) ?? []), round.day]);
  }
  return days;
}

/** The newest record of a unit that settled a task of this item, for a day when one was asked. */
export async function lastReport(
  scene: Scene,
  question: { item: string; unitId: string; day?: Day | undefined },
): Promise<LedgerRecord | undefined> {
  const { item, unitId, day } = question;
  const kinds = kindsFor({ item } as Task);
  const found = await scene.tx.ledger.find({
    kinds,
    unitIds: [unitId],
    ...(day === undefined ? {} : { firstDay: day, lastDay: day }),
  });
  return found.findLast((record) => record.kind !== 'report_submit' || record.data['item'] === item);
}

/** Deadlines of findings have a list of their own; 每周全覆盖 is owed by those who inspect. */
const BUREAUS_OWN: ReadonlySet<string> = new Set(['hazard_fix', 'coverage']);

/** A missed daily report is named for this long in a list of what is owed. */
const OVERDUE_SHOWN = 7 * DAY;

/** What a unit owes now: nearest deadline first. */
export async function owedBy(scene: Scene, unitId: string): Promise<readonly Standing[]> {
  const owed = (await standingsOf(scene, unitId, 'all')).filter(
    ({ task, due }) => stillOwes(due) && !BUREAUS_OWN.has(task.item),
  );
  return owed.filter(({ task, round }) => task.schedule.every === 'once' || round.dueAt > scene.now - OVERDUE_SHOWN);
}

export interface Tally {
  readonly owed: number;
  readonly onTime: number;
  readonly late: number;
  readonly missing: number;
}

export function tally(dues: readonly Due[]): Tally {
  const owed = dues.filter((due) => due.state !== 'exempt');
  return {
    owed: owed.length,
    onTime: owed.filter((due) => due.state === 'reported').length,
    late: owed.filter((due) => due.state === 'late').length,
    missing: owed.filter((due) => !isComplete(due)).length,
  };
}

/** Valid records of some kinds in some days. */
export function recordsIn(
  scene: Scene,
  { kinds, days, unitIds }: { kinds: readonly string[]; days: DayRange; unitIds?: readonly string[] | undefined },
): Promise<readonly LedgerRecord[]> {
  return scene.tx.ledger.find({ kinds, firstDay: days[0], lastDay: days[1], ...(unitIds ? { unitIds } : {}) });
}

export type WorkdayAnswer =
  | { readonly known: true; readonly works: boolean; readonly makeUp: boolean; readonly festival: string }
  | { readonly known: false; readonly year: number };

/** Is a day worked? Unknown for years without an official table. */
export function workday({ workdays }: Scene, day: Day): WorkdayAnswer {
  try {
    return {
      known: true,
      works: workdays.isWorkday(day),
      makeUp: workdays.isMakeUpDay(day),
      festival: workdays.festivalOf(day) ?? '',
    };
  } catch (error) {
    if (error instanceof UnknownYear) return { known: false, year: error.year };
    throw error;
  }
}

export interface HolidayAnswer {
  readonly festival: Festival;
  /** The statutory day, certain in every year. */
  readonly day: Day;
  /** The official days off; absent while the year's notice is not loaded. */
  readonly span?: DayRange;
}

const isFestival = (name: string): name is Festival => FESTIVALS.some((each) => each === name);

/** The next time of a festival, or of whichever comes first. */
export function holiday(scene: Scene, name: string): HolidayAnswer | undefined {
  const wanted = FESTIVALS.filter((festival) => festival === name || !isFestival(name));
  const year = Number(scene.today.slice(0, 4));
  const ahead = [year, year + 1].flatMap((each) => wanted.map((festival) => holidayIn(scene, festival, each)));
  const endOf = ({ span, day }: HolidayAnswer): Day => span?.[1] ?? day;
  return ahead.filter((answer) => endOf(answer) >= scene.today).sort((a, b) => (a.day < b.day ? -1 : 1))[0];
}

function holidayIn({ workdays }: Scene, festival: Festival, year: number): HolidayAnswer {
  const day = workdays.festivalDay(festival, year);
  if (!workdays.knows(year)) return { festival, day };
  const { first, last } = workdays.daysOff(festival, year);
  return { festival, day, span: [first, last] };
}

/** The calendar month of a day. */
export function monthOf(day: Day): DayRange {
  const first = `${day.slice(0, 7)}-01`;
  const next = dayOf(instantOf(first) + 32 * DAY);
  return [first, addDays(`${next.slice(0, 7)}-01`, -1)];
}
