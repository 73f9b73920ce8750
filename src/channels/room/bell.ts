import { PassThrough } from 'node:stream';

/** What rings: the newest line, the clock, and which transcript it is (another one after a reset or restart). */
export interface Ring {
  readonly epoch: string;
  readonly lastId: number;
  readonly now: number;
  /** Where the clock is on its way to. */
  readonly movingTo?: number;
}

// Proxies and laptops that wake up drop silent connections after 30-60 s.
const heartbeatMs = 15_000;

/**
 * The stream of server-sent events. It says only that there is something new, never what: a page fetches with its own
 * identity whatever it has not seen. So one stream serves all tabs of a browser (which allows six connections
 * to a host, all tabs together), nobody's private lines pass by, and a page that was away needs no special case.
 */
export class Bell {
  private readonly streams = new Set<PassThrough>();
  private readonly beat: NodeJS.Timeout;

  constructor(private readonly ring: () => Ring) {
    this.beat = setInterval(() => this.sound(), heartbeatMs);
    this.beat.unref();
  }

  /** A new listener; it hears the present state at once. */
  open(): PassThrough {
    const stream = new PassThrough();
    this.streams.add(stream);
    stream.on('error', () => undefined);
    stream.on('close', () => this.streams.delete(stream));
    stream.write(`retry: 1000\n${this.message()}`);
    return stream;
  }

  sound(): void {
    const message = this.message();
    for (const stream of this.streams) stream.write(message);
  }

  close(): void {
    clearInterval(this.beat);
    for (const stream of this.streams) stream.end();
  }

  private message(): string {
    return `data: ${JSON.stringify(this.ring())}\n\n`;
  }
}
