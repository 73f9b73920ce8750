import type { Day } from '../../lib/time';
import type { LedgerRecord } from '../ledger';
import { MistakeError } from '../mistakes';
import type { ActorScene, Scene } from '../scene';
import type { DayOrStamp, Named } from '../values';
import { type Booked, report } from './reports';

export const HAZARD_STATES = ['open', 'rectifying', 'supervised', 'accepted', 'closed'] as const;
export type HazardState = (typeof HAZARD_STATES)[number];

/** A finding as it stands now. */
export interface Hazard {
  readonly id: string;
  readonly unitId: string;
  readonly found: Day;
  readonly desc: string;
  readonly location?: string;
  readonly level?: 'general' | 'major';
  readonly due?: DayOrStamp;
  readonly owner?: readonly Named[];
  readonly state: HazardState;
  /** Day on which the unit said that it was put right; it waits for acceptance from then on. */
  readonly done?: Day;
  readonly percent?: number;
  readonly expect?: Day;
}

/** What the newest report of a repair says of its finding. Laid on it when it is read, so that undo needs nothing. */
type Progress = Pick<Hazard, 'done' | 'percent' | 'expect'>;

/** The finding of a record with its repair; a report that nothing was found is none. */
export function hazardOf(record: LedgerRecord, fixes: readonly LedgerRecord[]): Hazard | undefined {
  if (record.kind !== 'hazard' || record.data['none'] === true) return undefined;
  const data = record.data as unknown as Hazard;
  const last = fixes.findLast((fix) => fix.kind === 'fix' && fix.data['hazard'] === record.id);
  if (!last) return { ...data, id: record.id, unitId: record.unitId };
  const state: HazardState = data.state === 'open' ? 'rectifying' : data.state;
  return { ...data, ...progressOf(last.data as Progress), state, id: record.id, unitId: record.unitId };
}

const progressOf = ({ done, percent, expect }: Progress): Progress => ({
  ...(done === undefined ? {} : { done }),
  ...(percent === undefined ? {} : { percent }),
  ...(expect === undefined ? {} : { expect }),
});

export const isOpen = (hazard: Hazard): boolean => hazard.state !== 'closed' && hazard.state !== 'accepted';

/** Findings of these units, or of all, oldest first. One query. */
export async function hazardsOf(scene: Scene, unitIds?: readonly string[]): Promise<readonly Hazard[]> {
  const records = await scene.tx.ledger.find({ kinds: ['hazard', 'fix'], ...(unitIds ? { unitIds } : {}) });
  return records.flatMap((record) => hazardOf(record, records) ?? []);
}

export const openHazardsOf = async (scene: Scene, unitIds?: readonly string[]): Promise<readonly Hazard[]> =>
  (await hazardsOf(scene, unitIds)).filter(isOpen);

/** Enters a finding; put right on the spot, it waits for acceptance at once. */
export function bookHazard(
  scene: ActorScene,
  finding: { unitId: string; found: Day; isDone: boolean; data: LedgerRecord['data'] },
): Promise<Booked> {
  const { unitId, found, isDone, data } = finding;
  const state =
    data['none'] === true ? {} : { state: isDone ? 'rectifying' : 'open', ...(isDone ? { done: found } : {}) };
  return report(scene, { kind: 'hazard', unitId, days: [found, found], data: { ...data, found, ...state } });
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
  if (!isOpen(before))
    throw new MistakeError({ code: 'wrong_state', typed: fix.hazardId, details: { state: before.state } });
  const day = fix.done ?? scene.today;
  const done = fix.state === 'done' ? { done: day } : {};
  const data = { ...fix.data, hazard: fix.hazardId, state: fix.state, ...done };
  const booked = await report(scene, { kind: 'fix', unitId: before.unitId, days: [day, day], data });
  return { booked, hazard: await hazardNumbered(scene, fix.hazardId) };
}

async function hazardNumbered(scene: Scene, id: string): Promise<Hazard> {
  const record = await scene.tx.ledger.get(id);
  const fixes =
    record?.state === 'valid' ? await scene.tx.ledger.find({ kinds: ['fix'], unitIds: [record.unitId] }) : [];
  const hazard = record?.state === 'valid' ? hazardOf(record, fixes) : undefined;
  if (!hazard) throw new MistakeError({ code: 'unknown_hazard', typed: id });
  return hazard;
}
