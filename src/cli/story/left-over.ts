import type { OutboxRow } from '../../domain/ports';
import type { Instant } from '../../lib/time';
import type { Said } from './far-end';
import { StoryFailure } from './failure';
import { shortTime } from './transcript';

/** Rows that should have gone out: all but those that wait for a later hour and were never tried. */
const overdue = (rows: readonly OutboxRow[], now: Instant): readonly OutboxRow[] =>
  rows.filter((row) => row.state === 'sending' || row.attempts > 0 || row.notBefore <= now);

interface Remains {
  readonly said: readonly Said[];
  readonly errors: readonly string[];
  readonly rows: readonly OutboxRow[];
  readonly now: Instant;
}

const list = (lines: readonly string[]): string => lines.map((line) => `\n  ${line}`).join('');

/** At the end nothing may be left over. */
export function checkNothingLeft({ said, errors, rows, now }: Remains, nameOf: (said: Said) => string): void {
  if (said.length > 0) {
    const lines = said.map((each) => `${shortTime(each.at)} ${nameOf(each)}: ${each.text.split('\n')[0] ?? ''}`);
    throw new StoryFailure('left over', 0, `said, but expected by no line:${list(lines)}`);
  }
  if (errors.length > 0) throw new StoryFailure('log', 0, `errors in the log:${list(errors)}`);
  const late = overdue(rows, now);
  if (late.length > 0) {
    const lines = late.map((row) => `to ${row.route}, ${row.state}, ${row.attempts} tries ${row.detail}: ${row.body}`);
    throw new StoryFailure('outbox', 0, `should have gone out by now:${list(lines)}`);
  }
}
