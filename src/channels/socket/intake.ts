import type { Receive } from '../../chat/channel';
import type { Inbound } from '../../chat/message';
import type { Counters } from '../../http/counters';
import { byteLength } from '../../lib/bytes';
import type { Clock } from '../../lib/clock';
import type { Log } from '../../lib/log';
import { readBody, type Said } from '../wecom/content';
import type { FetchMedia } from '../wecom/fetch-media';
import { inboundOf } from '../wecom/inbound';
import { mediaOf } from '../wecom/media-of';
import type { Frame } from './client';
import { placeKey, placeOf } from './place';
import { replyToOf } from './reply-to';
import type { Spoken } from './spoken';
import type { Cancel, Timers } from './timers';

export interface IntakeParts {
  readonly receive: Receive;
  readonly fetchMedia: FetchMedia;
  readonly spoken: Spoken;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly counters: Counters;
}

/** As the server of the callback caps a body. */
const MAX_BODY_BYTES = 1024 * 1024;
/** The gateway never sends a message again: what fails is tried for a few minutes, as long as a database may be away. */
const RETRY_SECONDS: readonly number[] = [1, 5, 30, 120];

/** Takes frames in. Those of one sender are received in their order, whatever their pictures take. */
export class Intake {
  readonly #lines = new Map<string, Promise<void>>();
  readonly #naps = new Set<() => void>();
  #closed = false;

  constructor(private readonly parts: IntakeParts) {}

  take({ reqId, body }: Frame): void {
    if (this.#closed) return this.#refused('stopped');
    if (byteLength(JSON.stringify(body ?? null)) > MAX_BODY_BYTES) return this.#refused('too_long');
    let said: ReturnType<typeof readBody>;
    try {
      said = readBody(body);
    } catch {
      return this.#refused('bad_message');
    }
    if (said.kind === 'other') return;
    const place = placeOf(said);
    const receivedAt = this.parts.clock.now();
    const replyTo = reqId === '' ? undefined : replyToOf(reqId, receivedAt, place);
    const inbound = inboundOf(said, { channel: 'socket', receivedAt, ...(replyTo !== undefined && { replyTo }) });
    this.#queue(`${said.userid}\n${placeKey(place)}`, said, inbound);
  }

  /** Nothing new is taken, nothing is tried again; resolves when nothing is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const wake of this.#naps) wake();
    await Promise.all(this.#lines.values());
  }

  #queue(sender: string, said: Said, inbound: Inbound): void {
    const before = this.#lines.get(sender) ?? Promise.resolve();
    const line = before
      .then(() => this.#settle(said, inbound))
      .catch((error: unknown) => {
        this.parts.counters.add('socket_not_settled');
        this.parts.log.error({ err: error, msgid: inbound.msgid }, 'message not settled: it is lost');
      })
      .finally(() => {
        if (this.#lines.get(sender) === line) this.#lines.delete(sender);
      });
    this.#lines.set(sender, line);
  }

  async #settle(said: Said, bare: Inbound): Promise<void> {
    const { spoken, fetchMedia, receive, log } = this.parts;
    const refs = mediaOf(said);
    const [files] = await Promise.all([
      refs.length > 0 ? fetchMedia(refs, bare.msgid) : [],
      spoken.note(placeOf(bare)),
    ]);
    for (const seconds of RETRY_SECONDS) {
      try {
        await receive({ ...bare, files });
        return;
      } catch (error) {
        if (this.#closed) throw error;
        log.warn({ err: error, msgid: bare.msgid, seconds }, 'message not settled; it will be tried again');
      }
      await this.#nap(seconds * 1000);
    }
    await receive({ ...bare, files });
  }

  async #nap(milliseconds: number): Promise<void> {
    if (this.#closed) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        cancel();
        this.#naps.delete(wake);
        resolve();
      };
      const cancel: Cancel = this.parts.timers.after(milliseconds, wake);
      this.#naps.add(wake);
    });
  }

  #refused(cause: string): void {
    this.parts.counters.add(`socket_${cause}`);
    this.parts.log.warn({ cause }, 'a callback of the long connection was not taken');
  }
}
