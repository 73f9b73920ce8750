import { targetsOf } from '../audience';
import { dayOf, MINUTE, type Instant } from '../../lib/time';
import { MistakeError } from '../mistakes';
import type { ActorScene } from '../scene';
import { stillOwes } from '../settlement';
import type { Due, Task } from '../task';
import { type Current, currentNamed, hasBegun, oneNamed } from './task-choice';

/** A round with those who still owe it. */
export interface Nudge extends Current {
  readonly owing: readonly Due[];
}

/** Who still owes what an admin asks after: of every task that the word means, its current round, once it has begun. */
export async function nudge(
  scene: ActorScene,
  { item, targets }: { item: string; targets?: readonly string[] | undefined },
  groupId: string | undefined,
): Promise<readonly Nudge[]> {
  const unitIds = targets && targetsOf(scene.register, targets, groupId);
  const nudges: Nudge[] = [];
  const named = await currentNamed(scene, item);
  const begun = named.filter((current) => hasBegun(scene, current));
  if (begun.length === 0) throw notBegun(named);
  for (const current of begun) {
    const dues = await scene.tx.tasks.duesOf(current.round.id);
    const owing = dues.filter((due) => stillOwes(due) && (!unitIds || unitIds.includes(due.unitId)));
    nudges.push({ ...current, owing });
  }
  return nudges;
}

/** Nothing of it is asked for yet: since when will it be? */
function notBegun(named: readonly Current[]): MistakeError {
  const [next] = [...named].sort((a, b) => a.round.opensAt - b.round.opensAt);
  return new MistakeError({
    code: 'ambiguous_target',
    details: { notBegun: true, item: next?.task.title ?? '', first: dayOf(next?.round.opensAt ?? 0) },
  });
}

/** One more reminder, some minutes before the deadline of the current round. */
export async function plannedNudge(
  scene: ActorScene,
  item: string,
  minutes: number,
): Promise<{ task: Task; at: Instant }> {
  const { task, round } = await oneNamed(scene, { item, prefer: 'open' });
  const at = Math.floor((round.dueAt - minutes * MINUTE) / MINUTE) * MINUTE;
  if (at <= scene.now) throw new MistakeError({ code: 'due_in_past', details: { dueAt: at } });
  const name = `T-${minutes}`;
  await scene.tx.tasks.putStep({
    id: `${round.id}/${name}`,
    roundId: round.id,
    taskId: task.id,
    kind: 'remind',
    name,
    at,
    state: 'planned',
  });
  return { task, at };
}
