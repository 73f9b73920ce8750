import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Post {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

type Script = (response: ServerResponse, post: Post) => void;

/** An answer as WeCom's interfaces give it. */
export const answer =
  (errcode: number, errmsg = 'ok'): Script =>
  (response) =>
    void response.setHeader('content-type', 'application/json').end(JSON.stringify({ errcode, errmsg }));

/** A server on loopback in the place of WeCom's interfaces. It keeps what it gets and does what `script` says. */
export async function startFarEnd() {
  const posts: Post[] = [];
  const far = { script: answer(0) };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // Somebody asks what time it is here.
    if (request.method !== 'POST') return void response.end();
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const post = { path: request.url ?? '', headers: request.headers, body: JSON.parse(text) as unknown };
    posts.push(post);
    far.script(response, post);
  };
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  };
  const play = (script: Script): void => {
    far.script = script;
  };
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, posts, play, stop };
}
export type FarEnd = Awaited<ReturnType<typeof startFarEnd>>;
