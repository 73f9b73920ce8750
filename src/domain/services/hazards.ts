import type { Day } from '../../lib/time';
import { type FivePart, type Hazard, HAZARD_EVENTS, hazardOf, isOpen, isSupervised, lackingOf } from '../hazard';
import type { LedgerRecord } from '../ledger';
import { MistakeError } from '../mistakes';
import type { ActorScene, Scene } from '../scene';
import type { DayOrStamp, Named } from '../values';
import { supervisesAll } from './campaigns';
import { keepDeadline } from './hazard-deadlines';
import { enter } from './ledger';
import { type Booked, report } from './reports';

/** Findings of these units, or of all, oldest first. One query. */
export const hazardsOf = async (scene: Scene, unitIds?: readonly string[]): Promise<readonly Hazard[]> =>
  hazardsIn(await scene.tx.ledger.find({ kinds: HAZARD_RECORDS, ...(unitIds ? { unitIds } : {}) }));

/** Kinds of records that findings are made of. */
export const HAZARD_RECORDS: readonly string[] = ['hazard', ...HAZARD_EVENTS];

/** The findings that these records tell of, in the order of time. */
export function hazardsIn(records: readonly LedgerRecord[]): readonly Hazard[] {
  const later = new Map<unknown, LedgerRecord[]>();
  for (const record of records) {
    const id = record.data['hazard'];
    if (id !== undefined) later.set(id, [...(later.get(id) ?? []), record]);
  }
  return records.flatMap((record) => hazardOf(record, later.get(record.id) ?? []) ?? []);
}

export const openHazardsOf = async (scene: Scene, unitIds?: readonly string[]): Promise<readonly Hazard[]> =>
  (await hazardsOf(scene, unitIds)).filter(isOpen);

/** The finding with this number. Throws `unknown_hazard`. */
export async function hazardNumbered(scene: Scene, id: string): Promise<Hazard> {
  const record = await scene.tx.ledger.get(id);
  const later =
    record?.state === 'valid' ? await scene.tx.ledger.find({ kinds: HAZARD_EVENTS, unitIds: [record.unitId] }) : [];
  const hazard = record?.state === 'valid' ? hazardOf(record, later) : undefined;
  if (!hazard) throw new MistakeError({ code: 'unknown_hazard', typed: id });
  return hazard;
}

/** Enters a finding; put right on the spot, it waits for acceptance at once. */
export async function bookHazard(
  scene: ActorScene,
  finding: { unitId: string; found: Day; isDone: boolean; data: LedgerRecord['data'] },
): Promise<Booked> {
  const { unitId, found, isDone, data } = finding;
  const state = data['none'] === true ? {} : await firstState(scene, { unitId, found, isDone });
  const booked = await report(scene, {
    kind: 'hazard',
    unitId,
    days: [found, found],
    data: { ...data, found, ...state },
  });
  const hazard = hazardOf(booked.record, []);
  if (hazard && !booked.unchanged) await keepDeadline(scene, hazard);
  return booked;
}

/** Where a campaign says so, every finding is 挂牌 from the beginning; put right on the spot, it waits for acceptance. */
async function firstState(
  scene: ActorScene,
  { unitId, found, isDone }: { unitId: string; found: Day; isDone: boolean },
): Promise<LedgerRecord['data']> {
  const done = isDone ? { done: found } : {};
  if (await supervisesAll(scene, unitId)) return { state: 'supervised', ...done };
  return { state: isDone ? 'rectifying' : 'open', ...done };
}

export interface Fix {
  readonly hazardId: string;
  readonly state: 'done' | 'progress';
  readonly done?: Day | undefined;
  readonly data: LedgerRecord['data'];
}

/** Enters how far a repair has come. */
export async function bookFix(scene: ActorScene, fix: Fix): Promise<{ booked: Booked; hazard: Hazard }> {
  const before = await hazardNumbered(scene, fix.hazardId);
  demand(before, isOpen(before));
  const day = fix.done ?? scene.today;
  const done = fix.state === 'done' ? { done: day } : {};
  const sender = scene.actor.person?.name;
  const data = { ...fix.data, hazard: fix.hazardId, state: fix.state, ...done, ...(sender ? { sender } : {}) };
  const booked = await report(scene, { kind: 'fix', unitId: before.unitId, days: [day, day], data });
  return { booked, hazard: await after(scene, fix.hazardId) };
}

