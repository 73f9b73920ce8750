import type { Instant } from '../lib/time';
import { lateMinutes } from './steps';
import type { Due, Lack, Round, Task } from './task';

/** What a unit has handed in for a round, at this moment. */
export interface Handed {
  /** Is there anything at all? */
  readonly any: boolean;
  readonly lacks: readonly Lack[];
  /** The record that stands for the report. */
  readonly recordId?: string;
  /** When the records that stand were complete for the first time and stayed so. */
  readonly completeAt?: Instant;
}

/** A unit of which there is nothing at all. */
export const NOTHING: Handed = { any: false, lacks: [] };

/**
 * The entry after something was handed in, corrected or taken back at `at`. A report that was complete keeps the time
 * at which it became complete for as long as it stays so (domain decisions 3 and 15); an exempt entry stays exempt.
 */
export function settled(due: Due, handed: Handed, when: { at: Instant; round: Round; task: Task }): Due {
  const { at, round, task } = when;
  if (due.state === 'exempt') return due;
  const base: Due = {
    id: due.id,
    roundId: due.roundId,
    unitId: due.unitId,
    state: 'missing',
    lateMinutes: 0,
    lacks: [],
  };
  if (!handed.any) return due.state === 'returned' ? due : base;
  const record = handed.recordId === undefined ? {} : { recordId: handed.recordId };
  if (handed.lacks.length > 0) return { ...base, ...record, state: 'incomplete', lacks: handed.lacks };
  const settledAt = (isComplete(due) ? due.settledAt : undefined) ?? handed.completeAt ?? at;
  const minutes = lateMinutes(settledAt, round.dueAt, task.graceMinutes);
  return { ...base, ...record, state: minutes > 0 ? 'late' : 'reported', settledAt, lateMinutes: minutes };
}

export const isComplete = (due: Due): boolean => due.state === 'reported' || due.state === 'late';

/** Does the unit still owe something that a reminder should name? */
export const stillOwes = (due: Due): boolean =>
  due.state === 'missing' || due.state === 'incomplete' || due.state === 'returned';
