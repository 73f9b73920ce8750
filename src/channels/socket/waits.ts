import { HOUR, MINUTE } from '../../lib/time';

const SECOND = 1000;

/** Why there is no connection any more, in the words of the log. */
export type Loss =
  /** The socket did not open or was closed. */
  | 'closed'
  /** The subscribe was refused: a wrong id or secret, or too often. */
  | 'refused'
  /** The socket opened and the subscribe was not answered, or it never opened. */
  | 'silent'
  /** Somebody else connected as this bot. */
  | 'kicked'
  /** We closed it ourselves: it did not do what an open connection does. */
  | 'renewed'
  /** We closed it ourselves, to be sure: no group has been heard for long. */
  | 'quiet';

/**
 * The first wait and the longest, in milliseconds; it doubles in between. A gateway that is away is asked often, since
 * that costs nobody anything; subscribing is frequency-protected (7.2). A kicked bot waits for minutes (7.5): at once
 * would be a war of two that ends never.
 */
const WAITS: Readonly<Record<Loss, readonly [first: number, longest: number]>> = {
  closed: [SECOND, 30 * SECOND],
  renewed: [SECOND, MINUTE],
  quiet: [SECOND, MINUTE],
  silent: [5 * SECOND, 5 * MINUTE],
  refused: [30 * SECOND, 10 * MINUTE],
  kicked: [5 * MINUTE, HOUR],
};

/** How long to wait before the next try, after `failures` in a row before this one. */
export function waitAfter(loss: Loss, failures: number): number {
  const [first, longest] = WAITS[loss];
  return Math.min(first * 2 ** Math.min(failures, 20), longest);
}
