import { HAZARD_EVENTS } from '../hazard';
import type { LedgerRecord } from '../ledger';
import type { Checklist } from '../playbook';
import type { ActorScene, Scene } from '../scene';
import { dropDeadline } from './hazard-deadlines';
import { bookHazard } from './hazards';
import { recountFor } from './reports';

type Words = Readonly<Record<string, string>>;

export const listNamed = ({ playbook }: Scene, name: string): Checklist | undefined =>
  playbook.checklists.find(({ id, names }) => names.includes(name) || id === name);

const itemsOf = ({ data }: LedgerRecord): Words => data['items'] as Words;

/** Enters one finding for each bad item of a checklist; those that stand already are entered once. */
export async function openFindings(scene: ActorScene, checked: LedgerRecord): Promise<readonly LedgerRecord[]> {
  const { unitId, firstDay: found } = checked;
  const { checklist, items: _, bad, ...evidence } = checked.data;
  const list = listNamed(scene, String(checklist));
  const hazards: LedgerRecord[] = [];
  for (const [item, verdict] of Object.entries(itemsOf(checked))) {
    if (verdict !== 'bad') continue;
    const title = list?.items[Number(item) - 1]?.title ?? '';
    const desc = ((bad ?? {}) as Words)[item] ?? title;
    const data = { desc, checklist, item: Number(item), ...(title === '' ? {} : { about: title }), ...evidence };
    hazards.push((await bookHazard(scene, { unitId, found, isDone: false, data })).record);
  }
  return hazards;
}

/**
 * Takes back the findings of this list and day that were opened by an earlier version and that nobody has touched
 * since. What a later record tells of stays, and so does the finding of an item on which the new version is silent.
 */
async function takeBackFindings(
  scene: ActorScene,
  checked: LedgerRecord,
  isGone: (finding: LedgerRecord) => boolean,
): Promise<readonly LedgerRecord[]> {
  const { unitId, firstDay } = checked;
  const days = { firstDay, lastDay: firstDay };
  const found = await scene.tx.ledger.find({ kinds: ['hazard'], unitIds: [unitId], ...days });
  const own = found.filter(({ data }) => data['checklist'] === checked.data['checklist']).filter(isGone);
  if (own.length === 0) return [];
  const events = await scene.tx.ledger.find({ kinds: HAZARD_EVENTS, unitIds: [unitId] });
  const touched = new Set(events.map(({ data }) => data['hazard']));
  const untouched = own.filter(({ id, replaces }) => replaces === undefined && !touched.has(id));
  for (const finding of untouched) {
    await scene.tx.ledger.setState(finding.id, 'undone');
    await dropDeadline(scene, finding.id);
    await recountFor(scene, finding);
  }
  return untouched;
}

/** The findings of a corrected list: what it says is bad stands, what it says is good again was never found. */
export async function followCorrection(
  scene: ActorScene,
  checked: LedgerRecord,
  standing: readonly LedgerRecord[],
): Promise<readonly LedgerRecord[]> {
  const ids = new Set(standing.map(({ id }) => id));
  const items = itemsOf(checked);
  return takeBackFindings(scene, checked, ({ id, data }) => !ids.has(id) && String(data['item']) in items);
}

/** A list that was taken back takes its findings along; the version that stands again has its own again. */
export async function undoFindings(
  scene: ActorScene,
  undone: LedgerRecord,
  restored: LedgerRecord | undefined,
): Promise<{ findings: readonly LedgerRecord[]; standing: readonly LedgerRecord[] }> {
  const standing = restored ? await openFindings(scene, restored) : [];
  const ids = new Set(standing.map(({ id }) => id));
  const items = itemsOf(undone);
  const findings = await takeBackFindings(
    scene,
    undone,
    ({ id, data }) => !ids.has(id) && items[String(data['item'])] === 'bad',
  );
  return { findings, standing };
}
