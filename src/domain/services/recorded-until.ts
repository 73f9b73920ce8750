import type { Instant } from '../../lib/time';
import type { LedgerRecord } from '../ledger';
import type { Scene } from '../scene';

/** Gives those of the records that were there before a moment. */
export type RecordedUntil = (until: Instant) => readonly LedgerRecord[];

/** Looks up since when each record is there. One that was corrected was there before, with what is known now. */
export async function recordedUntil({ tx }: Scene, records: readonly LedgerRecord[]): Promise<RecordedUntil> {
  const since = new Map<LedgerRecord, Instant>();
  for (const record of records) {
    let first = record;
    while (first.replaces !== undefined) {
      const before = await tx.ledger.get(first.replaces);
      if (!before) break;
      first = before;
    }
    since.set(record, first.at);
  }
  return (until) => records.filter((record) => (since.get(record) ?? 0) < until);
}