export interface Noted {
  readonly record: LedgerRecord;
  readonly before: Hazard;
  readonly hazard: Hazard;
}

/** Enters what was decided or said of a finding; its deadline follows. */
export async function note(
  scene: ActorScene,
  before: Hazard,
  { kind, day = scene.today, data }: { kind: string; day?: Day; data: LedgerRecord['data'] },
): Promise<Noted> {
  const record = await enter(scene, {
    kind,
    unitId: before.unitId,
    days: [day, day],
    data: { ...data, hazard: before.id },
  });
  return { record, before, hazard: await after(scene, before.id) };
}

async function after(scene: ActorScene, id: string): Promise<Hazard> {
  const hazard = await hazardNumbered(scene, id);
  await keepDeadline(scene, hazard);
  return hazard;
}

function demand({ id, state }: Hazard, holds: boolean): void {
  if (!holds) throw new MistakeError({ code: 'wrong_state', typed: id, details: { state } });
}

const unchanged = (id: string): never => {
  throw new MistakeError({ code: 'wrong_state', typed: id, details: { same: true } });
};

/** 分级: a person says how grave it is; words only suggest (domain decision 6). */
export async function grade(scene: ActorScene, id: string, level: 'general' | 'major'): Promise<Noted> {
  const before = await hazardNumbered(scene, id);
  demand(before, isOpen(before));
  if (before.level === level) unchanged(id);
  return note(scene, before, { kind: 'grade', data: { level } });
}

/** What can be said of a repair before it begins: the 五落实. */
export interface Plan {
  readonly owner?: readonly Named[] | undefined;
  readonly measure?: string | undefined;
  readonly funds?: number | undefined;
  readonly due?: DayOrStamp | undefined;
  readonly preplan?: string | undefined;
}

export async function planFix(scene: ActorScene, id: string, plan: Plan): Promise<Noted> {
  const before = await hazardNumbered(scene, id);
  demand(before, isOpen(before));
  if (Object.values(plan).every((value) => value === undefined))
    throw new MistakeError({ code: 'missing_field', details: { five: lackingOf(before) } });
  return note(scene, before, { kind: 'hazard_plan', data: { ...plan } });
}

/** 延期. The old deadline stays in the record. */
export async function extendFix(
  scene: ActorScene,
  id: string,
  { newDue, reason }: { newDue: DayOrStamp; reason?: string | undefined },
): Promise<Noted> {
  const before = await hazardNumbered(scene, id);
  demand(before, isOpen(before));
  if (before.due?.slice(0, 10) === newDue.slice(0, 10)) unchanged(id);
  return note(scene, before, { kind: 'fix_extend', data: { new_due: newDue, from: before.due, reason } });
}

/** 挂牌督办. What, who, until when must be known: what is missing is named. */
export async function supervise(
  scene: ActorScene,
  id: string,
  wish: {
    due?: DayOrStamp | undefined;
    level?: string | undefined;
    owner?: readonly Named[] | undefined;
    supervisor?: string | undefined;
  },
): Promise<Noted> {
  const before = await hazardNumbered(scene, id);
  demand(before, isOpen(before));
  if (isSupervised(before) && Object.values(wish).every((value) => value === undefined)) unchanged(id);
  const parts: readonly FivePart[] = lackingOf({ ...before, ...said(wish) }).filter(
    (part) => part === 'owner' || part === 'due',
  );
  if (parts.length > 0) throw new MistakeError({ code: 'missing_field', typed: id, details: { five: parts } });
  return note(scene, before, { kind: 'supervise', data: { ...wish } });
}

const said = ({ due, owner }: Pick<Plan, 'due' | 'owner'>): Pick<Hazard, 'due' | 'owner'> => ({
  ...(due === undefined ? {} : { due }),
  ...(owner === undefined ? {} : { owner }),
});

/** 摘牌, after it was accepted. */
export async function unsupervise(scene: ActorScene, id: string): Promise<Noted> {
  const before = await hazardNumbered(scene, id);
  demand(before, before.state === 'accepted');
  return note(scene, before, { kind: 'unsupervise', data: {} });
}
