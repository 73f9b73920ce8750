import { eventOf } from '../domain/services/zeros';
import type { Day } from '../lib/time';
import { type CommandContext, type Reply, reply } from './command';
import { zeroView } from './zero-view';

/** Said on purpose, peace takes the place of an event. */
const INSTEAD = '改报平安';

/** An event stands for this day already: is it to go? Undefined when none does, or when that was said. */
export async function zeroInstead(context: CommandContext, inst: string, date: Day): Promise<Reply | undefined> {
  const event = context.text.includes(INSTEAD) ? undefined : await eventOf(context, inst, date);
  if (!event) return undefined;
  const earlier = { ...zeroView(context, inst, event.data), number: event.id };
  const view = { unit: context.say.unit(inst), day: context.say.day(date), earlier };
  return reply('report/zero-instead', view, { choices: [{ label: INSTEAD, say: `/零报告 ${date} ${INSTEAD}` }] });
}
