import type { Instant } from '../../lib/time';
import type { Tx } from '../ports';

const HEARD = 'heard:';

/** Notes that somebody spoke to the bot in this chat; `undefined` is a private one. */
export const noteHeard = (tx: Tx, chatId: string | undefined, at: Instant): Promise<void> =>
  tx.settings.set(`${HEARD}${chatId ?? ''}`, String(at));

/** When the bot was spoken to last, by chat; private chats together are the empty one. */
export async function heardIn(tx: Tx): Promise<ReadonlyMap<string, Instant>> {
  const traces = await tx.settings.startingWith(HEARD);
  return new Map(traces.map(({ key, value }) => [key.slice(HEARD.length), Number(value)]));
}
