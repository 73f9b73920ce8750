import type { Channel } from './chat/channel';
import type { Answer, Inbound } from './chat/message';
import type { Instant } from './lib/time';

/** The running bot, as `main.ts`, the story player and the room drive it. */
export interface Bot {
  /** Settles what a crash left behind, then starts the channels. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Does everything that is due at the clock's now: steps, expiries, sends. Never overlaps itself. */
  tick(): Promise<void>;
  /** Resolves when nothing is left to do at the clock's now. */
  idle(): Promise<void>;
  /** When the next step or send is due. */
  nextWakeAt(): Promise<Instant | undefined>;
  /** Puts an answer for which nobody waits any more into the outbox. */
  late(inbound: Inbound, answer: Answer): Promise<void>;
  readonly channels: readonly Channel[];
}
