import { HOUR } from '../../lib/time';
import type { Instant } from '../../lib/time';

/** A response_url works for one hour (developer site, page 101138). */
const LIFE = HOUR;

/** What a late answer needs, as one opaque string: when the response_url dies, and the url. A secret. */
export function replyToOf(responseUrl: string, receivedAt: Instant, apiBase: string): string | undefined {
  const url = allowed(responseUrl, apiBase);
  return url && `${receivedAt + LIFE} ${url.href}`;
}

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
