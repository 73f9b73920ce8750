import { DAY, type Instant } from '../lib/time';
import type { PlainTextValues } from '../reading/intents/plain-text';
import type { CommandContext } from './command';

/** Older things are asked for by name. */
const NEWS = 7 * DAY;

interface Said {
  readonly at: Instant;
  readonly wish: Pick<PlainTextValues, 'of' | 'ref'>;
}

/** What the bot said last to the groups by itself: a reminder, a notice, a 通报. A draft only where nothing was said. */
export async function newestSaid({ tx, now }: CommandContext): Promise<Said['wish'] | undefined> {
  const said: Said[] = [];
  const published = await tx.bulletins.lastPublished();
  if (published?.publishedAt !== undefined)
    said.push({ at: published.publishedAt, wish: { of: 'bulletin', ref: published.id } });
  const notices = await tx.ledger.find({ kinds: ['broadcast', 'deadline'], since: now - NEWS });
  const notice = notices.at(-1);
  if (notice) said.push({ at: notice.at, wish: { of: 'notice', ref: notice.id } });
  for (const round of await tx.tasks.recentRounds('all', now - NEWS)) {
    // Deadlines of single findings are reminded in words of their own.
    if ((await tx.tasks.task(round.taskId))?.subject !== undefined) continue;
    const steps = await tx.tasks.stepsOf(round.id);
    const last = steps.filter((step) => step.kind === 'remind' && step.state === 'done').sort((a, b) => b.at - a.at)[0];
    if (last && round.state === 'open') said.push({ at: last.at, wish: { of: 'remind', ref: round.taskId } });
  }
  const [draft] = said.length > 0 ? [] : await tx.bulletins.drafts();
  return draft ? { of: 'bulletin', ref: draft.id } : said.sort((a, b) => b.at - a.at)[0]?.wish;
}
