import { type Hazard, wordsOf } from '../../domain/hazard';
import { openHazardsOf } from '../../domain/services/hazards';
import { dueInstant } from '../../domain/services/orders';
import type { Reply } from '../command';
import { type CommandContext, reply } from '../command';
import type { Question } from './answerer';
import { unitsAsked } from './units';

type Only = 'open' | 'overdue' | 'supervised';

/** Findings that are not closed yet, those past their time, or those under supervision. */
export async function hazardAnswer(
  { only, targets }: Question & { only: Only },
  context: CommandContext,
): Promise<Reply> {
  const { say, register, now } = context;
  const unitIds = unitsAsked(context, targets);
  const order = new Map(register.units.map((unit) => [unit.id, unit.order]));
  const fits = (hazard: Hazard): boolean => {
    if (only === 'supervised') return hazard.state === 'supervised';
    return only === 'open' || (hazard.due !== undefined && dueInstant(hazard.due) < now);
  };
  const hazards = (await openHazardsOf(context, unitIds))
    .filter(fits)
    .sort((a, b) => (order.get(a.unitId) ?? 0) - (order.get(b.unitId) ?? 0))
    .map((hazard) => ({
      id: hazard.id,
      unit: say.unit(hazard.unitId),
      desc: wordsOf(hazard),
      major: hazard.level === 'major',
      supervised: hazard.state === 'supervised',
      waiting: hazard.done !== undefined,
      due: hazard.due === undefined ? '' : say.due(dueInstant(hazard.due)),
      overdue: hazard.due !== undefined && dueInstant(hazard.due) < now,
    }));
  return reply('office/hazards', { list: lists(only), hazards, count: hazards.length, none: hazards.length === 0 });
}

const lists = (only: Only): Record<Only, boolean> => ({
  open: only === 'open',
  overdue: only === 'overdue',
  supervised: only === 'supervised',
});
