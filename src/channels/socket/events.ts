import { z } from 'zod';
import type { Greet, SendResult } from '../../chat/channel';
import type { Counters } from '../../http/counters';
import type { Clock } from '../../lib/clock';
import type { Log } from '../../lib/log';
import type { Plain } from '../wecom/card';
import { type Clicks, clickOf, spokenBy, UPDATE_WITHIN_MS } from '../wecom/clicks';
import { type Entered, readEvent, type Tapped } from '../wecom/event';
import { welcomeOf } from '../wecom/welcome';
import type { Frame } from './client';
import type { Settling } from './settling';
import type { Timers } from './timers';

const UPDATE = 'aibot_respond_update_msg';
const WELCOME = 'aibot_respond_welcome_msg';

export interface EventsParts {
  readonly settling: Settling;
  readonly clicks: Clicks;
  readonly greet: Greet | undefined;
  readonly plain: Plain;
  readonly respond: (reqId: string, body: object, cmd: string) => Promise<SendResult>;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly log: Log;
  readonly counters: Counters;
}

/** Answers events on their own req_id, which works for five seconds; what a click says is settled like a message. */
export class Events {
  readonly #underWay = new Set<Promise<void>>();

  constructor(private readonly parts: EventsParts) {}

  take({ reqId, body }: Frame): void {
    if (this.parts.settling.closed) return;
    let event: ReturnType<typeof readEvent>;
    try {
      event = readEvent(body);
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      return this.#note('bad_event');
    }
    if (event) this.#keep(event.kind === 'tapped' ? this.#click(reqId, event) : this.#welcome(reqId, event));
  }

  /** Resolves when every event has its answer. */
  async idle(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  #keep(job: Promise<void>): void {
    const kept = job
      .catch((error: unknown) => this.parts.log.error({ err: error }, 'event not answered'))
      .finally(() => this.#underWay.delete(kept));
    this.#underWay.add(kept);
  }

  async #click(reqId: string, tapped: Tapped): Promise<void> {
    const { clicks, clock, settling, timers } = this.parts;
    const click = clickOf(tapped);
    if (!click) return this.#note('foreign_key');
    const from = { channel: 'socket', receivedAt: clock.now() };
    const line = `${tapped.userid}\n${tapped.taskId}`;
    let cancel = (): void => undefined;
    const late = new Promise<void>((resolve) => {
      cancel = timers.after(UPDATE_WITHIN_MS, resolve);
    });
    const update = await clicks.settle(
      click,
      (choice) => settling.settle(line, async () => spokenBy(tapped, choice, from)),
      late,
    );
    cancel();
    await this.#respond(reqId, update, UPDATE);
  }

  async #welcome(reqId: string, { userid }: Entered): Promise<void> {
    const { greet, plain } = this.parts;
    if (greet) await this.#respond(reqId, welcomeOf(await greet(userid), plain), WELCOME);
  }

  /** Too late or refused: the card stays as it was, and what its click did is told in its conversation. */
  async #respond(reqId: string, body: object, cmd: string): Promise<void> {
    const result = await this.parts.respond(reqId, body, cmd);
    if (result.outcome !== 'sent') this.parts.log.warn({ cmd, detail: result.detail }, 'an event was not answered');
  }

  #note(cause: string): void {
    this.parts.counters.add(`socket_${cause}`);
    this.parts.log.warn({ cause }, 'an event of the long connection was not taken');
  }
}
