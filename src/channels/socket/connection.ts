import type { ConnectionState, SendResult } from '../../chat/channel';
import type { Clock } from '../../lib/clock';
import type { Log } from '../../lib/log';
import { HOUR, MINUTE, type Instant } from '../../lib/time';
import type { Refused } from '../wecom/media-ids';
import { NOTHING_SENT, NOT_SUBSCRIBED } from './ack';
import type { Client, ClientEvents, Frame } from './client';
import type { Cancel, Timers } from './timers';
import { type Loss, waitAfter } from './waits';

export interface ConnectionParts {
  readonly open: (events: ClientEvents) => Client;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly log: Log;
  readonly message: (frame: Frame) => void;
  readonly event: (frame: Frame) => void;
  /** A subscription stands: what was kept back can go. */
  readonly opened: () => void;
}

/** Opening and the ack of the subscribe; in the field acks take half a second (4.4). */
const SUBSCRIBE_MS = 20_000;
/**
 * Groups have fallen silent on a socket whose pongs and private messages came (3.5): after an hour without a callback
 * from a group the connection is made anew, which at night costs one subscribe an hour.
 */
const SILENCE_MS = HOUR;
/** So many frames without an ack, and the socket is given up long before its pings find out. */
const MISSED_ACKS = 2;
/** How long a frame that met 846609 waits for the new subscription. */
const RETRY_MS = 15_000;
/** A connection that lived so long has forgotten the failures before it; two that kick each other take longer. */
const stableAfter = (loss: Loss): number => (loss === 'kicked' ? 2 * HOUR : 10 * MINUTE);

const isOfGroup = ({ body }: Frame): boolean => (Object(body) as { chattype?: unknown }).chattype === 'group';

const NOT_CONNECTED: Refused = { outcome: 'refused', errcode: NOTHING_SENT, detail: 'not subscribed' };

/** Keeps one subscribed connection for ever: watches it, ends it when it only looks alive, waits, opens the next. */
export class Connection {
  #client: Client | undefined;
  #subscribedAt: Instant | undefined;
  #stopped = true;
  /** The one timer: the next try, the ack of the subscribe, or silence. */
  #cancel: Cancel = () => undefined;
  readonly #failures = new Map<Loss, number>();
  readonly #waiters = new Set<() => void>();
  #missed = 0;
  #inFlight = 0;
  #down: { readonly since: Instant; readonly trouble?: { readonly cause: Loss; readonly detail: string } };

  constructor(private readonly parts: ConnectionParts) {
    this.#down = { since: parts.clock.now() };
  }

  /** For check-ups: `since` is that of the first of several failures in a row. */
  get state(): ConnectionState {
    const since = this.#subscribedAt;
    return since === undefined ? { up: false, ...this.#down } : { up: true, since };
  }

  get subscribed(): boolean {
    return this.#subscribedAt !== undefined;
  }

  start(): void {
    this.#stopped = false;
    this.#open();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
    this.#drop();
    for (const wake of this.#waiters) wake();
  }

  /** Sends a frame and waits for its ack. A connection that has lost its subscription is renewed, once. */
  async request(reqId: string, body: object, cmd: string): Promise<SendResult> {
    const client = this.#client;
    if (!client || !this.subscribed) return NOT_CONNECTED;
    const result = await this.#send(client, { reqId, body, cmd });
    if (result.outcome !== 'refused' || result.errcode !== NOT_SUBSCRIBED) return result;
    if (this.#client === client) this.#lose('renewed', 'not subscribed any more');
    await this.#subscription();
    const next = this.#client;
    return next && this.subscribed ? this.#send(next, { reqId, body, cmd }) : result;
  }

  /** Uploads a file and gives its media_id. */
  async upload(bytes: Uint8Array, name: string): Promise<string | Refused> {
    const client = this.#client;
    if (!client || !this.subscribed) return NOT_CONNECTED;
    this.#inFlight += 1;
    const result = await client.upload(bytes, name);
    this.#inFlight -= 1;
    if (typeof result !== 'string' && result.errcode === NOT_SUBSCRIBED && this.#client === client)
      this.#lose('renewed', 'not subscribed any more');
    return result;
  }

  async #send(client: Client, frame: { reqId: string; body: object; cmd: string }): Promise<SendResult> {
    this.#inFlight += 1;
    const result = await client.request(frame.reqId, frame.body, frame.cmd);
    this.#inFlight -= 1;
    if (this.#client === client) {
      this.#missed = result.outcome === 'unknown' ? this.#missed + 1 : 0;
      if (this.#missed >= MISSED_ACKS) this.#lose('renewed', 'no acks');
    }
    return result;
  }

  /** Resolves with the next subscription, or when it takes too long. */
  async #subscription(): Promise<void> {
    if (this.subscribed || this.#stopped) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        cancel();
        this.#waiters.delete(wake);
        resolve();
      };
      const cancel = this.parts.timers.after(RETRY_MS, wake);
      this.#waiters.add(wake);
    });
  }

  #open(): void {
    const { open, timers } = this.parts;
    this.#cancel = timers.after(SUBSCRIBE_MS, () => this.#lose('silent', 'no answer to the subscribe'));
    this.#client = open({
      subscribed: () => this.#opened(),
      message: (frame) => {
        if (isOfGroup(frame)) this.#watchSilence();
        this.parts.message(frame);
      },
      event: (frame) => {
        if (isOfGroup(frame)) this.#watchSilence();
        this.parts.event(frame);
      },
      ended: (loss, detail) => this.#lose(loss, detail),
    });
  }

  #opened(): void {
    this.#subscribedAt = this.parts.clock.now();
    this.#missed = 0;
    this.#watchSilence();
    this.parts.log.info({}, 'the long connection is subscribed');
    for (const wake of this.#waiters) wake();
    this.parts.opened();
  }

  #watchSilence(milliseconds = SILENCE_MS): void {
    if (!this.subscribed) return;
    this.#cancel();
    this.#cancel = this.parts.timers.after(milliseconds, () => {
      // A frame whose ack is under way would be of unknown outcome.
      if (this.#inFlight > 0) this.#watchSilence(MINUTE);
      else this.#lose('quiet', 'no group was heard for an hour');
    });
  }

  #lose(loss: Loss, detail: string): void {
    if (this.#stopped) return;
    const { clock, log, timers } = this.parts;
    const since = this.#subscribedAt;
    this.#cancel();
    this.#drop();
    this.#down = { since: since === undefined ? this.#down.since : clock.now(), trouble: { cause: loss, detail } };
    if (since !== undefined && clock.now() - since >= stableAfter(loss)) this.#failures.clear();
    const failures = this.#failures.get(loss) ?? 0;
    this.#failures.set(loss, failures + 1);
    const wait = waitAfter(loss, failures);
    this.#cancel = timers.after(wait, () => this.#open());
    const level = loss === 'quiet' ? 'info' : 'warn';
    log[level]({ loss, detail, failures: failures + 1, seconds: wait / 1000 }, LINES[loss]);
  }

  #drop(): void {
    const client = this.#client;
    this.#client = undefined;
    this.#subscribedAt = undefined;
    client?.close();
  }
}

const LINES: Readonly<Record<Loss, string>> = {
  closed: 'the long connection is closed; it will be opened again',
  refused: 'the subscribe was refused: check WECOM_BOT_ID and WECOM_BOT_SECRET',
  silent: 'the gateway does not answer the subscribe; it will be tried again',
  kicked: 'ALARM: another program took over this bot; only one may run with its id',
  renewed: 'the long connection is made anew',
  quiet: 'the long connection is made anew, to be sure',
};
