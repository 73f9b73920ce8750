import type { Context } from 'koa';
import { z } from 'zod';
import type { Route } from '../../http/route';
import { requireOwnPage } from './access';
import { type Body, imageType, maxBodyBytes, parseBody } from './body';
import { RoomError } from './errors';
import { pageFiles } from './page-files';
import type { RoomPort } from './port';
import type { RoomChannel } from './room-channel';
import { sees } from './transcript';
import { chatOf, newLinesView, oldLinesView, personOf, stateView } from './views';

type Handle = (ctx: Context, body: Buffer) => Promise<unknown>;

const msgid = z.string().regex(/^[\w-]{8,64}$/);
const messageBody = z.object({ msgid, who: z.string(), chat: z.string(), text: z.string().max(20_000) });
const choiceBody = z.object({ msgid, who: z.string(), line: z.int(), choice: z.int() });
const clockBody = z.object({ to: z.int() });

/** The page and all that it asks for. */
export function roomRoutes(room: RoomChannel, port: RoomPort): readonly Route[] {
  return [
    ...pageRoutes(),
    json('GET', '/room/state', (ctx) => stateView(room, port, query(ctx, 'who'))),
    json('GET', '/room/lines', (ctx) => lines(ctx, room, port)),
    json('GET', '/room/jumps', async () => ({ ...room.ring(), jumps: await port.jumps() })),
    guarded('GET', '/room/events', (ctx) => events(ctx, room)),
    guarded('GET', '/room/file', (ctx) => file(ctx, port)),
    {
      ...json('POST', '/room/messages', async (ctx, body) => message(room, port, await parseBody(ctx, body))),
      maxBytes: maxBodyBytes,
    },
    json('POST', '/room/choice', async (ctx, body) => choice(room, port, await parseBody(ctx, body))),
    json('POST', '/room/clock', async (ctx, body) => {
      await room.advance(valid(clockBody, (await parseBody(ctx, body)).fields).to);
      return { ...room.ring(), jumps: await port.jumps() };
    }),
    json('POST', '/room/reset', async (ctx, body) => {
      await parseBody(ctx, body);
      await room.reset();
      return room.ring();
    }),
  ];
}

function pageRoutes(): Route[] {
  return pageFiles().map(({ name, type, bytes }) =>
    guarded('GET', name === 'index.html' ? '/' : `/room/page/${name}`, async (ctx) => {
      ctx.set(
        'Content-Security-Policy',
        "default-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      ctx.set('Cache-Control', 'no-cache');
      ctx.type = type;
      ctx.body = bytes;
    }),
  );
}

async function lines(ctx: Context, room: RoomChannel, port: RoomPort): Promise<unknown> {
  const scene = await port.scene();
  const { userid } = personOf(scene, query(ctx, 'who'));
  const after = query(ctx, 'after');
  if (after !== '') return newLinesView(room, userid, Number(after) || 0);
  const before = Number(query(ctx, 'before')) || Number.MAX_SAFE_INTEGER;
  return oldLinesView(room, chatOf(scene, userid, query(ctx, 'chat')), before);
}

async function message(room: RoomChannel, port: RoomPort, { fields, files }: Body): Promise<unknown> {
  const { msgid, who, chat, text } = valid(messageBody, fields);
  if (text.trim() === '' && files.length === 0) throw new RoomError('bad-request');
  const scene = await port.scene();
  await room.say({ msgid, who: personOf(scene, who).userid, chat: chatOf(scene, who, chat), text, files });
  return room.ring();
}

async function choice(room: RoomChannel, port: RoomPort, { fields }: Body): Promise<unknown> {
  const tapped = valid(choiceBody, fields);
  const { userid } = personOf(await port.scene(), tapped.who);
  const line = room.transcript.line(tapped.line);
  const say = line?.choices[tapped.choice]?.say;
  if (!line || line.id !== tapped.line || say === undefined || !sees(userid, line.chat)) {
    throw new RoomError('unknown-choice');
  }
  await room.say({ msgid: tapped.msgid, who: userid, chat: line.chat, text: say, files: [] });
  return room.ring();
}

async function events(ctx: Context, room: RoomChannel): Promise<void> {
  const stream = room.listen();
  ctx.req.socket.setTimeout(0);
  ctx.req.on('close', () => stream.destroy());
  ctx.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' });
  ctx.body = stream;
}

async function file(ctx: Context, port: RoomPort): Promise<void> {
  const hash = query(ctx, 'hash');
  const bytes = /^[0-9a-f]{8,128}$/.test(hash) ? await port.file(hash) : undefined;
  if (!bytes) throw new RoomError('unknown-file');
  const image = imageType(bytes);
  const name = encodeURIComponent(query(ctx, 'name'));
  ctx.set('Content-Disposition', image === undefined ? `attachment; filename*=UTF-8''${name}` : 'inline');
  ctx.set('Cache-Control', 'private, max-age=86400');
  ctx.type = image ?? 'application/octet-stream';
  ctx.body = Buffer.from(bytes);
}

function json(method: Route['method'], path: string, answer: Handle): Route {
  return guarded(method, path, async (ctx, body) => {
    ctx.body = await answer(ctx, body);
  });
}

/** What the page can be told, it is told as a code; the rest is the server's fault and left to it. */
function guarded(method: Route['method'], path: string, handle: Handle): Route {
  return {
    method,
    path,
    async handle(ctx, body) {
      try {
        requireOwnPage(ctx);
        await handle(ctx, body);
      } catch (error) {
        if (!(error instanceof RoomError)) throw error;
        ctx.status = error.status;
        ctx.body = { error: error.code };
      }
    },
  };
}

function valid<T>(schema: z.ZodType<T>, fields: unknown): T {
  const parsed = schema.safeParse(fields);
  if (!parsed.success) throw new RoomError('bad-request');
  return parsed.data;
}

function query(ctx: Context, name: string): string {
  const value = ctx.query[name];
  return typeof value === 'string' ? value : '';
}
