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
import type { Settling } from './settling';
import type { Spoken } from './spoken';

export interface IntakeParts {
  readonly settling: Settling;
  readonly fetchMedia: FetchMedia;
  readonly spoken: Spoken;
  readonly clock: Clock;
  readonly log: Log;
  readonly counters: Counters;
}

/** As the server of the callback caps a body. */
const MAX_BODY_BYTES = 1024 * 1024;

/** Takes messages in. Those of one sender are received in their order, whatever their pictures take. */
export class Intake {
  constructor(private readonly parts: IntakeParts) {}

  take({ reqId, body }: Frame): void {
    if (this.parts.settling.closed) return this.#refused('stopped');
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
    this.#settle(`${said.userid}\n${placeKey(place)}`, said, inbound);
  }

  #settle(sender: string, said: Said, bare: Inbound): void {
    const { settling, counters, log } = this.parts;
    settling
      .settle(sender, () => this.#complete(said, bare))
      .catch((error: unknown) => {
        counters.add('socket_not_settled');
        log.error({ err: error, msgid: bare.msgid }, 'message not settled: it is lost');
      });
  }

  async #complete(said: Said, bare: Inbound): Promise<Inbound> {
    const { spoken, fetchMedia } = this.parts;
    const refs = mediaOf(said);
    const [files] = await Promise.all([
      refs.length > 0 ? fetchMedia(refs, bare.msgid) : [],
      spoken.note(placeOf(bare)),
    ]);
    return { ...bare, files };
  }

  #refused(cause: string): void {
    this.parts.counters.add(`socket_${cause}`);
    this.parts.log.warn({ cause }, 'a callback of the long connection was not taken');
  }
}
