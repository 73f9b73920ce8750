import type { Receive } from '../../chat/channel';
import type { Answer, Inbound } from '../../chat/message';
import type { Clock } from '../../lib/clock';
import type { Log } from '../../lib/log';
import { MINUTE } from '../../lib/time';
import type { Instant } from '../../lib/time';

/**
 * What to tell WeCom now: the answer; `later` (acknowledge, the answer goes out on its own); `again` (do not
 * acknowledge: nothing is sure yet, deliver it once more).
 */
export type Verdict =
  | { readonly kind: 'answer'; readonly answer: Answer | undefined }
  | { readonly kind: 'later' | 'again' };

export interface DeskOptions {
  readonly receive: Receive;
  /** Puts an answer that missed its request into the outbox. */
  readonly late: (inbound: Inbound, answer: Answer) => Promise<void>;
  readonly answerWithinMs: number;
  readonly clock: Clock;
  readonly log: Log;
}

interface Entry {
  state: 'open' | 'answered' | 'late' | 'failed';
  accepted: boolean;
  answer: Answer | undefined;
  readonly since: Instant;
  settled: Promise<void>;
}

/** WeCom delivers again within seconds; the memory of an answer that went its own way outlives that by far. */
const REMEMBER = 10 * MINUTE;

async function within(settled: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([settled, timeout]);
  clearTimeout(timer);
}

/**
 * Brings a message to the receiver and decides what its request is answered. Whatever happens, an answer takes one
 * way only: in the response, or late; once it is to come late, every redelivery is merely acknowledged.
 */
export class Desk {
  readonly #entries = new Map<string, Entry>();

  constructor(private readonly options: DeskOptions) {}

  /** `complete` adds what has to be fetched first; it is asked once, also when the message is delivered again. */
  async settle(inbound: Inbound, complete = async (): Promise<Inbound> => inbound): Promise<Verdict> {
    this.#forget();
    const entry = this.#entries.get(keyOf(inbound)) ?? this.#begin(inbound, complete);
    await within(entry.settled, this.options.answerWithinMs);
    // Without a response_url nothing can come late: the stored answer goes with a redelivery.
    if (entry.state === 'open' && inbound.replyTo !== undefined) entry.state = 'late';
    if (entry.state === 'answered') return { kind: 'answer', answer: entry.answer };
    return { kind: entry.state === 'late' && entry.accepted ? 'later' : 'again' };
  }

  /** Resolves when no message is under way. */
  async idle(): Promise<void> {
    await Promise.all([...this.#entries.values()].map(({ settled }) => settled));
  }

  #begin(inbound: Inbound, complete: () => Promise<Inbound>): Entry {
    const { clock } = this.options;
    const entry: Entry = {
      state: 'open',
      accepted: false,
      answer: undefined,
      since: clock.now(),
      settled: Promise.resolve(),
    };
    this.#entries.set(keyOf(inbound), entry);
    entry.settled = this.#run(inbound, entry, complete);
    return entry;
  }

  async #run(inbound: Inbound, entry: Entry, complete: () => Promise<Inbound>): Promise<void> {
    const { receive, late, log } = this.options;
    try {
      const answer = await receive(await complete(), () => {
        entry.accepted = true;
      });
      entry.accepted = true;
      entry.answer = answer;
      if (entry.state !== 'late') {
        entry.state = 'answered';
        this.#entries.delete(keyOf(inbound));
      } else if (answer !== undefined) await late(inbound, answer);
    } catch (error) {
      // Delivered again, it is received again.
      entry.state = 'failed';
      this.#entries.delete(keyOf(inbound));
      log.error({ err: error, msgid: inbound.msgid }, 'message not settled');
    }
  }

  #forget(): void {
    const before = this.options.clock.now() - REMEMBER;
    for (const [key, entry] of this.#entries) {
      if (entry.state === 'late' && entry.since < before) this.#entries.delete(key);
    }
  }
}

const keyOf = ({ bot, msgid }: Inbound): string => `${bot}\n${msgid}`;
