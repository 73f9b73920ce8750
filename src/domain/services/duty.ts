import { addDays, type Day, daysBetween } from '../../lib/time';
import { isDeepStrictEqual } from 'node:util';
import { MistakeError } from '../mistakes';
import { onDuty, ROSTER_KINDS, type Roster, rosterOf } from '../roster';
import type { ActorScene, Scene } from '../scene';
import type { Lack } from '../task';
import type { DayRange, DutyEntry, Mark, ShiftEntry } from '../values';
import { type Booked, report } from './reports';

/** A swap may reach this far: records that touch a day can hang on rosters of days around it. */
const REACH_DAYS = 62;
/** How far ahead somebody's next duty is looked for. */
const AHEAD_DAYS = 180;

/** Rosters of these units around these days. One query. */
async function rostersOf(
  scene: Scene,
  unitIds: readonly string[],
  [first, last]: DayRange,
): Promise<ReadonlyMap<string, Roster>> {
  const records = await scene.tx.ledger.find({
    kinds: ROSTER_KINDS,
    unitIds,
    firstDay: addDays(first, -REACH_DAYS),
    lastDay: addDays(last, REACH_DAYS),
  });
  return new Map(unitIds.map((id) => [id, rosterOf(records.filter((record) => record.unitId === id))]));
}

/** Who is on duty: the entries of each unit on a day or in a range, by date. Units without any have an empty list. */
export async function dutyOn(
  scene: Scene,
  unitIds: readonly string[],
  when: Day | DayRange,
): Promise<ReadonlyMap<string, readonly DutyEntry[]>> {
  const range: DayRange = typeof when === 'string' ? [when, when] : when;
  const rosters = await rostersOf(scene, unitIds, range);
  return new Map([...rosters].map(([id, roster]) => [id, within(roster, range)]));
}

const within = (roster: Roster, [first, last]: DayRange): readonly DutyEntry[] =>
  [...roster.days.values()]
    .filter((entry) => entry.date >= first && entry.date <= last)
    .sort((a, b) => (a.date < b.date ? -1 : 1));

/** The next day, today included, on which this person is on the unit's roster. */
export async function nextDutyOf(scene: Scene, unitId: string, name: string): Promise<DutyEntry | undefined> {
  const ahead = await dutyOn(scene, [unitId], [scene.today, addDays(scene.today, AHEAD_DAYS)]);
  return ahead.get(unitId)?.find((entry) => onDuty(entry).some((person) => person.name === name));
}

/** Days in a row with the same people, as they are said in one line. */
export function runsOf(
  entries: readonly DutyEntry[],
): readonly { readonly days: readonly Day[]; readonly entry: DutyEntry }[] {
  const runs: { days: Day[]; entry: DutyEntry }[] = [];
  for (const entry of entries) {
    const run = runs.at(-1);
    const last = run?.days.at(-1);
    const follows = last !== undefined && daysBetween(last, entry.date) === 1;
    if (run && follows && isDeepStrictEqual({ ...run.entry, date: '' }, { ...entry, date: '' }))
      run.days.push(entry.date);
    else runs.push({ days: [entry.date], entry });
  }
  return runs;
}

export interface RosterReport {
  readonly unitId: string;
  readonly entries: readonly DutyEntry[];
  /** Landline, marks, files: what came in the same message. */
  readonly more: Readonly<Record<string, unknown>>;
}

export async function bookRoster(
  scene: ActorScene,
  { unitId, entries, more }: RosterReport,
): Promise<Booked & { readonly was: readonly DutyEntry[] }> {
  const days = entries.map((entry) => entry.date).sort();
  const first = days[0] ?? scene.today;
  const span = [first, days.at(-1) ?? first] as const;
  const before = (await dutyOn(scene, [unitId], span)).get(unitId) ?? [];
  const booked = await report(scene, { kind: 'duty', unitId, days: span, data: { entries, ...more } });
  const after = (await dutyOn(scene, [unitId], span)).get(unitId) ?? [];
  return { ...booked, was: before.filter((entry) => leavesOut(after, entry)) };
}

/** Is somebody of this day no longer on the roster? */
function leavesOut(after: readonly DutyEntry[], before: DutyEntry): boolean {
  const now = after.find(({ date }) => date === before.date);
  const names = now ? onDuty(now).map(({ name }) => name) : [];
  return onDuty(before).some(({ name }) => !names.includes(name));
}

/** A landline, or marks and scans, for the roster that the unit owes now. */
export const bookPapers = (
  scene: ActorScene,
  paper: {
    readonly kind: 'duty_phone' | 'duty_attach';
    readonly unitId: string;
    readonly data: Readonly<Record<string, unknown>>;
  },
): Promise<Booked> => report(scene, { ...paper, days: [scene.today, scene.today] });

export interface DayChange {
  readonly kind: 'duty_update' | 'duty_substitute';
  readonly unitId: string;
  readonly date: Day;
  /** Who goes and who comes; both, or neither. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly shift?: ShiftEntry['shift'] | undefined;
  /** New leader or staff, reason: what else was typed. */
  readonly more: Readonly<Record<string, unknown>>;
}

/** Changes one day of the roster. Typed again, nothing changes. */
export async function changeDay(scene: ActorScene, change: DayChange): Promise<Booked> {
  const { kind, unitId, date, from, to, shift, more } = change;
  const data = { date, from, to, shift, ...more };
  const entry = { kind, unitId, days: [date, date] as const, data };
  if (from === undefined || to === undefined) return report(scene, entry);
  if (from === to) throw new MistakeError({ code: 'same_person', typed: to });
  const day = (await dutyOn(scene, [unitId], date)).get(unitId)?.[0];
  const isThere = (name: string): boolean => peopleOn(day, shift).includes(name);
  if (!isThere(from) && isThere(to)) {
    const before = await scene.tx.ledger.find({ kinds: [kind], unitIds: [unitId], firstDay: date, lastDay: date });
    if (before.some((record) => record.data['from'] === from && record.data['to'] === to)) return report(scene, entry);
  }
  if (!isThere(from)) throw notOnRoster(day, date, from);
  if (peopleOn(day).includes(to)) throw new MistakeError({ code: 'same_person', typed: to });
  return report(scene, entry);
}

export const peopleOn = (entry: DutyEntry | undefined, shift?: ShiftEntry['shift']): readonly string[] => {
  if (!entry) return [];
  const shifts = entry.shifts?.filter((each) => each.shift === shift) ?? [];
  return (shifts.length > 0 ? shifts.flatMap((each) => each.staff) : onDuty(entry)).map((person) => person.name);
};

export const notOnRoster = (entry: DutyEntry | undefined, date: Day, name: string): MistakeError =>
  new MistakeError({ code: 'not_on_roster', typed: name, details: { date, names: peopleOn(entry) } });

/** Ways in which what is missing can be handed in: by a line with the landline, by a paper, by naming the days again. */
export function waysToMend(
  lacks: readonly Lack[],
): Readonly<Record<'landline' | 'signed' | 'stamped' | 'scan' | 'paper' | 'people', boolean>> {
  const lacksMark = (mark: Mark): boolean => lacks.some((lack) => 'mark' in lack && lack.mark === mark);
  const [landline, signed, stamped, scan] = [
    lacksMark('landline'),
    lacksMark('signed'),
    lacksMark('stamped'),
    lacksMark('scan'),
  ];
  const people = lacksMark('mobile') || lacks.some((lack) => 'part' in lack);
  return { landline, signed, stamped, scan, paper: signed || stamped || scan, people };
}
