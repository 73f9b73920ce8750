import { CallbackChannel } from './channels/callback/channel';
import { createRoom, type RoomPort } from './channels/room';
import { WebhookChannel } from './channels/webhook/channel';
import type { Answer, Inbound } from './chat/message';
import type { Channel } from './chat/channel';
import type { Config } from './config';
import type { Counters } from './http/counters';
import type { Route } from './http/route';
import type { Clock } from './lib/clock';
import type { Log } from './lib/log';
import type { Storage } from './storage';
import { plain } from './words/escape';

export interface ChannelParts {
  readonly config: Config;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Log;
  readonly counters: Counters;
  readonly room: RoomPort | undefined;
  /** An answer that missed its request: into the outbox. */
  readonly late: (inbound: Inbound, answer: Answer) => Promise<void>;
}

/** The channels that the settings ask for: the local room, or WeCom's callback with the groups' webhooks. */
export function createChannels(parts: ChannelParts): { channels: readonly Channel[]; routes: readonly Route[] } {
  const { config, storage, clock, log, counters, late } = parts;
  if (parts.room) {
    const { channel, routes } = createRoom(parts.room);
    return { channels: [channel], routes };
  }
  const { apiBase } = config;
  const webhook = new WebhookChannel({ apiBase, address: (chatId) => webhookOf(storage, chatId), plain, clock });
  if (!config.callback) return { channels: [webhook], routes: [] };
  const callback = new CallbackChannel({ keys: config.callback, apiBase, clock, log, counters, late });
  return { channels: [callback, webhook], routes: callback.routes };
}

/** Webhooks are paired with a group of the register; messages go to chats. */
async function webhookOf(storage: Storage, chatId: string): Promise<string | undefined> {
  return storage.work.run(async (tx) => {
    const { groups } = await tx.register.load();
    const group = groups.find((each) => each.chatId === chatId);
    return group && tx.secrets.get(`webhook:${group.id}`);
  });
}
