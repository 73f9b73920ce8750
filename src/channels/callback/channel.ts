import type { Context } from 'koa';
import type { Abilities, Channel, Greet, Outbound, Receive, Route as Way, SendResult } from '../../chat/channel';
import type { Answer, Inbound } from '../../chat/message';
import type { Counters } from '../../http/counters';
import { postApi } from '../../http/post-api';
import type { Route } from '../../http/route';
import type { Clock } from '../../lib/clock';
import type { Log } from '../../lib/log';
import type { Instant } from '../../lib/time';
import type { Plain } from '../wecom/card';
import { type CardSettings, clickOf, UPDATE_WITHIN_MS } from '../wecom/clicks';
import type { Said } from '../wecom/content';
import type { Tapped } from '../wecom/event';
import type { FetchMedia } from '../wecom/fetch-media';
import { inboundOf } from '../wecom/inbound';
import { mediaOf } from '../wecom/media-of';
import { MAX_CONTENT_BYTES } from '../wecom/stream';
import { answerOf, EMPTY, endOfStream, postedOf } from './answer';
import type { Fit } from './answer';
import { Desk } from './desk';
import { Refused, open, seal } from './envelope';
import type { Keys } from './envelope';
import { Events } from './events';
import { replyToOf, takesCards, urlOf } from './reply-to';
import { readCheck, readPost } from './request';
import { parseCall } from './shape';
import type { Called } from './shape';

export interface CallbackOptions {
  readonly keys: Keys;
  /** Origin of WeCom's interfaces: a response_url elsewhere is ignored. */
  readonly apiBase: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly counters: Counters;
  /** Puts an answer that missed its request into the outbox, as a route of kind `reply` to this channel. */
  readonly late: (inbound: Inbound, answer: Answer) => Promise<void>;
  /** Fetches pictures and files before a message is received; without it they come without their bytes. */
  readonly fetchMedia?: FetchMedia;
  readonly cards: CardSettings;
  readonly fit?: Fit;
  /** WeCom waits 5 s. */
  readonly answerWithinMs?: number;
  readonly sendTimeoutMs?: number;
}

const PATH = '/wecom/callback';
/** errcode of WeCom for a reply whose time is over: not to be tried again. */
const REPLY_EXPIRED = 846_604;
const FORBIDDEN: ReadonlySet<string> = new Set(['bad_signature', 'stale_timestamp', 'bad_receiveid']);

/** The URL callback of a bot (developer site, pages 100719, 101031, 101033): answers in the response, or by response_url. */
export class CallbackChannel implements Channel {
  readonly name = 'callback';
  readonly abilities: Abilities = { push: [], mentions: false, cards: true, maxBytes: MAX_CONTENT_BYTES };
  readonly routes: readonly Route[] = [
    { method: 'GET', path: PATH, handle: (ctx) => this.#quietly(ctx, () => this.#check(ctx)) },
    { method: 'POST', path: PATH, handle: (ctx, body) => this.#quietly(ctx, () => this.#post(ctx, body)) },
  ];
  #desk: Desk | undefined;
  #events: Events | undefined;

  constructor(private readonly options: CallbackOptions) {}

  async start(receive: Receive, greet?: Greet): Promise<void> {
    const { late, clock, log, answerWithinMs = UPDATE_WITHIN_MS, cards } = this.options;
    this.#desk = new Desk({ receive, late, clock, log, answerWithinMs });
    this.#events = new Events({ ...cards, receive, greet, clock, log, answerWithinMs });
  }

  /** New messages are sent back to WeCom, those under way are settled. */
  async stop(): Promise<void> {
    const [desk, events] = [this.#desk, this.#events];
    this.#desk = undefined;
    this.#events = undefined;
    await Promise.all([desk?.idle(), events?.idle()]);
  }

  reaches(way: Way): boolean {
    return way.kind === 'reply' && way.channel === this.name && this.#responseUrl(way) !== undefined;
  }

  async send({ route, ...saying }: Outbound): Promise<SendResult> {
    const url = route.kind === 'reply' ? this.#responseUrl(route) : undefined;
    if (route.kind !== 'reply' || url === undefined)
      return { outcome: 'refused', errcode: REPLY_EXPIRED, detail: 'no response_url that works' };
    const body = postedOf(saying, { ...this.#words, cards: takesCards(route.replyTo) });
    const { sendTimeoutMs: timeoutMs = 5000 } = this.options;
    const secret = url.searchParams.get('response_code') || url.search || url.href;
    return postApi({ url, body, timeoutMs, secret });
  }

  get #words(): { readonly fit: Fit; readonly plain: Plain } {
    const { cards, fit = (markdown) => markdown } = this.options;
    return { fit, plain: cards.plain };
  }

  #responseUrl(way: Way & { kind: 'reply' }): URL | undefined {
    return urlOf(way.replyTo, this.options.clock.now(), this.options.apiBase);
  }

  /** A malformed request gets a bare 4xx, one count and one line that names the cause and nothing of the request. */
  async #quietly(ctx: Context, handle: () => Promise<void>): Promise<void> {
    try {
      await handle();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      ctx.status = FORBIDDEN.has(error.reason) ? 403 : 400;
      ctx.body = '';
      this.#note(error.reason);
    }
  }

  #note(cause: string, message = 'callback refused'): void {
    this.options.counters.add(`callback_${cause}`);
    this.options.log.warn({ cause }, message);
  }

  async #check(ctx: Context): Promise<void> {
    const { keys, clock } = this.options;
    const echo = open(readCheck(ctx.query), keys, clock.now());
    ctx.type = 'text/plain; charset=utf-8';
    ctx.body = echo;
  }

