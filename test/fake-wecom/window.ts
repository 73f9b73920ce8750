import type { FakeClock } from './rules';

export interface Limit {
  readonly count: number;
  readonly milliseconds: number;
}

/** Sliding windows per key. A refused request takes no place. */
export class Windows {
  readonly #times = new Map<string, number[]>();

  constructor(
    private readonly clock: FakeClock,
    private readonly limits: readonly Limit[],
  ) {}

  take(key: string): boolean {
    const now = this.clock.now();
    const times = this.#times.get(key) ?? [];
    const full = this.limits.some(
      ({ count, milliseconds }) => times.filter((at) => at > now - milliseconds).length >= count,
    );
    if (full) return false;
    this.#times.set(key, [...times, now]);
    return true;
  }
}
