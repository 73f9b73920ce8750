import { type Instant, MINUTE } from '../../lib/time';
import type { OutboxRow } from '../ports';
import { afterQuiet } from '../steps';
import type { Scene } from '../scene';
import { type Finding, finding } from './finding';

/** The bell rings every minute: what was due so long ago and was not even tried means that nobody sends. */
const UNTRIED = 5 * MINUTE;
/** A text that waits so long is worth somebody's sleep. */
export const LONGEST_WAIT = 15 * MINUTE;
const MANY = 500;
/** Every queued row, whenever it is to go. */
const FAR_FUTURE: Instant = 8_000_000_000_000_000;
const EXCERPT = 24;
const SHOWN_STEPS = 3;

type Desk = Pick<Scene, 'tx' | 'now'>;

export interface Waiting {
  readonly row: OutboxRow;
  /** Since when it could have gone out; in the future while it waits for the morning. */
  readonly since: Instant;
}

/** Since when a row could have gone: what was tried has been free to go since it was due. */
function waitingSince(row: OutboxRow, now: Instant): Instant {
  if (row.attempts === 0) return row.notBefore;
  const due = afterQuiet(row.sortAt);
  return due > now ? row.sortAt : due;
}

/** What has not gone out, the oldest first. */
export async function waiting({ tx, now }: Desk): Promise<readonly Waiting[]> {
  const rows = [...(await tx.outbox.ready(FAR_FUTURE, MANY)), ...(await tx.outbox.interrupted())];
  return rows.map((row) => ({ row, since: waitingSince(row, now) })).sort((a, b) => a.since - b.since);
}

export async function queueFindings(desk: Desk): Promise<readonly Finding[]> {
  const rows = await waiting(desk);
  const [oldest] = rows;
  const late = rows.filter(({ since }) => since <= desk.now).length;
  const facts = { count: rows.length, late, morning: rows.length - late };
  if (!oldest || desk.now - oldest.since < UNTRIED) return [finding('queue', 'fine', facts)];
  const { row, since } = oldest;
  const about = { ...facts, sinceAt: since, excerpt: excerptOf(row), ...placeOf(row), ...reasonOf(row) };
  if (row.attempts === 0) return [finding('queue', 'stuck', about)];
  return [finding('queue', desk.now - since < LONGEST_WAIT ? 'fine' : 'slow', about)];
}

/** The beginning of a text, without phone numbers and numbers of documents. */
function excerptOf({ body }: OutboxRow): string {
  const { markdown = '' } = JSON.parse(body) as { markdown?: string };
  const text = markdown.replace(/\d{6,}/g, '******').replace(/\s+/g, ' ');
  return text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text;
}

const placeOf = ({ place }: OutboxRow): { place: string; inPrivate: boolean } => ({
  place,
  inPrivate: place.startsWith('person:'),
});

/** errcodes of WeCom for "too often". */
const TOO_OFTEN: readonly string[] = ['45009', '846607'];

/** `-1 not connected: ECONNREFUSED`: the code is what counts. Without one nobody knows whether it arrived. */
function reasonOf({ detail }: OutboxRow): { offline: boolean; often: boolean; errcode: string } {
  const code = /^-?\d+/.exec(detail)?.[0] ?? '';
  const offline = code === '-1' || code === '';
  const often = TOO_OFTEN.includes(code);
  return { offline, often, errcode: offline || often ? '' : code };
}

/** Messages that were taken in and never settled: each restart and each minute tries them again. */
export async function inboxFindings({ tx, now }: Desk): Promise<readonly Finding[]> {
  const rows = await tx.inbox.unsettled(now - UNTRIED, MANY);
  const [oldest] = rows;
  return oldest ? [finding('inbox', 'unsettled', { count: rows.length, sinceAt: oldest.receivedAt })] : [];
}

/** The next reminders, or those that should have spoken. */
export async function reminderFindings({ tx, now }: Desk): Promise<readonly Finding[]> {
  const steps = await tx.tasks.stepsDue(FAR_FUTURE, MANY);
  const [first] = steps;
  if (first && now - first.at > UNTRIED) return [finding('reminders', 'stuck', { sinceAt: first.at })];
  const next = steps.filter(({ kind }) => kind === 'remind').slice(0, SHOWN_STEPS);
  if (next.length === 0) return [finding('reminders', 'none')];
  const [soonest] = next;
  const titles = await Promise.all(next.map(async ({ taskId }) => (await tx.tasks.task(taskId))?.title ?? taskId));
  return [finding('reminders', 'fine', { nextAt: soonest?.at ?? now, titles: [...new Set(titles)] })];
}
