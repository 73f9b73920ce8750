import type { Context, Middleware, Next } from 'koa';
import type { Log } from '../lib/log';
import type { Counters } from './counters';

/** A handler may set its own over these. */
const SECURITY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  'Cache-Control': 'no-store',
} as const;

const CAUSES: Readonly<Record<number, string>> = {
  404: 'not_found',
  405: 'method_not_allowed',
  501: 'method_not_allowed',
};

/** The status an error was thrown with (`ctx.throw(400)`), 500 for all others. */
function statusOf(error: unknown): number {
  if (!(error instanceof Error) || !('expose' in error) || error.expose !== true) return 500;
  return 'status' in error && typeof error.status === 'number' ? error.status : 500;
}

function fail(ctx: Context, error: unknown, log: Log): number {
  const status = statusOf(error);
  // The path only: a query may carry a signature.
  if (status === 500) log.error({ err: error, method: ctx.method, path: ctx.path }, 'request failed');
  if (ctx.headerSent || ctx.respond === false) ctx.res.destroy();
  else {
    ctx.status = status;
    ctx.body = { error: status === 500 ? 'internal error' : (error as Error).message };
  }
  return status;
}

/** Outermost: headers, errors without a stack, counting, and the end of keep-alive while stopping. */
export function guard(options: { log: Log; counters: Counters; stopping: () => boolean }): Middleware {
  const { log, counters, stopping } = options;
  return async (ctx: Context, next: Next) => {
    ctx.set(SECURITY_HEADERS);
    try {
      await next();
      const cause = ctx.respond === false || ctx.body !== undefined ? undefined : CAUSES[ctx.status];
      if (cause !== undefined) {
        const { status } = ctx;
        counters.add(cause);
        ctx.body = { error: cause.replaceAll('_', ' ') };
        ctx.status = status;
      }
    } catch (error) {
      counters.add(fail(ctx, error, log) === 500 ? 'internal' : 'bad_request');
    }
    if (stopping() && !ctx.headerSent) ctx.set('Connection', 'close');
  };
}
