import { DAY, type Instant } from '../../lib/time';
import type { OutboxRow } from '../ports';
import type { Group } from '../register';
import type { Scene } from '../scene';
import { type Finding, finding } from './finding';
import { type Reach, reachInto } from './reach';
import { heardIn, webhookLostAt } from './traces';
import type { Ways } from './vitals';

/** A failure that is older says nothing about today. */
const RECENT = 7 * DAY;
/** errcodes of WeCom: the webhook was removed; the bot is not in the group (any more). */
const WEBHOOK_GONE = '93000';
/** Detail of a row that no way reached then: how it is now is seen from the ways. */
const NO_CHANNEL = 'no channel';
const BOT_GONE: readonly string[] = ['93001', '93006', '93008', '40050', '86001', '86003'];

type Desk = Pick<Scene, 'tx' | 'now' | 'register'>;

interface Traces {
  readonly heard: ReadonlyMap<string, Instant>;
  readonly newest: readonly OutboxRow[];
}

/** Each group of the register: can the bot speak there unasked, and if not, why. */
export async function groupFindings(desk: Desk, ways: Ways): Promise<readonly Finding[]> {
  const { tx, register, now } = desk;
  // A group that was removed keeps its row, without units and without a chat.
  const groups = register.groups.filter(
    ({ chatId, unitIds, bureau }) => chatId !== undefined || unitIds.length > 0 || bureau,
  );
  if (groups.length === 0) return [finding('groups', 'none')];
  const traces = { heard: await heardIn(tx), newest: await tx.outbox.newest() };
  const found: Finding[] = [];
  for (const group of groups) {
    const reach = await reachInto(desk, ways, group);
    const lostAt = await webhookLostAt(tx, group.id);
    found.push(groupFinding(ways, { group, reach, trace: { ...traceOf(group, traces, now), lostAt } }));
  }
  if (!register.bureauGroup) found.push(finding('groups', 'noBureau'));
  const strangers = [...traces.heard].filter(
    ([chatId, at]) => chatId !== '' && now - at < RECENT && !register.groupOfChat(chatId),
  );
  if (strangers.length > 0) found.push(finding('groups', 'strangers', { count: strangers.length }));
  return found;
}

interface Trace {
  readonly heardAt: Instant | '';
  readonly sentAt: Instant | '';
  /** The newest push, when it failed; a later success says that it is mended. */
  readonly failed: OutboxRow | undefined;
  /** Since when its webhook is gone, if it had one. */
  readonly lostAt: Instant | undefined;
}

function traceOf({ id, chatId = '' }: Group, { heard, newest }: Traces, now: Instant): Omit<Trace, 'lostAt'> {
  const rows = newest.filter(({ place }) => place === id);
  const sent = rows.find(({ state }) => state === 'sent');
  const failed = rows.find(({ state }) => state === 'failed');
  const isLast = failed !== undefined && failed.id > (sent?.id ?? 0) && now - failed.notBefore < RECENT;
  return {
    heardAt: chatId === '' ? '' : (heard.get(chatId) ?? ''),
    sentAt: sent?.notBefore ?? '',
    failed: isLast ? failed : undefined,
  };
}

function groupFinding({ mode }: Ways, { group, reach, trace }: { group: Group; reach: Reach; trace: Trace }): Finding {
  const { heardAt, sentAt, failed, lostAt } = trace;
  const facts = { id: group.id, name: group.name, heardAt, sentAt, webhook: reach.webhook === 'usable' };
  if (!reach.bound) return finding('group', 'unbound', facts);
  if (lostAt !== undefined)
    return finding('group', reach.spoken ? 'ringGone' : 'webhookGone', { ...facts, failedAt: lostAt });
  if (failed && errcodeOf(failed) === WEBHOOK_GONE) return failure(failed, facts);
  if (reach.webhook === 'foreign') return finding('group', 'badWebhook', facts);
  if (!reach.reached && mode === 'none') return finding('group', 'untold', facts);
  if (!reach.reached) return finding('group', mode === 'callback' ? 'noWebhook' : 'unspoken', facts);
  if (failed && failed.detail !== NO_CHANNEL) return failure(failed, facts);
  return finding('group', mode === 'socket' && reach.webhook === 'none' ? 'noRing' : 'fine', facts);
}

const errcodeOf = ({ detail }: OutboxRow): string => /^-?\d+/.exec(detail)?.[0] ?? '';

function failure(row: OutboxRow, facts: Finding['facts']): Finding {
  const errcode = errcodeOf(row);
  const about = { ...facts, errcode, failedAt: row.notBefore };
  if (errcode === WEBHOOK_GONE) return finding('group', 'webhookGone', about);
  return finding('group', BOT_GONE.includes(errcode) ? 'botGone' : 'failing', about);
}
