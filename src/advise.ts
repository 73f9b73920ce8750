import type { Inbound } from './chat/message';
import type { Doubt } from './chat/second-opinion';
import type { SecondReader } from './chat/second-reader';
import type { Tx, Work } from './domain/ports';
import type { Log } from './lib/log';

export interface AdviceParts {
  readonly work: Work;
  readonly log: Log;
  readonly second: SecondReader;
  readonly doubt: (tx: Tx, message: Inbound) => Promise<Doubt | undefined>;
}

/**
 * Asks the second reader about a message that ours gives up on, between two transactions: the first looks whether
 * there is anything to ask, the next settles the message. Whatever goes wrong, the usual answer is given.
 */
export const adviser =
  ({ work, log, second, doubt }: AdviceParts) =>
  async (message: Inbound): Promise<string | undefined> => {
    try {
      const asked = await work.run((tx) => doubt(tx, message));
      if (!asked) return undefined;
      const proposed = await second.ask({ instructions: asked.instructions, text: asked.text });
      return proposed === undefined ? undefined : asked.accept(proposed);
    } catch (error) {
      log.warn({ err: error, msgid: message.msgid }, 'the second reader gave no proposal');
      return undefined;
    }
  };
