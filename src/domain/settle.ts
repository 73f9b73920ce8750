import type { Day, Instant } from '../lib/time';
import { dayOf } from '../lib/time';
import { firstMistake, type Mistake } from './mistakes';
import type { Role } from './register';
import type { Register } from './register-index';
import { dateMistakes } from './settling/dates';
import { findHazards } from './settling/hazards';
import { peopleMistakes } from './settling/people';
import { placeMistakes } from './settling/places';
import { sumMistakes } from './settling/sums';

/** A hazard as far as a message about it must know it. */
export interface HazardFact {
  readonly id: string;
  readonly unitId: string;
  readonly desc: string;
  readonly level: 'general' | 'major';
  readonly due?: Day;
  /** `rectifying`, `supervised`, `accepted`, `closed` … Everything but `closed` and `accepted` is open. */
  readonly state: string;
}

/** What is true around a message. The bot takes it from the database, `understand` from the line's `ctx`. */
export interface Facts {
  readonly now: Instant;
  readonly role: Role;
  /** Institution of the sender; absent for the bureau and for guests. */
  readonly unitId?: string;
  /** The group that it was typed in; `institutions` is false for the bureau's own. Absent in private. */
  readonly group?: { readonly id: string; readonly institutions: boolean };
  /** Hazards that the message may mean: those of the numbers typed, and the open ones of the unit. */
  readonly hazards: readonly HazardFact[];
  readonly openIncident: boolean;
  /** Is there something of this person to undo? */
  readonly undoable: boolean;
  /** The record to correct belongs to a closed reporting day. */
  readonly lastClosed: boolean;
  /** Deadline of the item that is to be made known as late, when it is still ahead or just passed. */
  readonly itemDue?: Instant;
  /** Days on which the person who wants to travel is on duty. */
  readonly onDuty: readonly Day[];
  /** A picture or file came with the message, or is quoted. */
  readonly evidence: boolean;
}

export interface Rules {
  readonly register: Register;
  mayRead(role: Role, intent: string): boolean;
}

/** The part of a reading that facts are held against. */
export interface Readable {
  readonly intent: string;
  readonly slots: Readonly<Record<string, unknown>>;
  readonly mistakes: readonly Mistake[];
  /** `multi` is there when the record stood in a list that people pass on. */
  readonly origins: Readonly<Record<string, unknown>>;
}

/** A reading with what the facts add to it, or the first mistake in the order of the codes. */
export interface Settled<R extends Readable> {
  readonly reading: R;
  readonly mistake?: Mistake;
}

/** One record of a message, as the checks see it. */
export interface Case {
  readonly intent: string;
  readonly slots: Readonly<Record<string, unknown>>;
  readonly facts: Facts;
  readonly rules: Rules;
  readonly today: Day;
  readonly inList: boolean;
}

export type Check = (given: Case) => readonly Mistake[];
const CHECKS: readonly Check[] = [placeMistakes, dateMistakes, sumMistakes, peopleMistakes];

/** Intents that are never refused, whatever is wrong with them. */
const NEVER_REFUSED: ReadonlySet<string> = new Set(['incident', 'none', 'help', 'ack']);

function settleRecord(given: Case): { readonly slots: Case['slots']; readonly mistakes: readonly Mistake[] } {
  const found = findHazards(given);
  const complete = { ...given, slots: found.slots };
  return { slots: found.slots, mistakes: [...found.mistakes, ...CHECKS.flatMap((check) => check(complete))] };
}

/**
 * What a message may do, from its reading and the facts alone: no input or output. The only checker; commands rely on
 * it. Mistakes of the reading count too, and the first by the order of `MISTAKE_CODES` wins.
 */
export function settle<R extends Readable>(reading: R, facts: Facts, rules: Rules): Settled<R> {
  if (NEVER_REFUSED.has(reading.intent)) return { reading };
  const many = reading.slots['multi'] as readonly Case['slots'][] | undefined;
  const base = {
    intent: reading.intent,
    facts,
    rules,
    today: dayOf(facts.now),
    inList: reading.origins['multi'] !== undefined,
  };
  const records = (many ?? [reading.slots]).map((slots) => settleRecord({ ...base, slots }));
  const firstBad = records.find((record) => record.mistakes.length > 0)?.mistakes ?? [];
  const mistake = firstMistake([...reading.mistakes, ...firstBad]);
  const slots = many ? { multi: records.map((record) => record.slots) } : (records[0]?.slots ?? {});
  const settled = { ...reading, slots };
  return mistake ? { reading: settled, mistake } : { reading: settled };
}
