import type { Clock } from './clock';
import { type Instant, stampOf } from './time';

/** A clock that stands still until somebody moves it, and only forward: of the stories and of the local room. */
export class MovableClock implements Clock {
  constructor(private at: Instant) {}

  now(): Instant {
    return this.at;
  }

  moveTo(at: Instant): void {
    if (at < this.at) throw new RangeError(`the clock cannot go back from ${stampOf(this.at)} to ${stampOf(at)}`);
    this.at = at;
  }
}