  async #post(ctx: Context, body: Buffer): Promise<void> {
    const { keys, clock } = this.options;
    const receivedAt = clock.now();
    const signed = readPost(ctx.query, body);
    const reply = await this.#reply(parseCall(open(signed, keys, receivedAt)), receivedAt);
    if (reply === undefined) {
      this.#note('not_accepted');
      ctx.status = 503;
      ctx.body = '';
      return;
    }
    ctx.type = 'application/json; charset=utf-8';
    ctx.body = seal(reply, keys, { nonce: signed.nonce, now: clock.now() });
  }

  /** The plain text of the response; `undefined` asks WeCom to deliver again. */
  async #reply(called: Called, receivedAt: Instant): Promise<string | undefined> {
    switch (called.kind) {
      case 'refresh':
        return endOfStream(called.streamId);
      case 'other':
        return EMPTY;
      case 'bad_event':
        this.#note('bad_event', 'event not taken');
        return EMPTY;
      case 'entered':
        return (await this.#events?.entered(called)) ?? EMPTY;
      case 'tapped':
        return this.#tapped(called, receivedAt);
      case 'said':
        return this.#said(called, receivedAt);
    }
  }

  async #said(said: Said, receivedAt: Instant): Promise<string | undefined> {
    const from = { channel: this.name, receivedAt, ...this.#replyTo(said, receivedAt) };
    const inbound = inboundOf(said, from);
    const verdict = await this.#desk?.settle(inbound, () => this.#withFiles(inbound, said));
    if (verdict?.kind === 'answer') return verdict.answer ? answerOf(inbound, verdict.answer, this.#words) : EMPTY;
    return verdict?.kind === 'later' ? EMPTY : undefined;
  }

  async #tapped(tapped: Tapped, receivedAt: Instant): Promise<string | undefined> {
    const click = clickOf(tapped);
    if (!click) {
      this.#note('foreign_key', 'event not taken');
      return EMPTY;
    }
    return this.#events?.tapped(click, { channel: this.name, receivedAt, ...this.#replyTo(tapped, receivedAt) });
  }

  async #withFiles(inbound: Inbound, said: Said): Promise<Inbound> {
    const { fetchMedia } = this.options;
    const refs = mediaOf(said);
    return fetchMedia && refs.length > 0 ? { ...inbound, files: await fetchMedia(refs, inbound.msgid) } : inbound;
  }

  #replyTo({ responseUrl, chatId }: Said | Tapped, receivedAt: Instant): { replyTo?: string } {
    if (responseUrl === undefined || responseUrl === '') return {};
    const single = chatId === undefined;
    const replyTo = replyToOf({ responseUrl, receivedAt, single }, this.options.apiBase);
    if (replyTo === undefined) this.#note('foreign_response_url', 'response_url ignored: it is not at WECOM_API_BASE');
    return replyTo === undefined ? {} : { replyTo };
  }
}
