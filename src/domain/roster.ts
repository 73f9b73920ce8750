import type { Day } from '../lib/time';
import { daysFrom } from '../lib/time';
import type { LedgerRecord } from './ledger';
import type { Lack } from './task';
import type { DayRange, DutyEntry, Mark, Named, ShiftEntry } from './values';

/** Kinds of records that make up a unit's roster. */
export const ROSTER_KINDS = [
  'duty',
  'duty_phone',
  'duty_attach',
  'duty_update',
  'duty_swap',
  'duty_substitute',
] as const;

/** A unit's roster: what is left when its records are laid on each other in order. */
export interface Roster {
  readonly days: ReadonlyMap<Day, DutyEntry>;
  readonly landline?: string;
  readonly signed: boolean;
  readonly stamped: boolean;
  readonly scan: boolean;
}

interface ShiftPoint {
  readonly date: Day;
  readonly name: string;
}

const EMPTY: Roster = { days: new Map(), signed: false, stamped: false, scan: false };

/** Lays the valid records of one unit on each other, oldest first. Pure: undo is leaving a record out. */
export const rosterOf = (records: readonly LedgerRecord[]): Roster => records.reduce(lay, EMPTY);

function lay(roster: Roster, record: LedgerRecord): Roster {
  const data = record.data as {
    entries?: readonly DutyEntry[];
    landline?: string;
    signed?: boolean;
    stamped?: boolean;
    scan?: boolean;
  };
  const days = new Map(roster.days);
  switch (record.kind) {
    case 'duty':
      for (const entry of data.entries ?? []) days.set(entry.date, merged(days.get(entry.date), entry));
      break;
    case 'duty_update':
      update(days, record.data);
      break;
    case 'duty_swap':
      swap(days, record.data as { a?: ShiftPoint; b?: ShiftPoint });
      break;
    case 'duty_substitute':
      substitute(days, record.data);
      break;
  }
  return {
    days,
    ...((data.landline ?? roster.landline) ? { landline: data.landline ?? roster.landline ?? '' } : {}),
    signed: data.signed ?? roster.signed,
    stamped: data.stamped ?? roster.stamped,
    scan: data.scan ?? roster.scan,
  };
}

/** A later entry for a day replaces what it names and leaves the rest. */
function merged(before: DutyEntry | undefined, entry: DutyEntry): DutyEntry {
  if (before === undefined) return entry;
  const shifts = [
    ...(before.shifts ?? []).filter((old) => !entry.shifts?.some((next) => next.shift === old.shift)),
    ...(entry.shifts ?? []),
  ];
  return { ...before, ...entry, ...(shifts.length > 0 ? { shifts } : {}) };
}

const renamed = (people: readonly Named[] | undefined, from: string, to: Named): readonly Named[] | undefined =>
  people?.map((person) => (person.name === from ? to : person));

function replaced(entry: DutyEntry, from: string, to: Named, shift?: string): DutyEntry {
  const shifts = entry.shifts?.map(
    (each): ShiftEntry =>
      shift === undefined || each.shift === shift ? { ...each, staff: renamed(each.staff, from, to) ?? [] } : each,
  );
  const leader = renamed(entry.leader, from, to);
  const staff = renamed(entry.staff, from, to);
  return { ...entry, ...(leader ? { leader } : {}), ...(staff ? { staff } : {}), ...(shifts ? { shifts } : {}) };
}

function update(days: Map<Day, DutyEntry>, data: LedgerRecord['data']): void {
  const change = data as {
    date?: Day;
    leader?: Named[];
    staff?: Named[];
    from?: string;
    to?: string;
    toPhone?: string;
  };
  if (change.date === undefined) return;
  const entry = days.get(change.date) ?? { date: change.date };
  const { leader, staff } = change;
  days.set(change.date, {
    ...(change.from && change.to ? replaced(entry, change.from, named(change.to, change.toPhone)) : entry),
    ...(leader ? { leader } : {}),
    ...(staff ? { staff } : {}),
  });
}

const named = (name: string, phone: string | undefined): Named => (phone === undefined ? { name } : { name, phone });

function substitute(days: Map<Day, DutyEntry>, data: LedgerRecord['data']): void {
  const change = data as { date?: Day; from?: string; to?: string; toPhone?: string; shift?: string };
  const entry = change.date === undefined ? undefined : days.get(change.date);
  if (!entry || !change.from || !change.to) return;
  days.set(entry.date, replaced(entry, change.from, named(change.to, change.toPhone), change.shift));
}

/** Two people change days: each takes the other's place, phones go along. */
function swap(days: Map<Day, DutyEntry>, { a, b }: { a?: ShiftPoint; b?: ShiftPoint }): void {
  const dayA = a && days.get(a.date);
  const dayB = b && days.get(b.date);
  if (!a || !b || !dayA || !dayB) return;
  const personA = onDuty(dayA).find((person) => person.name === a.name) ?? { name: a.name };
  const personB = onDuty(dayB).find((person) => person.name === b.name) ?? { name: b.name };
  days.set(a.date, replaced(dayA, a.name, personB));
  days.set(b.date, replaced(days.get(b.date) ?? dayB, b.name, personA));
}

/** Staff of a day, all shifts. */
const staffOf = (entry: DutyEntry): readonly Named[] => [
  ...(entry.staff ?? []),
  ...(entry.shifts ?? []).flatMap((shift) => shift.staff),
];

/** Everybody of a day: leaders, then staff. */
export const onDuty = (entry: DutyEntry): readonly Named[] => [...(entry.leader ?? []), ...staffOf(entry)];

export interface RosterDemand {
  /** Days that must be covered; without them the days that were handed in count. */
  readonly covers?: DayRange;
  readonly requires: readonly Mark[];
}

/** What the roster still lacks, in the order in which it is said. `knownMobile` looks a name up in the register. */
export function lacksOf(roster: Roster, demand: RosterDemand, knownMobile: (name: string) => boolean): Lack[] {
  const wanted = demand.covers ? daysFrom(...demand.covers) : [...roster.days.keys()].sort();
  const entries = wanted.flatMap((day) => roster.days.get(day) ?? []);
  const without = (has: (entry: DutyEntry) => boolean): Day[] =>
    entries.filter((entry) => !has(entry)).map((e) => e.date);
  const part = (name: 'day' | 'leader' | 'staff', days: readonly Day[]): Lack[] =>
    days.length > 0 ? [{ part: name, days }] : [];
  const uncovered = wanted.filter((day) => !roster.days.has(day));
  const unknown = entries.flatMap(onDuty).filter((person) => person.phone === undefined && !knownMobile(person.name));
  const names = [...new Set(unknown.map((person) => person.name))];
  const present: Record<Mark, boolean> = {
    landline: roster.landline !== undefined,
    mobile: names.length === 0,
    signed: roster.signed,
    stamped: roster.stamped,
    scan: roster.scan,
  };
  return [
    ...(entries.length === 0 ? [{ part: 'day' as const, days: uncovered }] : part('day', uncovered)),
    ...part(
      'leader',
      without((entry) => (entry.leader?.length ?? 0) > 0),
    ),
    ...part(
      'staff',
      without((entry) => staffOf(entry).length > 0),
    ),
    ...demand.requires
      .filter((mark) => !present[mark])
      .map((mark): Lack => (mark === 'mobile' ? { mark, names } : { mark })),
  ];
}
