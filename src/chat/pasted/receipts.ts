import { standingsOf } from '../../domain/services/reports';
import { stillOwes } from '../../domain/settlement';
import type { CommandContext } from '../command';
import type { Gathered } from './gathered';

/** 收到 said in a chat before any of the notices that wait was sent is about something else. */
export async function answersNotice({ entry, unitId, saidAt }: Gathered, context: CommandContext): Promise<boolean> {
  if (entry.reading.intent !== 'ack' || unitId === undefined || saidAt === undefined) return true;
  const waiting = (await standingsOf(context, unitId, ['receipt'])).filter(({ due }) => stillOwes(due));
  return waiting.some(({ task }) => task.createdAt <= saidAt);
}
