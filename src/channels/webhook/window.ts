import type { Clock } from '../../lib/clock';
import { MINUTE } from '../../lib/time';
import type { Instant } from '../../lib/time';

/** Messages that one webhook takes (developer site, page 91770). */
export const WEBHOOK_LIMIT = { messages: 20, milliseconds: MINUTE } as const;

/** Sends of the last minute, per webhook. In memory: after a restart WeCom's own answer 45009 is the limit. */
export class Window {
  readonly #taken = new Map<string, Instant[]>();

  constructor(
    private readonly clock: Clock,
    private readonly limit: { readonly messages: number; readonly milliseconds: number } = WEBHOOK_LIMIT,
  ) {}

  /** Takes a place and gives 0, or the whole seconds until one is free. */
  take(key: string): number {
    const now = this.clock.now();
    for (const [other, times] of this.#taken) {
      const young = times.filter((at) => at > now - this.limit.milliseconds);
      if (young.length > 0) this.#taken.set(other, young);
      else this.#taken.delete(other);
    }
    const times = this.#taken.get(key) ?? [];
    const oldest = times[0];
    if (oldest !== undefined && times.length >= this.limit.messages) {
      return Math.max(1, Math.ceil((oldest + this.limit.milliseconds - now) / 1000));
    }
    this.#taken.set(key, [...times, now]);
    return 0;
  }
}
