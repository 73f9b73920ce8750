import type { Context } from 'koa';
import { RoomError } from './errors';

const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;
const loopbackAddress = /^(::ffff:)?127\.|^::1$/;

/**
 * Whoever opens the room can be anyone, so only this machine may, and only through the room's own page.
 * The Host header is checked, too: a foreign name that resolves to 127.0.0.1 (DNS rebinding) counts as same origin
 * for a browser. `same-site` is refused like `cross-site`: another port of localhost is another program.
 */
export function requireOwnPage(ctx: Context): void {
  if (!loopbackAddress.test(ctx.req.socket.remoteAddress ?? '')) throw new RoomError('foreign-origin');
  const host = ctx.get('host');
  if (!loopbackHost.test(host)) throw new RoomError('foreign-origin');
  const origin = ctx.get('origin');
  if (origin !== '' && origin !== `http://${host}`) throw new RoomError('foreign-origin');
  const site = ctx.get('sec-fetch-site');
  const opensPage = ctx.method === 'GET' && ctx.get('sec-fetch-mode') === 'navigate';
  if (site !== '' && site !== 'same-origin' && site !== 'none' && !opensPage) throw new RoomError('foreign-origin');
}
