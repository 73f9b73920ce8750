import type { Day } from '../lib/time';
import { type CommandContext, type Reply, reply } from './command';

const NOTHING_BUT_URGENT = /(?:^|[\s/／、])急事[\s,，。:：!！]*$/;

/** Somebody says that something happened, and not what. */
export const isBareEvent = (
  { event }: { readonly event?: string | undefined },
  { files, text }: CommandContext,
): boolean => files.length === 0 && (event === '' || NOTHING_BUT_URGENT.test(text));

/** Asks what happened: nothing is booked yet. A bare answer is of today, so that for another day it must name it. */
export function zeroQuestion({ say, today, text }: CommandContext, unitId: string, day: Day): Reply {
  const isPast = day < today;
  const view = { unit: say.unit(unitId), day: say.day(day), isPast };
  return reply('report/zero-what', view, isPast ? {} : { joinTo: text });
}
