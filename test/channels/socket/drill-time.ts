import { setTimeout as sleep } from 'node:timers/promises';
import type { Cancel, Timers } from '../../../src/channels/socket/timers';
import type { Clock } from '../../../src/lib/clock';
import type { Instant } from '../../../src/lib/time';

interface Waiting {
  readonly at: Instant;
  readonly milliseconds: number;
  readonly job: () => void;
}

/** What a local socket needs for a frame and its ack. */
const BREATH_MS = 10;
/** The channel's own watch over a connection that opens: while it is set, a socket is busy. */
const OPENING_MS = 20_000;

/** Clock and timers of a drill: an hour passes as fast as the sockets of this machine answer. */
export class DrillTime implements Clock, Timers {
  readonly #waiting = new Set<Waiting>();
  /** How long an opening socket is waited for, in real time; short where the gateway is never to answer. */
  patienceMs = 2000;

  constructor(private at: Instant) {}

  now(): Instant {
    return this.at;
  }

  after(milliseconds: number, job: () => void): Cancel {
    const entry = { at: this.at + milliseconds, milliseconds, job };
    this.#waiting.add(entry);
    return () => void this.#waiting.delete(entry);
  }

  async pass(milliseconds: number): Promise<void> {
    const end = this.at + milliseconds;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#waiting.delete(next);
      this.at = Math.max(this.at, next.at);
      next.job();
      await this.#settle();
    }
    this.at = end;
  }

  async #settle(): Promise<void> {
    const end = Date.now() + this.patienceMs;
    do await sleep(BREATH_MS);
    while (Date.now() < end && [...this.#waiting].some(({ milliseconds }) => milliseconds === OPENING_MS));
  }

  #next(end: Instant): Waiting | undefined {
    return [...this.#waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

/** Waits in real time for what sockets do. */
export async function until(what: () => unknown, milliseconds = 4000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!what()) {
    if (Date.now() > end) throw new Error(`not within ${milliseconds} ms: ${what.toString()}`);
    await sleep(5);
  }
}
