import type { Day } from '../../lib/time';
import type { LedgerRecord } from '../ledger';
import { actorId, type ActorScene } from '../scene';

/** Prefix of the numbers that people see, by kind of record. */
const PREFIXES: Readonly<Record<string, string>> = {
  zero: 'LB',
  hazard: 'YH',
  incident: 'JB',
  fix: 'ZG',
  visit: 'ZF',
  campaign: 'ZX',
  campaign_subset: 'ZX',
  campaign_end: 'ZX',
  area: 'BL',
  leading_group: 'LD',
  publication: 'GB',
  publication_confirm: 'GB',
  hazard_correct: 'GZ',
  grade: 'FJ',
  hazard_plan: 'LS',
  fix_extend: 'YQ',
  accept: 'YS',
  supervise: 'GP',
  unsupervise: 'ZP',
  recheck: 'HT',
  report_submit: 'BS',
  ack: 'HZ',
  deadline: 'TZ',
  broadcast: 'TZ',
  proposal: 'BZ',
  extend: 'YQ',
  exempt: 'MB',
  post: 'GW',
  unit: 'DJ',
};
const ROSTER_PREFIX = 'ZB';
const OTHER_PREFIX = 'JL';

const prefixOf = (kind: string): string => PREFIXES[kind] ?? (kind.startsWith('duty') ? ROSTER_PREFIX : OTHER_PREFIX);

/** A report that no hazard was found gets no hazard's number. */
const numberPrefix = (kind: string, data: LedgerRecord['data']): string =>
  kind === 'hazard' && data['none'] === true ? prefixOf('zero') : prefixOf(kind);

export interface NewRecord {
  readonly kind: string;
  readonly unitId: string;
  readonly days: readonly [Day, Day];
  readonly data: LedgerRecord['data'];
  readonly id?: string;
  readonly dueId?: string;
  readonly replaces?: string;
}

/** Enters a record with its number; the one that it replaces stays, marked as replaced. */
export async function enter(scene: ActorScene, entry: NewRecord): Promise<LedgerRecord> {
  const { kind, unitId, days, data, dueId, replaces } = entry;
  const record: LedgerRecord = {
    id: entry.id ?? (await scene.tx.ledger.nextNumber(numberPrefix(kind, data))),
    kind,
    unitId,
    firstDay: days[0],
    lastDay: days[1],
    data,
    byPersonId: actorId(scene.actor),
    ...enteredFor(scene, entry),
    at: scene.now,
    messageKey: scene.messageKey,
    state: 'valid',
    ...(replaces === undefined ? {} : { replaces }),
    ...(dueId === undefined ? {} : { dueId }),
  };
  if (replaces !== undefined) await scene.tx.ledger.setState(replaces, 'replaced');
  await scene.tx.ledger.add(record);
  scene.passedOn?.heed(record, replaces === undefined ? 'new' : 'edited');
  return record;
}

/** What only a unit can say of itself: an admin who types it has it from the unit. */
const OWN_WORDS = /^(?:duty|zero$|fix$|report_submit$|ack$)/;

/** 代录: somebody entered what a unit said elsewhere. */
function enteredFor(
  { passedOn, actor }: ActorScene,
  { kind, unitId }: NewRecord,
): Pick<LedgerRecord, 'enteredBy' | 'pastedAs'> {
  const forOthers = actor.role === 'admin' && unitId !== actor.unitId && OWN_WORDS.test(kind);
  if (!passedOn) return forOthers ? { enteredBy: actorId(actor) } : {};
  const { enteredBy, line } = passedOn;
  return { ...(enteredBy === undefined ? {} : { enteredBy }), ...(line === undefined ? {} : { pastedAs: line }) };
}
