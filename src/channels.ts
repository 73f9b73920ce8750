import { CallbackChannel } from './channels/callback/channel';
import { cardWords } from './card-words';
import { createRoom, type RoomPort } from './channels/room';
import { SocketChannel } from './channels/socket/channel';
import type { PlaceStore } from './channels/socket/spoken';
import { WebhookChannel, type WebhookOptions } from './channels/webhook/channel';
import { createFetchMedia } from './channels/wecom/fetch-media';
import type { ReadFile } from './channels/wecom/media-ids';
import { isLoopback } from './channels/wecom/media-host';
import type { Answer, Inbound } from './chat/message';
import type { Channel } from './chat/channel';
import type { Config } from './config';
import { RegisterCache } from './delivery/register-cache';
import { noteWebhookLost } from './domain/checkup/traces';
import type { Tx } from './domain/ports';
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
  readonly readFile: ReadFile;
  /** An answer that missed its request: into the outbox. */
  readonly late: (inbound: Inbound, answer: Answer) => Promise<void>;
}

/**
 * The channels that the settings ask for: the local room, or WeCom's long connection or callback with the groups'
 * webhooks. Which of them carries what is the table of src/delivery/routes.ts.
 */
export function createChannels(parts: ChannelParts): { channels: readonly Channel[]; routes: readonly Route[] } {
  if (parts.room) {
    const { channel, routes } = createRoom(parts.room);
    return { channels: [channel], routes };
  }
  const { config, storage, clock, readFile } = parts;
  const { apiBase } = config;
  const webhook = new WebhookChannel({ apiBase, ...webhooksIn(storage, clock), plain, clock, readFile });
  const callback = callbackOf(parts);
  const socket = socketOf(parts);
  const channels = [webhook, socket, callback].filter((channel) => channel !== undefined);
  return { channels, routes: callback?.routes ?? [] };
}

function callbackOf({ config, clock, log, counters, late }: ChannelParts): CallbackChannel | undefined {
  const { callback: keys, apiBase } = config;
  if (!keys) return undefined;
  const fetchMedia = createFetchMedia({ log, loopback: isLoopback(apiBase), aesKey: keys.aesKey });
  return new CallbackChannel({ keys, apiBase, clock, log, counters, late, fetchMedia, cards: cardWords() });
}

function socketOf({ config, storage, clock, log, counters, readFile }: ChannelParts): SocketChannel | undefined {
  const { longConnection: gateway } = config;
  if (!gateway) return undefined;
  const fetchMedia = createFetchMedia({ log, loopback: isLoopback(gateway.wsUrl) });
  const places = placesOf(storage, gateway.botId);
  return new SocketChannel({ gateway, places, fetchMedia, readFile, cards: cardWords(), clock, log, counters });
}

/** Ids of chats belong to a bot: with another one, everybody has to speak first again. */
export const spokenSetting = (botId: string, key: string): string => `spoken:${botId}:${key}`;

function placesOf(storage: Storage, botId: string): PlaceStore {
  const name = (key: string): string => spokenSetting(botId, key);
  return {
    has: (key) => storage.work.run(async (tx) => (await tx.settings.get(name(key))) !== undefined),
    add: (key) => storage.work.run((tx) => tx.settings.set(name(key), 'yes')),
    remove: (key) => storage.work.run((tx) => tx.settings.remove(name(key))),
  };
}

/** Webhooks are paired with a group of the register; messages go to chats. */
function webhooksIn(storage: Storage, clock: Clock): Pick<WebhookOptions, 'address' | 'unpair'> {
  const registers = new RegisterCache([]);
  const groupOf = async (tx: Tx, chatId: string): Promise<string | undefined> =>
    (await registers.current(tx)).groupOfChat(chatId)?.id;
  return {
    address: (chatId) =>
      storage.work.run(async (tx) => {
        const id = await groupOf(tx, chatId);
        return id === undefined ? undefined : tx.secrets.get(`webhook:${id}`);
      }),
    unpair: (chatId, address) =>
      storage.work.run(async (tx) => {
        const id = await groupOf(tx, chatId);
        if (id === undefined || (await tx.secrets.get(`webhook:${id}`)) !== address) return;
        await tx.secrets.remove(`webhook:${id}`);
        await noteWebhookLost(tx, id, clock.now());
      }),
  };
}
