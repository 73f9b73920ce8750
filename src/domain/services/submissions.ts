import type { LedgerRecord } from '../ledger';
import type { ActorScene } from '../scene';
import { stillOwes } from '../settlement';
import { type Booked, report, type Standing, standingsOf } from './reports';
import { tasksNamed } from './tasks';

/** Items that have reports of their own; everything else is handed in by its title. */
const OWN_REPORTS: ReadonlySet<string> = new Set(['zero', 'hazard', 'fix', 'visit', 'receipt']);

/** A paper of any task, by item or title. A roster's papers belong to the roster. */
export async function submit(
  scene: ActorScene,
  { unitId, item, data }: { unitId: string; item: string; data: LedgerRecord['data'] },
): Promise<Booked> {
  const [task] = await tasksNamed(scene, item);
  const of = task && !OWN_REPORTS.has(task.item) ? task.item : item;
  const kind = of === 'duty' ? 'duty_attach' : 'report_submit';
  return report(scene, {
    kind,
    unitId,
    days: [scene.today, scene.today],
    data: kind === 'duty_attach' ? data : { ...data, item: of },
  });
}

/** Receipts for the notice of this number, or for every one that still waits for this unit. Gives the notices. */
export async function acknowledge(scene: ActorScene, unitId: string, taskId?: string): Promise<readonly Standing[]> {
  const waiting = (await standingsOf(scene, unitId, ['receipt'])).filter(
    ({ task, due }) => stillOwes(due) && (taskId === undefined || task.id === taskId),
  );
  const settled: Standing[] = [];
  for (const { task } of waiting) {
    const { standings } = await report(scene, {
      kind: 'ack',
      unitId,
      days: [scene.today, scene.today],
      data: { taskId: task.id },
    });
    settled.push(...standings.slice(0, 1));
  }
  return settled;
}
