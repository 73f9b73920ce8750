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

const lostKey = (groupId: string): string => `webhook-lost:${groupId}`;

/** Notes that WeCom no longer knows the webhook of this group: from now on nobody there is rung. */
export const noteWebhookLost = (tx: Tx, groupId: string, at: Instant): Promise<void> =>
  tx.settings.set(lostKey(groupId), String(at));

/** The group has a webhook that works, or a new one. */
export const forgetWebhookLost = (tx: Tx, groupId: string): Promise<void> => tx.settings.remove(lostKey(groupId));

export async function webhookLostAt(tx: Tx, groupId: string): Promise<Instant | undefined> {
  const at = await tx.settings.get(lostKey(groupId));
  return at === undefined ? undefined : Number(at);
}
