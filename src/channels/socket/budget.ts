import type { Clock } from '../../lib/clock';
import { HOUR, MINUTE, type Instant } from '../../lib/time';

/** Replies and pushes together, per conversation (developer site, page 101463). */
const LIMITS = [
  { messages: 30, milliseconds: MINUTE },
  { messages: 1000, milliseconds: HOUR },
] as const;

/** Sends of the last hour, per conversation. In memory: after a restart WeCom's own answer 846607 is the limit. */
export class Budget {
  readonly #taken = new Map<string, readonly Instant[]>();

  constructor(private readonly clock: Clock) {}

  /** Takes a place and gives 0, or the whole seconds until one is free. */
  take(conversation: string): number {
    const now = this.clock.now();
    this.#forget(now - HOUR);
    const times = this.#taken.get(conversation) ?? [];
    const waits = LIMITS.map(({ messages, milliseconds }) => {
      const oldest = times.at(-messages);
      return oldest === undefined ? 0 : oldest + milliseconds - now;
    });
    const wait = Math.max(...waits);
    if (wait > 0) return Math.ceil(wait / 1000);
    this.#taken.set(conversation, [...times, now]);
    return 0;
  }

  #forget(before: Instant): void {
    for (const [conversation, times] of this.#taken) {
      const young = times.filter((at) => at > before);
      if (young.length > 0) this.#taken.set(conversation, young);
      else this.#taken.delete(conversation);
    }
  }
}
