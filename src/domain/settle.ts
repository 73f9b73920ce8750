import { dayOf } from '../lib/time';
import { firstMistake, type Mistake } from './mistakes';
import type { Case, Check, Facts, Rules } from './settling/case';
import { dateMistakes } from './settling/dates';
import { findHazards, undoneHazard } from './settling/hazards';
import { peopleMistakes } from './settling/people';
import { placeMistakes } from './settling/places';
import { sumMistakes } from './settling/sums';

export type { Facts, HazardFact, Rules } from './settling/case';

/** The part of a reading that facts are held against. */
export interface Readable {
  readonly intent: string;
  readonly slots: Readonly<Record<string, unknown>>;
  readonly mistakes: readonly Mistake[];
  /** `multi` is there when the record stood in a list that people pass on. */
  readonly origins: Readonly<Record<string, unknown>>;
  /** The single records of a list, each with its own mistakes. */
  readonly records?: readonly { readonly mistakes: readonly Mistake[] }[];
}

/** A reading with what the facts add to it, or the first mistake in the order of the codes. */
export interface Settled<R extends Readable> {
  readonly reading: R;
  readonly mistake?: Mistake;
}

const CHECKS: readonly Check[] = [placeMistakes, undoneHazard, dateMistakes, sumMistakes, peopleMistakes];

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
  // In a list the first bad line decides, whether its words or the facts make it bad.
  const mistakes = records.map((record, index) => [
    ...(many ? (reading.records?.[index]?.mistakes ?? []) : reading.mistakes),
    ...record.mistakes,
  ]);
  const mistake = firstMistake(mistakes.find((each) => each.length > 0) ?? reading.mistakes);
  const slots = many ? { multi: records.map((record) => record.slots) } : (records[0]?.slots ?? {});
  const settled = { ...reading, slots };
  return mistake ? { reading: settled, mistake } : { reading: settled };
}
