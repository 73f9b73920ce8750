import { type OutboxRow, TAKEN_BACK } from '../domain/ports';
import type { CommandContext } from './command';
import type { OutgoingBody } from './outgoing';

const aboutOf = ({ body }: OutboxRow): string | undefined => (JSON.parse(body) as OutgoingBody).about;

/**
 * What waits for the morning and announces one of these is not sent. Gives the places that have not heard of `number`:
 * group ids, or `person:` with a userid.
 */
export async function keepUnsaid(
  number: string,
  others: readonly string[],
  { tx, now }: CommandContext,
): Promise<ReadonlySet<string>> {
  const unsaid = new Set<string>();
  for (const row of await tx.outbox.untried()) {
    const about = aboutOf(row);
    if (about === undefined || (about !== number && !others.includes(about))) continue;
    await tx.outbox.finish(row.id, { state: 'failed', notBefore: now, again: false, detail: TAKEN_BACK });
    if (about === number) unsaid.add(row.place);
  }
  return unsaid;
}
