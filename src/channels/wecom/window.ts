import type { Clock } from '../../lib/clock';
import type { Instant } from '../../lib/time';
import type { Rate } from './limits';

/** Sends of late, per webhook or conversation. In memory: after a restart WeCom's own "too often" is the limit. */
export class Window {
  readonly #taken = new Map<string, readonly Instant[]>();
  readonly #longest: number;

  constructor(
    private readonly clock: Clock,
    private readonly rates: readonly Rate[],
  ) {
    this.#longest = Math.max(...rates.map(({ milliseconds }) => milliseconds));
  }

  /** Takes a place and gives 0, or the whole seconds until one is free. */
  take(key: string): number {
    const now = this.clock.now();
    this.#forget(now - this.#longest);
    const times = this.#taken.get(key) ?? [];
    const waits = this.rates.map(({ messages, milliseconds }) => {
      const oldest = times.at(-messages);
      return oldest === undefined ? 0 : oldest + milliseconds - now;
    });
    const wait = Math.max(...waits);
    if (wait > 0) return Math.ceil(wait / 1000);
    this.#taken.set(key, [...times, now]);
    return 0;
  }

  #forget(before: Instant): void {
    for (const [key, times] of this.#taken) {
      const young = times.filter((at) => at > before);
      if (young.length > 0) this.#taken.set(key, young);
      else this.#taken.delete(key);
    }
  }
}
