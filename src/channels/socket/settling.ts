import type { Receive } from '../../chat/channel';
import type { Answer, Inbound } from '../../chat/message';
import type { Log } from '../../lib/log';
import type { Cancel, Timers } from './timers';

export interface SettlingParts {
  readonly receive: Receive;
  readonly timers: Timers;
  readonly log: Log;
}

/** The gateway never sends a message again: what fails is tried for a few minutes, as long as a database may be away. */
const RETRY_SECONDS: readonly number[] = [1, 5, 30, 120];

/** Brings messages to the receiver: those of one line in their order, each until it is received. */
export class Settling {
  readonly #lines = new Map<string, Promise<unknown>>();
  readonly #naps = new Set<() => void>();
  #closed = false;

  constructor(private readonly parts: SettlingParts) {}

  get closed(): boolean {
    return this.#closed;
  }

  /** `complete` is asked when its turn has come. Rejects when all tries have failed. */
  settle(line: string, complete: () => Promise<Inbound>): Promise<Answer | undefined> {
    const before = this.#lines.get(line) ?? Promise.resolve();
    const answer = before.then(async () => this.#received(await complete()));
    const settled = answer
      .catch(() => undefined)
      .finally(() => {
        if (this.#lines.get(line) === settled) this.#lines.delete(line);
      });
    this.#lines.set(line, settled);
    return answer;
  }

  /** Nothing is tried again; resolves when nothing is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const wake of this.#naps) wake();
    await Promise.all(this.#lines.values());
  }

  async #received(message: Inbound): Promise<Answer | undefined> {
    const { receive, log } = this.parts;
    for (const seconds of RETRY_SECONDS) {
      try {
        return await receive(message);
      } catch (error) {
        if (this.#closed) throw error;
        log.warn({ err: error, msgid: message.msgid, seconds }, 'message not settled; it will be tried again');
      }
      await this.#nap(seconds * 1000);
    }
    return receive(message);
  }

  async #nap(milliseconds: number): Promise<void> {
    if (this.#closed) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        cancel();
        this.#naps.delete(wake);
        resolve();
      };
      const cancel: Cancel = this.parts.timers.after(milliseconds, wake);
      this.#naps.add(wake);
    });
  }
}
