import type { ServerResponse } from 'node:http';
import { encryptMedia, newAesKey } from './cipher';
import { type FakeClock, MEDIA_LIFE_MS } from './rules';

interface Item {
  readonly bytes: Buffer;
  readonly name: string;
  readonly at: number;
}

/** Encrypted pictures and files behind addresses that live five minutes. */
export class MediaShelf {
  /** Answers the next downloads in the place of the shelf: a redirect, silence, a flood. */
  fault: ((response: ServerResponse) => void) | undefined;
  readonly #items = new Map<string, Item>();

  constructor(
    private readonly base: () => string,
    private readonly clock: FakeClock,
  ) {}

  /** Without a key of the bot's own (EncodingAESKey) one of its own is made, as in the long connection. */
  put(plain: Uint8Array, name: string, aesKey = newAesKey()): { url: string; aeskey: string } {
    const id = `${this.#items.size + 1}`;
    this.#items.set(id, { bytes: encryptMedia(plain, aesKey), name, at: this.clock.now() });
    return { url: `${this.base()}/media/${id}?sign=secret-${id}`, aeskey: aesKey };
  }

  serve(id: string, response: ServerResponse): void {
    if (this.fault) return this.fault(response);
    const item = this.#items.get(id);
    if (!item || this.clock.now() - item.at > MEDIA_LIFE_MS) {
      response.writeHead(403).end('expired');
      return;
    }
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(item.name)}`;
    response.writeHead(200, { 'content-disposition': disposition, 'content-length': item.bytes.length });
    response.end(item.bytes);
  }
}
