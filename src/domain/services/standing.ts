import type { LedgerRecord } from '../ledger';
import { MistakeError } from '../mistakes';
import type { ActorScene, Scene } from '../scene';
import { enter } from './ledger';
import { type Booked, report } from './reports';

/** The newest record of a kind for a unit. */
async function lastOf(
  scene: Scene,
  kind: string,
  unitId: string,
  fits: (record: LedgerRecord) => boolean = () => true,
): Promise<LedgerRecord | undefined> {
  return (await scene.tx.ledger.find({ kinds: [kind], unitIds: [unitId] })).findLast(fits);
}

const today = ({ today: day }: Scene): readonly [string, string] => [day, day];

/** 三类分类: 合格, 停业整顿 or 关停. Earlier ones stay as history. */
export async function classify(
  scene: ActorScene,
  unitId: string,
  grade: string,
): Promise<{ record: LedgerRecord; before: LedgerRecord | undefined; elders: number | undefined }> {
  const before = await lastOf(scene, 'classify', unitId);
  if (before?.data['class'] === grade)
    throw new MistakeError({ code: 'wrong_state', typed: grade, details: { same: true } });
  const record = await enter(scene, { kind: 'classify', unitId, days: today(scene), data: { class: grade } });
  const moved = await lastOf(scene, 'relocate', unitId);
  const left = moved?.data['left'];
  return { record, before, elders: typeof left === 'number' ? left : scene.register.unit(unitId)?.elders };
}

/** 一院一策 is two things: a rectification plan, or the designated hospital. Each kind has one that is current. */
export async function keepPlan(
  scene: ActorScene,
  unitId: string,
  plan: LedgerRecord['data'],
): Promise<{ booked: Booked; before: LedgerRecord | undefined }> {
  const before = await lastOf(scene, 'plan', unitId, ({ data }) => data['kind'] === plan['kind']);
  const booked = await report(scene, { kind: 'plan', unitId, days: today(scene), data: plan });
  return { booked, before: before?.id === booked.record.id ? undefined : before };
}

export interface Relocation {
  readonly total: number;
  readonly moved?: number | undefined;
  readonly family?: number | undefined;
  readonly left?: number | undefined;
}

/** 老人安置: how many are still there. Figures that do not add up are asked about by the reader. */
export async function relocate(
  scene: ActorScene,
  unitId: string,
  { total, moved = 0, family = 0, left }: Relocation,
): Promise<{ record: LedgerRecord; left: number }> {
  const still = left ?? Math.max(0, total - moved - family);
  const data = { total, moved, family, left: still };
  return { record: await enter(scene, { kind: 'relocate', unitId, days: today(scene), data }), left: still };
}
