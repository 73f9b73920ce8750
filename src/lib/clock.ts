import type { Instant } from './time';

/** The only source of "now". Everything else is handed one. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => Date.now() };
