import { HOUR } from '../../lib/time';
import type { Instant } from '../../lib/time';

/** A response_url works for one hour (developer site, page 101138). */
const LIFE = HOUR;

const SINGLE = 'single';

export interface ResponseUrl {
  readonly responseUrl: string;
  readonly receivedAt: Instant;
  /** Of a private chat: only there it takes a card (developer site, page 101138). */
  readonly single: boolean;
}

/** What a late answer needs, as one opaque string: when the response_url dies, the url, its kind of chat. A secret. */
export function replyToOf({ responseUrl, receivedAt, single }: ResponseUrl, apiBase: string): string | undefined {
  const url = allowed(responseUrl, apiBase);
  return url && `${receivedAt + LIFE} ${url.href}${single ? ` ${SINGLE}` : ''}`;
}

export const takesCards = (replyTo: string): boolean => replyTo.split(' ')[2] === SINGLE;

function allowed(address: string, apiBase: string): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const plain = url.username === '' && url.password === '' && url.hash === '';
  return plain && url.origin === new URL(apiBase).origin ? url : undefined;
}

/** The response_url, if it still works; checked again because it was stored meanwhile. */
export function urlOf(replyTo: string, now: Instant, apiBase: string): URL | undefined {
  const [diesAt = '', address = ''] = replyTo.split(' ');
  return Number(diesAt) > now ? allowed(address, apiBase) : undefined;
}
