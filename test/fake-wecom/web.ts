import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MediaShelf } from './media-shelf';
import { ResponseUrls } from './response-urls';
import { type FakeClock, no, type Verdict } from './rules';
import { Webhooks } from './webhooks';

/** The HTTP side: webhooks, response_urls and media on one origin. */
export class FakeWeb {
  readonly webhooks: Webhooks;
  readonly responses: ResponseUrls;
  readonly media: MediaShelf;
  readonly #server = createServer((request, response) => {
    this.#serve(request, response).catch(() => response.destroy());
  });

  constructor(private readonly clock: FakeClock) {
    const base = (): string => this.base;
    this.webhooks = new Webhooks(clock);
    this.responses = new ResponseUrls(base, clock);
    this.media = new MediaShelf(base, clock);
  }

  get base(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The address that a group's member copies out of WeCom. */
  webhook(key: string): string {
    this.webhooks.open(key);
    return `${this.base}/cgi-bin/webhook/send?key=${key}`;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.base);
    const id = /^\/media\/(\d+)$/.exec(url.pathname)?.[1];
    if (id !== undefined) return this.media.serve(id, response);
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { errcode, body } = this.#verdict(url, request, Buffer.concat(chunks));
    response.setHeader('date', new Date(this.clock.now()).toUTCString());
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ errcode, errmsg: errcode === 0 ? 'ok' : 'refused', ...body }));
  }

  #verdict(url: URL, request: IncomingMessage, bytes: Buffer): Verdict {
    const query = url.searchParams;
    const json = (): Record<string, unknown> => JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
    switch (url.pathname) {
      case '/cgi-bin/webhook/send':
        return this.webhooks.send(query.get('key') ?? '', json());
      case '/cgi-bin/webhook/upload_media':
        return this.webhooks.upload(query.get('key') ?? '', query.get('type'), fileOf(request, bytes));
      case '/cgi-bin/aibot/response':
        return this.responses.post(query.get('response_code') ?? '', json());
      default:
        return no(40058);
    }
  }
}

/** The multipart field `media`; without bytes when there is none. */
function fileOf({ headers }: IncomingMessage, bytes: Buffer): { name: string; bytes: Buffer } {
  const boundary = /boundary="?([^";]+)/.exec(headers['content-type'] ?? '')?.[1];
  const start = bytes.indexOf('\r\n\r\n');
  const head = bytes.subarray(0, start).toString('utf8');
  const end = boundary === undefined ? -1 : bytes.indexOf(`\r\n--${boundary}`, start);
  const name = /filename="?([^";]+)/.exec(head)?.[1];
  const isThere = /name="?media"?/.test(head) && name !== undefined && end > start;
  return { name: name ?? '', bytes: isThere ? bytes.subarray(start + 4, end) : Buffer.alloc(0) };
}
