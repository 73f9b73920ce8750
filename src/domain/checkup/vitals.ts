import type { Instant } from '../../lib/time';

/** How a channel that keeps a connection fares. */
export interface ConnectionState {
  /** Connected, and known to the other side. */
  readonly up: boolean;
  /** Since when it has been as it is. */
  readonly since: Instant;
  /** Why it is down: `refused`, `closed`, `silent`, `kicked` …, and what the other side said (`errcode 853000`). */
  readonly trouble?: { readonly cause: string; readonly detail: string };
}

/** By which ways this program reaches people: from its settings. */
export interface Ways {
  /** `none`: the settings are not fit to tell. */
  readonly mode: 'socket' | 'callback' | 'room' | 'none';
  /** The setting that is there once somebody has spoken to this bot in a chat (long connection). */
  readonly spokenKey: (chatId: string) => string;
  /** Is this the address of a webhook that may be used? */
  readonly usable: (address: string) => boolean;
  /** Who is an admin by the settings, whatever the register says. */
  readonly adminUserids: readonly string[];
}

/** What only the running program knows of itself. */
export interface Vitals {
  readonly ways: Ways;
  readonly connection?: ConnectionState;
  /** This machine's clock minus that of WeCom's server; absent while it is not known. */
  readonly skewMilliseconds?: number;
  readonly freeBytes?: number;
}

/** Of the local room, and of tests: everything that is bound can be reached. */
export const ROOM_WAYS: Ways = { mode: 'room', spokenKey: () => '', usable: () => true, adminUserids: [] };
