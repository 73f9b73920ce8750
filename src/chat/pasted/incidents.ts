import type { LedgerRecord } from '../../domain/ledger';
import { DAY } from '../../lib/time';
import type { CommandContext } from '../command';
import type { Gathered } from './gathered';

/** Copied again within this time, the same words tell of the same emergency. */
const SAME_EVENT = 7 * DAY;

/** An emergency is passed on at once, and once: a chat that is pasted again does not ring again. */
export async function isRepeated(
  { entry, unitId }: Gathered,
  { tx, now }: CommandContext,
): Promise<LedgerRecord | undefined> {
  if (entry.reading.intent !== 'incident' || unitId === undefined) return undefined;
  const { desc } = entry.reading.slots;
  const told = await tx.ledger.find({ kinds: ['incident'], unitIds: [unitId], since: now - SAME_EVENT });
  return told.find(({ data }) => data['desc'] === desc);
}
