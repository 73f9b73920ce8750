import { statfs } from 'node:fs/promises';
import type { Channel } from './chat/channel';
import { clockFinding } from './domain/checkup/machine';
import type { Vitals, Ways } from './domain/checkup/vitals';
import { serverTime } from './http/server-time';
import type { Clock } from './lib/clock';
import type { Log } from './lib/log';
import { HOUR } from './lib/time';

export interface VitalSignsParts {
  readonly ways: Ways;
  readonly apiBase: string;
  readonly channels: readonly Channel[];
  /** A folder on the disk that fills up. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Bytes that this user may still write there; `undefined` when nobody can tell. */
export async function freeBytes(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

/** This machine's clock minus that of WeCom's server, in milliseconds; half of the way there is taken off. */
export async function clockSkew(clock: Clock, apiBase: string): Promise<number | undefined> {
  const before = clock.now();
  const theirs = await serverTime(apiBase);
  // The header has whole seconds, cut off: on average it is half a second behind.
  return theirs === undefined ? undefined : (before + clock.now()) / 2 - (theirs + 500);
}

/** Looks once an hour at what a message cannot wait for: the disk, and the clock of WeCom. The room asks nobody. */
export class VitalSigns {
  #skew: number | undefined;
  #free: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: VitalSignsParts) {}

  /** Does not wait for the first look. */
  start(): void {
    void this.#look();
    this.#timer = setInterval(() => void this.#look(), HOUR).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  read(): Vitals {
    const { ways, channels } = this.parts;
    const connection = channels.map((channel) => channel.state?.()).find((state) => state !== undefined);
    return {
      ways,
      ...(connection && { connection }),
      ...(this.#skew !== undefined && { skewMilliseconds: this.#skew }),
      ...(this.#free !== undefined && { freeBytes: this.#free }),
    };
  }

  /** Never throws: what it asks says `undefined`. */
  async #look(): Promise<void> {
    const { ways, apiBase, folder, clock, log } = this.parts;
    this.#free = await freeBytes(folder);
    if (ways.mode === 'room') return;
    this.#skew = await clockSkew(clock, apiBase);
    const { cause, facts } = clockFinding(this.#skew);
    if (cause === 'skewed') log.warn(facts, 'the clock of this machine is off: reminders and callbacks go by it');
  }
}
