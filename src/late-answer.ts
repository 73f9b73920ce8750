import type { Answer, Inbound } from './chat/message';
import type { PushRoute, Route } from './chat/channel';
import type { Tx } from './domain/ports';
import type { Instant } from './lib/time';

/** Where an answer goes for which nobody waits any more: the response_url of its message, else its chat. */
function routeOf({ replyTo, channel, chatId, userid }: Inbound): Route {
  const to: PushRoute = chatId === undefined ? { kind: 'person', userid } : { kind: 'group', chatId };
  return replyTo === undefined ? to : { kind: 'reply', channel, replyTo, to };
}

/** Puts such an answer into the outbox, before anything that was due later than its message. */
export const sendLate = (tx: Tx, message: Inbound, { answer, now }: { answer: Answer; now: Instant }): Promise<void> =>
  tx.outbox.add({
    route: JSON.stringify(routeOf(message)),
    body: JSON.stringify({ ...answer, mentions: [] }),
    sortAt: message.receivedAt,
    place: '',
    notBefore: now,
  });
