import { moreThanPeace } from '../domain/services/zeros';
import type { Day } from '../lib/time';
import { type CommandContext, type Reply, reply } from './command';
import { isPeaceTap } from './report-choices';
import { zeroView } from './zero-view';

/** The answer to an old 平安 that was tapped after more had been reported for that day: nothing is changed. */
export async function zeroKept(context: CommandContext, unitId: string, day: Day): Promise<Reply | undefined> {
  const kept = isPeaceTap(context.text, day) ? await moreThanPeace(context, unitId, day) : undefined;
  if (!kept) return undefined;
  const { say } = context;
  const facts = zeroView(context, unitId, kept.data);
  return reply('report/zero-kept', { ...facts, unit: say.unit(unitId), day: say.day(day), number: kept.id });
}
