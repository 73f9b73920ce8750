import type { Tx, Work } from '../domain/ports';
import type { Step } from '../domain/task';
import type { Clock } from '../lib/clock';
import type { Log } from '../lib/log';
import { DAY, type Instant, MINUTE } from '../lib/time';

export interface TickerParts {
  readonly work: Work;
  readonly clock: Clock;
  readonly log: Log;
  /** Does what a claimed step is for: reminders, drafts, next rounds. */
  readonly perform: (tx: Tx, step: Step) => Promise<void>;
  /** Settles messages that a crash interrupted. */
  readonly recover: () => Promise<void>;
  readonly flush: () => Promise<void>;
}

const AT_ONCE = 50;
const LAST_TICK = 'last-tick';
const LAST_PRUNE = 'last-prune';
/** Redeliveries come within hours; a week is far beyond. */
const KEEP_INBOX = 7 * DAY;
/** Ticks come every minute: after three silent ones the process was down. */
const SILENCE = 3 * MINUTE;

/** Does everything that is due. The truth is in the rows: a tick that is missed, doubled or late changes nothing. */
export class Ticker {
  #running: Promise<{ readonly sent: Promise<void> }> | undefined;

  constructor(private readonly parts: TickerParts) {}

  /**
   * Never overlaps itself: a tick that comes while one runs is that one. What it put into the outbox is sent before it
   * resolves; the next tick does not wait for that.
   */
  async tick(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    const { sent } = await this.#running;
    await sent;
  }

  /** Notes how long the process was down, so that drafts can say so. */
  async noteOutage(): Promise<void> {
    const now = this.parts.clock.now();
    await this.parts.work.run(async (tx) => {
      const last = Number((await tx.settings.get(LAST_TICK)) ?? now);
      if (now - last > SILENCE) await tx.settings.addOutage({ from: last, to: now });
      await tx.settings.set(LAST_TICK, String(now));
    });
  }

  async #run(): Promise<{ readonly sent: Promise<void> }> {
    const now = this.parts.clock.now();
    await this.parts.recover();
    while (await this.#steps(now));
    await this.parts.work.run(async (tx) => {
      await tx.settings.set(LAST_TICK, String(now));
      await prune(tx, now);
    });
    return { sent: this.parts.flush() };
  }

  /** Performs the steps that are due, each in a transaction of its own with its claim. True when there may be more. */
  async #steps(now: Instant): Promise<boolean> {
    const { work, log, perform } = this.parts;
    const steps = await work.run((tx) => tx.tasks.stepsDue(now, AT_ONCE));
    let done = 0;
    for (const step of steps) {
      try {
        await work.run(async (tx) => {
          if (await tx.tasks.claimStep(step.id, 'done')) await perform(tx, step);
        });
        done += 1;
      } catch (error) {
        // It stays planned and is tried again with the next tick.
        log.error({ err: error, step: step.id }, 'step failed');
      }
    }
    return done > 0;
  }
}

async function prune(tx: Tx, now: Instant): Promise<void> {
  if (now - Number((await tx.settings.get(LAST_PRUNE)) ?? 0) < DAY) return;
  await tx.inbox.prune(now - KEEP_INBOX);
  await tx.settings.set(LAST_PRUNE, String(now));
}
