import { HOUR } from '../../lib/time';
import { HAZARD_EVENTS } from '../hazard';
import type { LedgerRecord } from '../ledger';
import type { ActorScene } from '../scene';

/** A list that grows is pasted again within this time; a list of the same name after it is another one. */
const GROWS = 36 * HOUR;

/**
 * The record that this line of a list made when the list was pasted before: other words in the same line correct it.
 * A finding that something was done about already stays as it is.
 */
export async function lineBefore(
  { tx, now, passedOn }: ActorScene,
  { kind, unitId }: { kind: string; unitId: string },
): Promise<LedgerRecord | undefined> {
  const line = passedOn?.line;
  if (!line) return undefined;
  const recent = await tx.ledger.find({ kinds: [kind], unitIds: [unitId], since: now - GROWS });
  const found = recent.findLast(({ pastedAs }) => pastedAs?.list === line.list && pastedAs.nth === line.nth);
  if (found?.kind !== 'hazard') return found;
  const later = await tx.ledger.find({ kinds: HAZARD_EVENTS, unitIds: [unitId], since: found.at });
  return later.some(({ data }) => data['hazard'] === found.id) ? undefined : found;
}
