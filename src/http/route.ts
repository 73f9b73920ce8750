import type { Context } from 'koa';

/**
 * One address that a channel answers. `path` is a pattern of koa-router 14 (`/room/:id`, `/room/{*rest}`).
 * The body is read before `handle`, up to `maxBytes` (default 1 MB); more is answered 413 and never buffered.
 * With `rawBody` nothing is read and nothing limited: the handler has `ctx.req` to itself, and `body` is empty.
 */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  handle(ctx: Context, body: Buffer): Promise<void>;
  readonly rawBody?: boolean;
  readonly maxBytes?: number;
}

export const DEFAULT_MAX_BYTES = 1024 * 1024;
