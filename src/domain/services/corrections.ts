import { isDeepStrictEqual } from 'node:util';
import { DAY, type Day, dayOf } from '../../lib/time';
import { HAZARD_EVENTS } from '../hazard';
import type { LedgerRecord } from '../ledger';
import { MistakeError } from '../mistakes';
import { actorId, type ActorScene } from '../scene';
import { hazardNumbered, note } from './hazards';
import { enter } from './ledger';
import { recountFor, type Standing } from './reports';

/** What is to be changed, and in which record: the last one, or the one of a kind and day. */
export interface CorrectionWish {
  readonly set: Readonly<Record<string, unknown>>;
  readonly of?: string | undefined;
  readonly date?: Day | undefined;
}

export interface Change {
  readonly key: string;
  readonly from: unknown;
  readonly to: unknown;
}

export interface Corrected {
  readonly record: LedgerRecord;
  readonly before: LedgerRecord;
  readonly changes: readonly Change[];
  readonly standings: readonly Standing[];
}

/** Decisions of the bureau are taken back, never rewritten; rosters have a change of their own. */
const NOT_REWRITTEN: ReadonlySet<string> = new Set([
  'deadline',
  'broadcast',
  'extend',
  'exempt',
  'post',
  'unit',
  'ack',
  'duty',
  'duty_phone',
  'duty_attach',
  'duty_update',
  'duty_swap',
  'duty_substitute',
  ...HAZARD_EVENTS.filter((kind) => kind !== 'fix'),
]);
/** Records that hold such a value, where no record has it yet; everything else is a figure of the daily report. */
const KIND_OF: Readonly<Record<string, string>> = {
  cash: 'visit',
  households: 'visit',
  people: 'visit',
  qty: 'hazard',
  due: 'hazard',
};
/** How many of one's last records are looked at for the one that is meant. */
const LOOK_BACK = 10;
/** Records of a colleague that one corrects are fresh ones. */
const UNIT_LOOK_BACK = 2 * DAY;

/**
 * Enters the record anew with the changed values in the old one's place and counts again. A report that stays complete
 * keeps its time (domain decision 15). People may correct until their reporting day is over, an admin always.
 */
export async function correct(scene: ActorScene, wish: CorrectionWish): Promise<Corrected> {
  const before =
    wish.of === undefined ? await lastMeant(scene, wish) : await named(scene, wish.of, wish.date ?? scene.today);
  checkWindow(scene, before);
  if (before.kind === 'hazard') return correctHazard(scene, before, wish.set);
  const data = merged(before.data, wish.set);
  const changes = changesIn(before, { set: wish.set, from: before.data, to: data });
  const record = await enter(scene, {
    kind: before.kind,
    unitId: before.unitId,
    days: daysOf(before, wish.set),
    data,
    replaces: before.id,
    ...(before.dueId === undefined ? {} : { dueId: before.dueId }),
  });
  return { record, before, changes, standings: await recountFor(scene, record) };
}

/** What differs; throws when nothing does. */
function changesIn(
  before: LedgerRecord,
  { set, from, to }: { set: CorrectionWish['set']; from: LedgerRecord['data']; to: LedgerRecord['data'] },
): readonly Change[] {
  const changes = Object.keys(set).map((key): Change => ({ key, from: from[key], to: to[key] }));
  if (changes.every((change) => isDeepStrictEqual(change.from, change.to)))
    throw new MistakeError({ code: 'wrong_state', typed: before.id, details: { same: true } });
  return changes;
}

/** A finding keeps its number: the correction is one more thing that is recorded of it. */
async function correctHazard(scene: ActorScene, before: LedgerRecord, set: CorrectionWish['set']): Promise<Corrected> {
  const hazard = await hazardNumbered(scene, before.id);
  const from = { ...hazard };
  const changes = changesIn(before, { set, from, to: { ...from, ...set } });
  const { record } = await note(scene, hazard, { kind: 'hazard_correct', data: { ...set } });
  return { record, before, changes, standings: [] };
}

/**
 * The newest record that has what is to be changed, else the newest at all: of one's own, or, where one has entered
 * nothing, of one's unit.
 */
async function lastMeant(scene: ActorScene, { set }: CorrectionWish): Promise<LedgerRecord> {
  const { ledger } = scene.tx;
  const fits = (record: LedgerRecord): boolean => !NOT_REWRITTEN.has(record.kind);
  const mine = (await ledger.lastOf(actorId(scene.actor), LOOK_BACK)).filter(fits);
  const { unitId } = scene.actor;
  const recent = { unitIds: unitId === undefined ? [] : [unitId], since: scene.now - UNIT_LOOK_BACK };
  const candidates = mine.length > 0 ? mine : (await ledger.find(recent)).filter(fits).toReversed();
  const keys = Object.keys(set);
  const kinds = new Set(keys.map((key) => KIND_OF[key] ?? 'zero'));
  const meant =
    candidates.find((record) => keys.every((key) => key in record.data)) ??
    candidates.find(({ kind }) => kinds.has(kind)) ??
    candidates[0];
  if (!meant) throw new MistakeError({ code: 'nothing_to_undo', details: { correct: true } });
  return meant;
}

async function named(scene: ActorScene, kind: string, date: Day): Promise<LedgerRecord> {
  if (NOT_REWRITTEN.has(kind)) throw new MistakeError({ code: 'wrong_state', details: { decision: true } });
  const unitIds = scene.actor.role === 'admin' || scene.actor.unitId === undefined ? undefined : [scene.actor.unitId];
  const found = await scene.tx.ledger.find({
    kinds: [kind],
    firstDay: date,
    lastDay: date,
    ...(unitIds ? { unitIds } : {}),
  });
  const units = [...new Set(found.map((record) => record.unitId))];
  if (units.length > 1)
    throw new MistakeError({
      code: 'ambiguous_target',
      details: { units: units.map((id) => scene.register.shortName(id)) },
    });
  const last = found.at(-1);
  if (!last) throw new MistakeError({ code: 'nothing_to_undo', details: { correct: true } });
  return last;
}

function checkWindow(scene: ActorScene, { id, lastDay, at }: LedgerRecord): void {
  const closes = lastDay > dayOf(at) ? lastDay : dayOf(at);
  if (scene.actor.role !== 'admin' && closes < scene.today)
    throw new MistakeError({ code: 'stale', typed: id, details: { correct: true } });
}

function merged(data: LedgerRecord['data'], set: CorrectionWish['set']): LedgerRecord['data'] {
  const after = { ...data, ...set };
  if (set['abnormal'] !== false) return after;
  const { event: _, ...quiet } = after as Readonly<Record<string, unknown>>;
  return quiet;
}

/** A corrected day or range moves the record; otherwise it stays where it was. */
function daysOf({ firstDay, lastDay }: LedgerRecord, set: CorrectionWish['set']): readonly [Day, Day] {
  const { date, range } = set;
  if (typeof date === 'string') return [date, date];
  return Array.isArray(range) ? [String(range[0]), String(range[1])] : [firstDay, lastDay];
}
