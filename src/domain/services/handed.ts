import { addDays, DAY, dayOf, type Instant } from '../../lib/time';
import type { LedgerRecord } from '../ledger';
import { lacksOf, ROSTER_KINDS, rosterOf } from '../roster';
import type { Scene } from '../scene';
import { type Handed, NOTHING } from '../settlement';
import type { Lack, Round, Task } from '../task';
import { isWanted, kindOf, listOf } from '../wanted';

/** Kinds of records that settle a task's entries. */
export function kindsFor(task: Task): readonly string[] {
  if (task.settledBy) return [...new Set(task.settledBy.map(kindOf))];
  if (listOf(task.item) !== undefined) return ['checklist'];
  switch (task.item) {
    case 'duty':
      return ROSTER_KINDS;
    case 'receipt':
      return ['ack'];
    case 'selfcheck':
      return ['selfcheck', 'checklist', 'report_submit'];
    case 'hazard_fix':
      return ['fix', 'accept'];
    case 'hospital':
      return ['plan'];
    case 'zero':
    case 'hazard':
    case 'visit':
    case 'fix':
      return [task.item];
    default:
      return ['report_submit'];
  }
}

/** Rosters are often sent before the task is made; older ones belong to an earlier campaign. */
const ROSTER_LOOKBACK_DAYS = 60;

const withCovers = (record: LedgerRecord, task: Task): boolean =>
  task.covers !== undefined &&
  record.kind !== 'duty_phone' &&
  record.kind !== 'duty_attach' &&
  record.firstDay <= task.covers[1] &&
  record.lastDay >= task.covers[0];

/** Does this record count for this round? */
function counts(record: LedgerRecord, task: Task, round: Round): boolean {
  const mine = record.dueId === `${round.id}/${record.unitId}`;
  // What was found unannounced settles nothing that an institution can see.
  if (task.settledBy && record.data['secret'] === true) return false;
  if (task.settledBy)
    return isWanted(task.settledBy, record) && record.firstDay >= dayOf(round.opensAt) && record.firstDay <= round.day;
  if (task.item === 'duty') return mine || withCovers(record, task);
  if (task.item === 'hazard_fix') return record.data['hazard'] === task.subject && record.data['state'] !== 'progress';
  // 一院一策 is two things; what was named before it was asked for counts, too.
  if (task.item === 'hospital') return record.data['kind'] === 'hospital';
  if (task.schedule.every === 'week_count')
    return record.firstDay >= round.day && record.firstDay <= addDays(round.day, 6);
  return task.item === 'zero' ? record.firstDay === round.day : mine;
}

/** What each of these units has handed in for a round. One query. */
export async function handedFor(
  scene: Scene,
  { task, round, unitIds }: { task: Task; round: Round; unitIds: readonly string[] },
): Promise<ReadonlyMap<string, Handed>> {
  const records = await scene.tx.ledger.find({
    kinds: kindsFor(task),
    unitIds,
    since: round.opensAt - ROSTER_LOOKBACK_DAYS * DAY,
  });
  const counted = records.filter((record) => counts(record, task, round));
  return new Map(
    unitIds.map((id) => [id, handed(scene, task, { unitId: id, records: counted.filter((r) => r.unitId === id) })]),
  );
}

function handed(
  scene: Scene,
  task: Task,
  { unitId, records }: { unitId: string; records: readonly LedgerRecord[] },
): Handed {
  const last = records.at(-1);
  if (!last) return NOTHING;
  const lacks = (some: readonly LedgerRecord[]): readonly Lack[] => lacksIn(some, { scene, task, unitId });
  const completeAt = completeSince(records, lacks);
  return { any: true, lacks: lacks(records), recordId: last.id, ...(completeAt === undefined ? {} : { completeAt }) };
}

/** When the last record came that made it complete for good. What is taken back never came. */
function completeSince(
  records: readonly LedgerRecord[],
  lacks: (some: readonly LedgerRecord[]) => readonly Lack[],
): Instant | undefined {
  let since: Instant | undefined;
  for (let count = records.length; count > 0 && lacks(records.slice(0, count)).length === 0; count -= 1) {
    since = records[count - 1]?.at;
  }
  return since;
}

function lacksIn(
  records: readonly LedgerRecord[],
  { scene, task, unitId }: { scene: Scene; task: Task; unitId: string },
): readonly Lack[] {
  if (task.item === 'duty') {
    const knownMobile = (name: string): boolean =>
      scene.register.peopleNamed(name, unitId).some((person) => person.mobile !== undefined);
    const demand = { requires: task.requires, ...(task.covers ? { covers: task.covers } : {}) };
    return lacksOf(rosterOf(records), demand, knownMobile);
  }
  if (task.item === 'hazard_fix') return putRight(records) ? [] : [{ part: 'repair' }];
  if (task.schedule.every === 'week_count') {
    const missing = task.schedule.count - records.length;
    return missing > 0 ? [{ part: 'count', missing }] : [];
  }
  const has = (mark: string): boolean => records.some((record) => record.data[mark] === true);
  return task.requires
    .filter((mark) => mark !== 'landline' && mark !== 'mobile' && !has(mark))
    .map((mark) => ({ mark }));
}

/** Said to be done, and not sent back since. */
const putRight = (records: readonly LedgerRecord[]): boolean => records.at(-1)?.data['result'] !== 'fail';
