import { isDeepStrictEqual } from 'node:util';
import { addDays, DAY, type Day, dayOf } from '../../lib/time';
import type { LedgerRecord } from '../ledger';
import { ROSTER_KINDS, rosterOf } from '../roster';
import type { ActorScene, Scene } from '../scene';
import { stillOwes } from '../settlement';
import type { Due, Round, Task } from '../task';
import { enter } from './ledger';
import { isWanted, itemOfList } from '../wanted';
import { lineBefore } from './pasted-lines';
import { recount } from './rounds';

/** A unit's entry with the round and task that it belongs to. */
export interface Standing {
  readonly task: Task;
  readonly round: Round;
  readonly due: Due;
}

export interface Booked {
  readonly record: LedgerRecord;
  /** The same was reported before: nothing was entered. */
  readonly unchanged: boolean;
  /** An earlier record was replaced. */
  readonly edited: boolean;
  /** What it settles; the first is the one to speak of. */
  readonly standings: readonly Standing[];
}

export interface Report {
  readonly kind: string;
  readonly unitId: string;
  readonly days: readonly [Day, Day];
  readonly data: LedgerRecord['data'];
  /** A record of this kind, unit and day is corrected by the next one instead of standing beside it. */
  readonly oneADay?: boolean | ((earlier: LedgerRecord) => boolean);
}

/** Rounds are looked at for two months: older campaigns are closed books. */
const LOOKBACK = 60 * DAY;

/** Enters what a unit reports and settles what it owes by it. Reported twice, it is entered once. */
export async function report(scene: ActorScene, entry: Report): Promise<Booked> {
  const { kind, unitId, days, data } = entry;
  const { before, same } = await earlier(scene, entry);
  const owed = await standingsOf(scene, unitId, itemsFor(kind, data));
  const counted = owed.filter((standing) => isFor(standing, entry));
  const chosen = choose(counted);
  if (same && (chosen === undefined || isCounted(same, chosen.due) || !stillOwes(chosen.due))) {
    return unchanged(scene, same, counted);
  }
  const line = entry.oneADay ? undefined : await lineBefore(scene, entry);
  if (line && line.pastedAs?.text === scene.passedOn?.line?.text) return unchanged(scene, line, counted);
  const old = entry.oneADay ? before.findLast(isSameMatter(entry.oneADay)) : line;
  const record = await enter(scene, {
    kind,
    unitId,
    days,
    data,
    ...(chosen ? { dueId: chosen.due.id } : old?.dueId === undefined ? {} : { dueId: old.dueId }),
    ...(old ? { replaces: old.id } : {}),
  });
  return {
    record,
    unchanged: false,
    edited: old !== undefined,
    standings: await settleAll(scene, unitId, touched(counted, chosen, entry)),
  };
}

function unchanged(scene: ActorScene, record: LedgerRecord, counted: readonly Standing[]): Booked {
  scene.passedOn?.heed(record, 'unchanged');
  return { record, unchanged: true, edited: false, standings: counted.slice(0, 1) };
}

const isSameMatter =
  (oneADay: NonNullable<Report['oneADay']>) =>
  (record: LedgerRecord): boolean =>
    oneADay === true || (oneADay !== false && oneADay(record));

const isCounted = (record: LedgerRecord, due: Due): boolean => record.dueId === due.id || record.id === due.recordId;

/** Records of the same kind and days, and among them the one that says the same and still stands. */
async function earlier(
  scene: Scene,
  entry: Report,
): Promise<{ before: readonly LedgerRecord[]; same: LedgerRecord | undefined }> {
  const { kind, unitId, days, data } = entry;
  const isRoster = ROSTER_KINDS.some((each) => each === kind);
  const kinds = isRoster ? ROSTER_KINDS : [kind];
  const touching = await scene.tx.ledger.find({ kinds, unitIds: [unitId], firstDay: days[0], lastDay: days[1] });
  const before = touching.filter((each) => each.kind === kind && each.firstDay === days[0] && each.lastDay === days[1]);
  const same = before.findLast((record) => isDeepStrictEqual(plain(record.data), plain(data)));
  // A roster may say the same as one that was changed since: laid on top, it would change it back.
  const isOverlaid = isRoster && same && !isDeepStrictEqual(rosterOf([...touching, same]), rosterOf(touching));
  return { before, same: isOverlaid ? undefined : same };
}

