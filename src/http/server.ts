import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import type { Context } from 'koa';
import Router from 'koa-router';
import type { Log } from '../lib/log';
import { readBody, refuseTooLarge } from './body';
import { createCounters } from './counters';
import type { Counters } from './counters';
import { guard } from './guard';
import { healthRoutes } from './health';
import type { Ready } from './health';
import { DEFAULT_MAX_BYTES } from './route';
import type { Route } from './route';

export interface HttpOptions {
  readonly host: string;
  /** 0 takes any free port; `start` tells which. */
  readonly port: number;
  readonly log: Log;
  readonly routes: readonly Route[];
  readonly ready?: Ready;
  /** While it says no, only health is answered, and everything else 503: the port is taken before the bot runs. */
  readonly open?: () => boolean;
  /** Shared with the channels, which count what they refuse. */
  readonly counters?: Counters;
}

export interface Http {
  start(): Promise<{ port: number }>;
  /** Lets requests under way finish for a moment, then cuts what is left (streams of events). */
  stop(): Promise<void>;
  readonly counters: Counters;
}

/** How long a request under way may take to finish while we stop. */
const STOP_MS = 5000;
const always = (): boolean => true;

type Door = Readonly<Required<Pick<HttpOptions, 'counters' | 'open'>>>;

function serve(route: Route, { counters, open }: Door): (ctx: Context) => Promise<void> {
  return async (ctx) => {
    if (!open()) return refuseForNow(ctx);
    if (route.rawBody || route.method === 'GET') return route.handle(ctx, Buffer.alloc(0));
    const body = await readBody(ctx.req, route.maxBytes ?? DEFAULT_MAX_BYTES);
    if (typeof body !== 'string') return route.handle(ctx, body);
    counters.add(body);
    if (body === 'too_large') refuseTooLarge(ctx);
    else ctx.respond = false;
  };
}

/** Whoever asks comes again (WeCom does); nobody has to read of it in the log. */
function refuseForNow(ctx: Context): void {
  ctx.status = 503;
  ctx.body = '';
  ctx.set({ 'Retry-After': '1', Connection: 'close' });
}

interface AppParts {
  readonly health: readonly Route[];
  readonly routes: readonly Route[];
  readonly open: () => boolean;
}

function createApp({ health, routes, open }: AppParts, options: Parameters<typeof guard>[0]): Koa {
  const app = new Koa();
  const router = new Router();
  const { counters } = options;
  const register = (route: Route, door: Door): unknown =>
    router.register(route.path, [route.method], serve(route, door));
  for (const route of health) register(route, { counters, open: always });
  for (const route of routes) register(route, { counters, open });
  app.on('error', (error: unknown, ctx?: Context) => {
    // A sender that went away is nobody's fault.
    const gone = ctx !== undefined && (!ctx.req.complete || ctx.req.socket.destroyed);
    if (!gone) options.log.warn({ err: error }, 'response failed');
  });
  app.use(guard(options)).use(router.routes()).use(router.allowedMethods());
  return app;
}

async function listen(server: Server, host: string, port: number): Promise<{ port: number }> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve({ port: (server.address() as AddressInfo).port });
    });
  });
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const cut = setTimeout(() => server.closeAllConnections(), STOP_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}

/** The one HTTP server of the program: health, and the routes that channels hand in. */
export function createHttp(options: HttpOptions): Http {
  const { host, port, log, routes, ready = async () => ({}), counters = createCounters(), open = always } = options;
  let stopped = false;
  const stopping = (): boolean => stopped;
  const health = healthRoutes({ ready, counters, stopping, open });
  const app = createApp({ health, routes, open }, { log, counters, stopping });
  const handle = app.callback();
  const server = createServer((request, response) => void handle(request, response));
  // Slow senders: a header within 10 s, a whole request (a scan over a slow line too) within a minute.
  server.headersTimeout = 10_000;
  server.requestTimeout = 60_000;
  return {
    counters,
    start: () => listen(server, host, port),
    async stop() {
      stopped = true;
      await close(server);
    },
  };
}
