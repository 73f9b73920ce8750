import type { Clock } from '../lib/clock';
import { type Instant, MINUTE } from '../lib/time';

/** What of the bot a moved clock has to wake. */
export interface Ticking {
  tick(): Promise<void>;
  idle(): Promise<void>;
  nextWakeAt(): Promise<Instant | undefined>;
}

const wholeMinuteFrom = (at: Instant): Instant => Math.ceil(at / MINUTE) * MINUTE;

/**
 * Moves the clock to `to` as if every whole minute on the way ticked, the last included. Minutes at which nothing is
 * due are jumped over; a month is a matter of its steps, not of its 43,200 minutes.
 */
export async function advance(bot: Ticking, clock: Clock & { moveTo(at: Instant): void }, to: Instant): Promise<void> {
  while (clock.now() < to) {
    const nextMinute = wholeMinuteFrom(clock.now() + 1);
    const wake = await bot.nextWakeAt();
    const next = wake === undefined ? to : Math.min(to, Math.max(nextMinute, wholeMinuteFrom(wake)));
    clock.moveTo(next);
    await bot.tick();
    await bot.idle();
  }
}
