import type { SendResult } from '../chat/channel';
import type { OutboxRow, Tx } from '../domain/ports';
import { type Instant, MINUTE } from '../lib/time';
import { classify, type ErrcodeClass } from './errcodes';

export type Change = Parameters<Tx['outbox']['finish']>[1];

/**
 * Minutes before the next try after a failure of the system; after the last one it is given up. Short failures are
 * over within a minute of their end, and nothing is overtaken by what was due later.
 */
const RETRY_MINUTES: readonly number[] = [...Array.from({ length: 15 }, () => 1), 5, 10, 30, 60, 120, 240];
/** After so many tries a text is no longer waited for by those behind it: it may be the text that fails. */
const HOLDS_UP_TRIES = 15;
const WAIT_SECONDS = 60;

/** What a send makes of its row. */
export function changeAfter(row: OutboxRow, result: SendResult, now: Instant): Change {
  const { again } = row;
  const failed = (detail: string): Change => ({ state: 'failed', notBefore: now, again, detail });
  const later = (milliseconds: number, detail: string, mark = again): Change => ({
    state: 'queued',
    notBefore: now + milliseconds,
    again: mark,
    detail,
  });
  if (result.outcome === 'sent') return { state: 'sent', notBefore: now, again, detail: '' };
  if (result.outcome === 'unknown')
    return again ? failed(`unknown twice: ${result.detail}`) : later(MINUTE, result.detail, true);
  const detail = `${result.errcode} ${result.detail}`;
  switch (classify(result.errcode)) {
    case 'wait':
      return later(Math.max(1, result.retryAfterSeconds ?? WAIT_SECONDS) * 1000, detail);
    case 'retry': {
      const minutes = RETRY_MINUTES[row.attempts];
      return minutes === undefined ? failed(detail) : later(minutes * MINUTE, detail);
    }
    case 'unbind':
    case 'give_up':
      return failed(detail);
  }
}

/** Of a row that waits for its next try: of which class the refusal was; `undefined` when its outcome is unknown. */
export function refusalOf({ detail }: Pick<OutboxRow, 'detail'>): ErrcodeClass | undefined {
  const errcode = /^-?\d+(?= )/.exec(detail)?.[0];
  return errcode === undefined ? undefined : classify(Number(errcode));
}

/** Does this row, which waits for its next try, hold up those behind it on the same way? */
export function holdsUp(waiting: OutboxRow): boolean {
  const refusal = refusalOf(waiting);
  return refusal === 'wait' || (refusal === 'retry' && waiting.attempts <= HOLDS_UP_TRIES);
}

/** In the order of sending. */
export const isBehind = (row: OutboxRow, other: OutboxRow): boolean =>
  row.sortAt !== other.sortAt
    ? row.sortAt > other.sortAt
    : row.place !== other.place
      ? row.place > other.place
      : row.id > other.id;
