import { hazardOf } from '../domain/hazard';
import type { LedgerRecord } from '../domain/ledger';
import type { CommandContext, Push } from './command';
import { hazardView, toUnit } from './hazard-view';

/** What somebody else found at a unit is told where the unit is spoken to; its own findings it knows. */
export function findingsTold(context: CommandContext, records: readonly LedgerRecord[]): Push[] {
  const [unitId] = records.map((record) => record.unitId);
  if (unitId === undefined || context.actor.unitId === unitId) return [];
  const each = records.flatMap((record) => hazardOf(record, []) ?? []).map((hazard) => hazardView(hazard, context));
  return toUnit(context, unitId).map((to) => ({ ...to, template: 'hazard/found', view: { each } }));
}
