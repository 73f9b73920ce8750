import type { SecondReader } from '../chat/second-reader';
import type { Clock } from '../lib/clock';
import { MINUTE } from '../lib/time';

/** Far more doubtful sentences than a county's groups have, and a bound for the bill. */
const ASKED_PER_MINUTE = 10;
/** After so many failures in a row nobody waits for it any more, for a while. */
const FAILURES = 3;
const PAUSE = 5 * MINUTE;

/** Asks at most so often, and leaves a reader that does not answer alone for a while. Otherwise there is no proposal. */
export function bounded(reader: SecondReader, clock: Clock): SecondReader {
  let asked: number[] = [];
  let failures = 0;
  let pausedUntil = 0;
  return {
    async ask(question) {
      const now = clock.now();
      asked = asked.filter((at) => at > now - MINUTE && at <= now);
      if (now < pausedUntil || asked.length >= ASKED_PER_MINUTE) return undefined;
      asked.push(now);
      try {
        const line = await reader.ask(question);
        failures = 0;
        return line;
      } catch (error) {
        failures += 1;
        if (failures >= FAILURES) {
          pausedUntil = now + PAUSE;
          failures = 0;
        }
        throw error;
      }
    },
  };
}