/** JSON has no `undefined`: data are compared as they are stored. */
const plain = (data: LedgerRecord['data']): unknown => JSON.parse(JSON.stringify(data));

/** Phases of campaigns count records of other kinds, beside the task that those are made for. */
const PHASE = 'phase';

/** Items of tasks that a record of this kind can settle. */
function itemsFor(kind: string, data: LedgerRecord['data']): readonly string[] {
  if (kind.startsWith('duty')) return ['duty'];
  if (kind === 'ack') return ['receipt'];
  if (kind === 'plan') return [data['kind'] === 'hospital' ? 'hospital' : 'rectify'];
  if (kind === 'checklist') return [itemOfList(String(data['checklist'])), 'selfcheck', PHASE];
  return kind === 'report_submit' ? [String(data['item']), PHASE] : [kind, PHASE];
}

/** The unit's entries in recent rounds of these items, nearest deadline first. */
export async function standingsOf(scene: Scene, unitId: string, items: readonly string[] | 'all'): Promise<Standing[]> {
  const rounds = await scene.tx.tasks.recentRounds(items, scene.now - LOOKBACK);
  const dues = await scene.tx.tasks.duesOfRounds(rounds.map((round) => round.id));
  const tasks = new Map((await scene.tx.tasks.activeTasks()).map((task) => [task.id, task]));
  return rounds
    .flatMap((round) => {
      const due = dues.find((each) => each.roundId === round.id && each.unitId === unitId);
      const task = tasks.get(round.taskId);
      return due && task && round.state !== 'cancelled' && round.opensAt <= scene.now ? [{ task, round, due }] : [];
    })
    .sort((a, b) => a.round.dueAt - b.round.dueAt);
}

/** A receipt is for its notice, tasks that count by day take only records of their day; the others take any. */
function isFor({ task, round }: Standing, entry: Report): boolean {
  const [first, last] = entry.days;
  if (entry.kind === 'ack') return entry.data['taskId'] === task.id;
  if (task.settledBy) return isWanted(task.settledBy, entry) && first >= dayOf(round.opensAt) && first <= round.day;
  if (task.schedule.every === 'week_count') return first >= round.day && last <= addDays(round.day, 6);
  if (task.item === 'zero') return first === round.day;
  return (
    task.item !== 'duty' ||
    !isShiftKind(entry.kind) ||
    !task.covers ||
    (first <= task.covers[1] && last >= task.covers[0])
  );
}

const isShiftKind = (kind: string): boolean => kind !== 'duty_phone' && kind !== 'duty_attach';

/** Of several rounds the report belongs to the nearest that is still owed, else to the newest. */
const choose = (standings: readonly Standing[]): Standing | undefined =>
  standings.find(({ task, due }) => task.item !== PHASE && stillOwes(due)) ??
  standings.findLast(({ task }) => task.item !== PHASE);

/** Rosters settle every round whose days they touch; other reports the one that they were entered for. */
function touched(counted: readonly Standing[], chosen: Standing | undefined, entry: Report): readonly Standing[] {
  const roster = ROSTER_KINDS.some((kind) => kind === entry.kind) && isShiftKind(entry.kind);
  const byDay = counted.filter(
    ({ task }) =>
      task.item === 'zero' || task.item === PHASE || task.schedule.every === 'week_count' || (roster && task.covers),
  );
  return chosen && !byDay.includes(chosen)
    ? [chosen, ...byDay]
    : chosen
      ? [chosen, ...byDay.filter((s) => s !== chosen)]
      : byDay;
}

async function settleAll(scene: Scene, unitId: string, standings: readonly Standing[]): Promise<Standing[]> {
  const after: Standing[] = [];
  for (const standing of standings) {
    const [due] = await recount(scene, standing.round, [unitId]);
    after.push(due ? { ...standing, due } : standing);
  }
  return after;
}

/**
 * Counts everything again that a record may have settled, after it was taken back or corrected. Gives the entry that
 * it was made for, then those that it changed.
 */
export async function recountFor(scene: Scene, record: LedgerRecord): Promise<readonly Standing[]> {
  const before = await standingsOf(scene, record.unitId, itemsFor(record.kind, record.data));
  const after = await settleAll(scene, record.unitId, before);
  const isOwn = ({ due }: Standing): boolean => due.id === record.dueId;
  const changed = after.filter(({ due }, index) => !isDeepStrictEqual(due, before[index]?.due));
  return [...after.filter(isOwn), ...changed.filter((standing) => !isOwn(standing))];
}
