import type { IncomingMessage } from 'node:http';
import type { Context } from 'koa';

/** How long a sender may go on after a 413 before the connection is cut. */
const DRAIN_MS = 2000;

/** The whole body, or `too_large` as soon as it is known, without keeping what came. */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Buffer | 'too_large' | 'broken_off'> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return 'too_large';
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) {
        chunks = [];
        resolve('too_large');
      } else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', () => resolve('broken_off'));
    request.once('close', () => resolve('broken_off'));
  });
}

/**
 * Answers 413 at once, then throws away what the sender still sends: closing before it has stopped would reset the
 * connection, and many senders would never see the answer.
 */
export function refuseTooLarge(ctx: Context): void {
  const { req, res } = ctx;
  const text = JSON.stringify({ error: 'too large' });
  ctx.respond = false;
  res.writeHead(413, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    connection: 'close',
  });
  res.write(text);
  const finish = (): void => {
    clearTimeout(timer);
    res.end();
    req.destroy();
  };
  const timer = setTimeout(finish, DRAIN_MS).unref();
  if (req.readableEnded) return finish();
  req.once('end', finish).once('close', finish).once('error', finish);
  req.resume();
}
