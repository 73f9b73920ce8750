import type {
  Abilities,
  Channel,
  ConnectionState,
  Greet,
  OutFile,
  Outbound,
  PushRoute,
  Receive,
  Route,
  SendResult,
} from '../../chat/channel';
import type { Saying } from '../../chat/message';
import type { Counters } from '../../http/counters';
import type { Clock } from '../../lib/clock';
import type { Log } from '../../lib/log';
import { portions } from '../wecom/card';
import { type CardSettings, Clicks } from '../wecom/clicks';
import type { FetchMedia } from '../wecom/fetch-media';
import { LIMITS } from '../wecom/limits';
import { MediaIds, type ReadFile, type Refused } from '../wecom/media-ids';
import { MAX_CONTENT_BYTES } from '../wecom/stream';
import { Window } from '../wecom/window';
import { NOTHING_SENT, NOT_SUBSCRIBED } from './ack';
import { type Gateway, openClient } from './client';
import { Connection } from './connection';
import { Events } from './events';
import { fileForm, type Form, formsOf } from './forms';
import { Intake } from './intake';
import { type Place, placeKey, placeOfRoute } from './place';
import { replyAddress } from './reply-to';
import { Settling } from './settling';
import { type PlaceStore, Spoken } from './spoken';
import { systemTimers, type Timers } from './timers';

export interface SocketOptions {
  readonly gateway: Omit<Gateway, 'heartbeatMs'>;
  /** Where somebody has spoken to this bot, kept across restarts. */
  readonly places: PlaceStore;
  readonly fetchMedia: FetchMedia;
  readonly readFile: ReadFile;
  readonly cards: CardSettings;
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
const OWN_LIMIT = { outcome: 'refused', errcode: 846_607, detail: 'our own limit' } as const;
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
    cards: true,
    files: true,
    maxBytes: MAX_CONTENT_BYTES,
  };
  readonly #timers: Timers;
  readonly #connection: Connection;
  readonly #budget: Window;
  /** Of uploads, which count per bot. */
  readonly #uploads: Window;
  readonly #media: MediaIds;
  readonly #spoken: Spoken;
  readonly #sending = new Set<Promise<SendResult>>();
  readonly #clicks: Clicks;
  #settling: Settling | undefined;
  #intake: Intake | undefined;
  #events: Events | undefined;
  #able: () => void = () => undefined;

  constructor(private readonly options: SocketOptions) {
    const { gateway, clock, log, places, cards, readFile } = options;
    const { heartbeatMs = HEARTBEAT_MS, timers = systemTimers } = options;
    this.#timers = timers;
    // Replies and pushes count together.
    this.#budget = new Window(clock, LIMITS.push.rates);
    this.#uploads = new Window(clock, LIMITS.upload.rates);
    this.#media = new MediaIds(clock, readFile);
    this.#spoken = new Spoken(places, log);
    this.#clicks = new Clicks({ ...cards, clock, log });
    this.#connection = new Connection({
      open: (events) => openClient({ ...gateway, heartbeatMs }, log, events),
      timers,
      clock,
      log,
      message: (frame) => this.#intake?.take(frame),
      event: (frame) => this.#events?.take(frame),
      opened: () => this.#able(),
    });
  }

  get subscribed(): boolean {
    return this.#connection.subscribed;
  }

  state(): ConnectionState {
    return this.#connection.state;
  }

  /** Does not wait for the gateway: it may be away for an hour. */
  async start(receive: Receive, greet?: Greet, able?: () => void): Promise<void> {
    if (able) this.#able = able;
    const { fetchMedia, cards, clock, log, counters } = this.options;
    const common = { settling: new Settling({ receive, timers: this.#timers, log }), clock, log, counters };
    this.#settling = common.settling;
    this.#intake = new Intake({ ...common, fetchMedia, spoken: this.#spoken });
    this.#events = new Events({
      ...common,
      greet,
      clicks: this.#clicks,
      plain: cards.plain,
      timers: this.#timers,
      respond: (reqId, body, cmd) => this.#connection.request(reqId, body, cmd),
    });
    this.#connection.start();
  }

  /** What is under way is settled, and acks are waited for; what they cause is sent after the next start. */
  async stop(): Promise<void> {
    await this.#settling?.close();
    await this.#events?.idle();
    await Promise.allSettled(this.#sending);
    this.#connection.stop();
  }

  async reaches(route: Route): Promise<boolean> {
    if (route.kind !== 'reply') return this.#spoken.has(placeOfRoute(route));
    return route.channel === this.name && replyAddress(route.replyTo, this.options.clock.now()) !== undefined;
  }

  forget(route: PushRoute): Promise<void> {
    return this.#spoken.forget(placeOfRoute(route));
  }

  send(outbound: Outbound): Promise<SendResult> {
    const sending = this.#send(outbound).finally(() => this.#sending.delete(sending));
    this.#sending.add(sending);
    return sending;
  }

  portions(saying: Saying): readonly Saying[] {
    return portions(saying, this.options.cards.plain);
  }

  async #send({ route, file, ...saying }: Outbound): Promise<SendResult> {
    if (file) return route.kind === 'reply' ? UNREADABLE : this.#sendFile(file, placeOfRoute(route));
    const { clock, cards } = this.options;
    const to = route.kind === 'reply' ? replyAddress(route.replyTo, clock.now()) : { place: placeOfRoute(route) };
    let result: SendResult = UNREADABLE;
    for (const form of to ? formsOf(saying, to, cards.plain) : []) {
      result = await this.#request(form);
      if (isFinal(result)) break;
    }
    return result;
  }

  #sendFile(file: OutFile, place: Place): Promise<SendResult> {
    return this.#media.send({
      of: this.options.gateway.botId,
      file,
      upload: async (bytes) => {
        const retryAfterSeconds = this.#connection.subscribed ? this.#uploads.take('') : 0;
        if (retryAfterSeconds > 0) return { ...OWN_LIMIT, retryAfterSeconds };
        const result = await this.#connection.upload(bytes, file.name);
        return typeof result === 'string' ? result : patient(result);
      },
      send: (mediaId) => this.#request(fileForm(place, mediaId)),
    });
  }

  async #request({ place, reqId, body, cmd }: Form): Promise<SendResult> {
    const connection = this.#connection;
    const retryAfterSeconds = connection.subscribed ? this.#budget.take(placeKey(place)) : 0;
    if (retryAfterSeconds > 0) {
      return { ...OWN_LIMIT, retryAfterSeconds };
    }
    const result = await connection.request(reqId, body, cmd);
    return result.outcome === 'refused' ? patient(result) : result;
  }
}

const patient = (result: Refused): Refused =>
  TOO_OFTEN.has(result.errcode) ? { ...result, retryAfterSeconds: WAIT_SECONDS } : result;

/** Sent, perhaps sent, or refused for a reason that any other form would meet as well. */
const isFinal = (result: SendResult): boolean => result.outcome !== 'refused' || HOPELESS.has(result.errcode);
