import { randomUUID } from 'node:crypto';
import type { Abilities, Channel, Outbound, Receive, Route, SendResult } from '../../chat/channel';
import type { Counters } from '../../http/counters';
import type { Clock } from '../../lib/clock';
import type { Log } from '../../lib/log';
import type { FetchMedia } from '../wecom/fetch-media';
import { MAX_CONTENT_BYTES } from '../wecom/stream';
import { NOTHING_SENT, NOT_SUBSCRIBED } from './ack';
import { markdownBody, pushBody, RESPOND, SEND, streamBody } from './bodies';
import { Budget } from './budget';
import { type Gateway, openClient } from './client';
import { Connection } from './connection';
import { Intake } from './intake';
import { type Place, placeKey, placeOfRoute } from './place';
import { replyAddress } from './reply-to';
import { type PlaceStore, Spoken } from './spoken';
import { systemTimers, type Timers } from './timers';

export interface SocketOptions {
  readonly gateway: Omit<Gateway, 'heartbeatMs'>;
  /** Where somebody has spoken to this bot, kept across restarts. */
  readonly places: PlaceStore;
  readonly fetchMedia: FetchMedia;
  readonly clock: Clock;
  readonly log: Log;
  readonly counters: Counters;
  readonly timers?: Timers;
  readonly heartbeatMs?: number;
}

/** errcodes of WeCom for "too often". */
const TOO_OFTEN: ReadonlySet<number> = new Set([846_607, 45_009]);
/** errcode for what no other form of the same answer can mend. */
const HOPELESS: ReadonlySet<number> = new Set([NOTHING_SENT, NOT_SUBSCRIBED, ...TOO_OFTEN]);
/** Longest block of a limit of a minute (developer site, page 90454). */
const WAIT_SECONDS = 60;
/** The gateway wants a ping every 30 s (7.2). */
const HEARTBEAT_MS = 30_000;
const UNREADABLE: SendResult = { outcome: 'refused', errcode: 846_605, detail: 'no req_id that can be read' };

/**
 * The long connection of a bot (developer site, page 101463). The gateway acknowledges nothing and repeats nothing:
 * answers come through the outbox, where they are stored together with what their message changed.
 */
export class SocketChannel implements Channel {
  readonly name = 'socket';
  readonly answersByOutbox = true;
  readonly abilities: Abilities = {
    push: ['group', 'person'],
    mentions: false,
    cards: false,
    maxBytes: MAX_CONTENT_BYTES,
  };
  readonly #timers: Timers;
  readonly #connection: Connection;
  readonly #budget: Budget;
  readonly #spoken: Spoken;
  readonly #sending = new Set<Promise<SendResult>>();
  #intake: Intake | undefined;

  constructor(private readonly options: SocketOptions) {
    const { gateway, clock, log, places, heartbeatMs = HEARTBEAT_MS, timers = systemTimers } = options;
    this.#timers = timers;
    this.#budget = new Budget(clock);
    this.#spoken = new Spoken(places, log);
    this.#connection = new Connection({
      open: (events) => openClient({ ...gateway, heartbeatMs }, log, events),
      timers,
      clock,
      log,
      message: (frame) => this.#intake?.take(frame),
    });
  }

  get subscribed(): boolean {
    return this.#connection.subscribed;
  }

  /** Does not wait for the gateway: it may be away for an hour. */
  async start(receive: Receive): Promise<void> {
    const { fetchMedia, clock, log, counters } = this.options;
    const spoken = this.#spoken;
    this.#intake = new Intake({ receive, fetchMedia, spoken, clock, log, counters, timers: this.#timers });
    this.#connection.start();
  }

  /** What is under way is settled, and acks are waited for; what they cause is sent after the next start. */
  async stop(): Promise<void> {
    await this.#intake?.close();
    await Promise.allSettled(this.#sending);
    this.#connection.stop();
  }

  async reaches(route: Route): Promise<boolean> {
    if (route.kind !== 'reply') return this.#spoken.has(placeOfRoute(route));
    return route.channel === this.name && replyAddress(route.replyTo, this.options.clock.now()) !== undefined;
  }

  send(outbound: Outbound): Promise<SendResult> {
    const sending = this.#send(outbound).finally(() => this.#sending.delete(sending));
    this.#sending.add(sending);
    return sending;
  }

  async #send({ route, markdown }: Outbound): Promise<SendResult> {
    if (route.kind !== 'reply') return this.#push(placeOfRoute(route), markdown);
    const address = replyAddress(route.replyTo, this.options.clock.now());
    if (!address) return UNREADABLE;
    const { reqId, place } = address;
    if (reqId === undefined) return this.#push(place, markdown);
    const stream = await this.#request(place, { reqId, body: streamBody(reqId, markdown), cmd: RESPOND });
    if (isFinal(stream)) return stream;
    const plain = await this.#request(place, { reqId, body: markdownBody(markdown), cmd: RESPOND });
    return isFinal(plain) ? plain : this.#push(place, markdown);
  }

  #push(place: Place, markdown: string): Promise<SendResult> {
    return this.#request(place, { reqId: `push_${randomUUID()}`, body: pushBody(place, markdown), cmd: SEND });
  }

  async #request(place: Place, frame: { reqId: string; body: object; cmd: string }): Promise<SendResult> {
    const connection = this.#connection;
    const retryAfterSeconds = connection.subscribed ? this.#budget.take(placeKey(place)) : 0;
    if (retryAfterSeconds > 0) {
      return { outcome: 'refused', errcode: 846_607, detail: 'our own limit per conversation', retryAfterSeconds };
    }
    const result = await connection.request(frame.reqId, frame.body, frame.cmd);
    const often = result.outcome === 'refused' && TOO_OFTEN.has(result.errcode);
    return often ? { ...result, retryAfterSeconds: WAIT_SECONDS } : result;
  }
}

/** Sent, perhaps sent, or refused for a reason that any other form would meet as well. */
const isFinal = (result: SendResult): boolean => result.outcome !== 'refused' || HOPELESS.has(result.errcode);
