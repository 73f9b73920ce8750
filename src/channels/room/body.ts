import type { Context } from 'koa';
import type { InboundFile } from '../../chat/message';
import { RoomError } from './errors';

/** All attachments of one message together, in bytes; the page says the same before it sends. */
const maxFileBytes = 10 * 1024 * 1024;
/** Text and the wrapping of a form. */
const maxTextBytes = 256 * 1024;
export const maxBodyBytes = maxFileBytes + maxTextBytes;

export interface Body {
  readonly fields: unknown;
  readonly files: readonly InboundFile[];
}

/** Reads JSON, or a form with files of which the field `message` is JSON. */
export async function parseBody(ctx: Context, bytes: Buffer): Promise<Body> {
  if (ctx.is('application/json')) return { fields: parseJson(bytes.toString('utf8')), files: [] };
  if (!ctx.is('multipart/form-data')) throw new RoomError('bad-request');
  const data = await parseForm(ctx.get('content-type'), bytes);
  const message = data.get('message');
  if (typeof message !== 'string') throw new RoomError('bad-request');
  const files = await Promise.all(data.getAll('file').map(inboundFile));
  if (files.reduce((sum, file) => sum + (file.bytes?.length ?? 0), 0) > maxFileBytes) throw new RoomError('too-large');
  return { fields: parseJson(message), files };
}

async function parseForm(type: string, bytes: Buffer): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  } catch {
    throw new RoomError('bad-request');
  }
}

async function inboundFile(part: File | string): Promise<InboundFile> {
  if (typeof part === 'string') throw new RoomError('bad-request');
  const bytes = new Uint8Array(await part.arrayBuffer());
  return { kind: imageType(bytes) === undefined ? 'file' : 'image', name: part.name.slice(0, 200), bytes };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RoomError('bad-request');
  }
}

const signatures: readonly (readonly [string, RegExp])[] = [
  ['image/png', /^\x89PNG\r\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8/],
  ['image/webp', /^RIFF[^]{4}WEBP/],
];

/** By its first bytes, not by its name: only what is a picture is shown in the page. */
export function imageType(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  return signatures.find(([, pattern]) => pattern.test(head))?.[0];
}
