import type { Instant } from '../../lib/time';
import type { LedgerRecord } from '../ledger';
import type { Scene } from '../scene';

/** Records that were there before a moment. One that was corrected later was there, with what is known now. */
export async function recordedUntil(
  scene: Scene,
  records: readonly LedgerRecord[],
  until: Instant,
): Promise<readonly LedgerRecord[]> {
  const there: LedgerRecord[] = [];
  for (const record of records) if ((await firstAt(scene, record)) < until) there.push(record);
  return there;
}

/** A correction enters a record anew: what it says is as old as the first one. */
async function firstAt({ tx }: Scene, record: LedgerRecord): Promise<Instant> {
  let first = record;
  while (first.replaces !== undefined) {
    const before = await tx.ledger.get(first.replaces);
    if (!before) break;
    first = before;
  }
  return first.at;
}
