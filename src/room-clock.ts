import type { Clock } from './lib/clock';
import type { Instant } from './lib/time';

/** The room's clock: real time plus what its visitors moved it ahead. Only forward. */
export class RoomClock implements Clock {
  constructor(
    private readonly real: Clock,
    private ahead: number,
  ) {}

  now(): Instant {
    return this.real.now() + this.ahead;
  }

  moveTo(at: Instant): void {
    this.ahead += Math.max(0, at - this.now());
  }

  /** Back to real time: only together with a reset of everything that happened since. */
  reset(): void {
    this.ahead = 0;
  }

  /** Milliseconds ahead of real time: to be kept for the next start. */
  get lead(): number {
    return this.ahead;
  }
}
