import { DAY, type Instant } from '../../lib/time';
import type { OutboxRow } from '../ports';
import type { Group } from '../register';
import type { Scene } from '../scene';
import { type Finding, finding } from './finding';
import { heardIn } from './traces';
import type { Ways } from './vitals';

/** A failure that is older says nothing about today. */
const RECENT = 7 * DAY;
/** errcodes of WeCom: the webhook was removed; the bot is not in the group (any more). */
const WEBHOOK_GONE = '93000';
const BOT_GONE: readonly string[] = ['93001', '93006', '93008', '40050', '86001', '86003'];

type Desk = Pick<Scene, 'tx' | 'now' | 'register'>;

interface Traces {
  readonly heard: ReadonlyMap<string, Instant>;
  readonly newest: readonly OutboxRow[];
}

/** Each group of the register: can the bot speak there unasked, and if not, why. */
export async function groupFindings(desk: Desk, ways: Ways): Promise<readonly Finding[]> {
  const { tx, register, now } = desk;
  if (register.groups.length === 0) return [finding('groups', 'none')];
  const traces = { heard: await heardIn(tx), newest: await tx.outbox.newest() };
  const found: Finding[] = [];
  for (const group of register.groups) found.push(await groupFinding(desk, ways, { group, traces }));
  if (!register.bureauGroup) found.push(finding('groups', 'noBureau'));
  const strangers = [...traces.heard].filter(
    ([chatId, at]) => chatId !== '' && now - at < RECENT && !register.groupOfChat(chatId),
  );
  if (strangers.length > 0) found.push(finding('groups', 'strangers', { count: strangers.length }));
  return found;
}

async function groupFinding(
  { tx, now }: Desk,
  ways: Ways,
  { group, traces }: { group: Group; traces: Traces },
): Promise<Finding> {
  const { id, name, chatId } = group;
  if (chatId === undefined) return finding('group', 'unbound', { id, name });
  const rows = traces.newest.filter(({ place }) => place === id);
  const sent = rows.find(({ state }) => state === 'sent');
  const failed = rows.find(({ state }) => state === 'failed');
  const heardAt = traces.heard.get(chatId) ?? '';
  const facts = { id, name, heardAt, sentAt: sent?.notBefore ?? '' };
  const address = await tx.secrets.get(`webhook:${id}`);
  const webhook = address !== undefined && ways.usable(address);
  if (ways.mode !== 'room') {
    if (address !== undefined && !webhook) return finding('group', 'badWebhook', facts);
    if (!webhook && ways.mode === 'callback') return finding('group', 'noWebhook', facts);
    const spoken = webhook || (await tx.settings.get(ways.spokenKey(chatId))) !== undefined;
    if (!spoken) return finding('group', 'unspoken', facts);
  }
  if (failed && failed.id > (sent?.id ?? 0) && now - failed.notBefore < RECENT && failed.detail !== 'no channel')
    return failure(failed, facts);
  const way = { webhook, socket: !webhook && ways.mode === 'socket' };
  return finding('group', webhook || ways.mode === 'room' ? 'fine' : 'noRing', { ...facts, ...way });
}

function failure({ detail, notBefore }: OutboxRow, facts: Finding['facts']): Finding {
  const errcode = /^-?\d+/.exec(detail)?.[0] ?? '';
  const about = { ...facts, errcode, failedAt: notBefore };
  if (errcode === WEBHOOK_GONE) return finding('group', 'webhookGone', about);
  return finding('group', BOT_GONE.includes(errcode) ? 'botGone' : 'failing', about);
}
