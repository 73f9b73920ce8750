import { spokenSetting } from './channels';
import { webhookKey } from './channels/webhook/address';
import type { Config } from './config';
import type { Ways } from './domain/checkup/vitals';

/** By which ways a program with these settings reaches people. */
export function waysOf({ mode, longConnection, callback, adminUserids, apiBase }: Config): Ways {
  const usable = (address: string): boolean => webhookKey(address, apiBase) !== undefined;
  const spokenKey = (chatId: string): string => spokenSetting(longConnection?.botId ?? '', `group:${chatId}`);
  const way = mode === 'room' ? 'room' : longConnection ? 'socket' : callback ? 'callback' : 'none';
  return { mode: way, spokenKey, usable, adminUserids };
}
