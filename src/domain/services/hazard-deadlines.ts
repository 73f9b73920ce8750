import { dayOf } from '../../lib/time';
import { addressed } from '../audience';
import { type Hazard, isOpen, isSupervised } from '../hazard';
import { actorId, type ActorScene } from '../scene';
import type { Task } from '../task';
import { dueInstant } from './orders';
import { openFirst, recount } from './rounds';
import { cancelTask, setDeadline } from './tasks';

/** The task behind a finding's deadline: one for each round of its life, so that a relapse begins anew. */
export const deadlineTaskOf = ({ id, round }: Pick<Hazard, 'id' | 'round'>): string => `${id}.${round}`;

/**
 * 整改期限 is an entry like any other: the same engine reminds the unit and tells the bureau when it has passed. Called
 * after everything that is recorded of a finding; it makes, moves or ends the task, and counts again.
 */
export async function keepDeadline(scene: ActorScene, hazard: Hazard): Promise<void> {
  const task = await scene.tx.tasks.task(deadlineTaskOf(hazard));
  if (!isOpen(hazard) || hazard.due === undefined) {
    if (task?.state === 'active') await cancelTask(scene, task);
    return;
  }
  const wanted = {
    ...taskFor(scene, hazard),
    ...(task ? { createdAt: task.createdAt, createdBy: task.createdBy } : {}),
  };
  if (task?.state !== 'active') {
    // A deadline that has passed already is told by the lists, not by a reminder.
    if (dueInstant(hazard.due) <= scene.now) return;
    await scene.tx.tasks.putTask(wanted);
    await openFirst(scene, wanted);
    return;
  }
  const [round] = await scene.tx.tasks.roundsOf(task.id, 1);
  if (!round) return;
  const dueAt = dueInstant(hazard.due);
  if (dueAt !== round.dueAt || task.ladder !== wanted.ladder) await setDeadline(scene, wanted, { round, dueAt });
  else await recount(scene, round, task.targets);
}

/** The same for a finding that was taken back. */
export async function dropDeadline(scene: ActorScene, hazardId: string): Promise<void> {
  for (const task of await scene.tx.tasks.activeTasks()) if (task.subject === hazardId) await cancelTask(scene, task);
}

function taskFor(scene: ActorScene, hazard: Hazard): Task {
  const audience = { words: [hazard.unitId] };
  const due = hazard.due ?? '';
  return {
    id: deadlineTaskOf(hazard),
    item: 'hazard_fix',
    title: hazard.id,
    subject: hazard.id,
    ...addressed(scene.register, audience),
    audience,
    schedule: { every: 'once', dueAt: dueInstant(due), dateOnly: due.length === 10 },
    requires: [],
    ladder: isSupervised(hazard) ? 'supervised' : 'hazard',
    graceMinutes: 0,
    createdBy: actorId(scene.actor),
    createdAt: scene.now,
    state: 'active',
  };
}

/** Days left until the deadline; negative when it has passed. */
export const daysLeft = (dueAt: number, now: number): number =>
  Math.round((Date.parse(dayOf(dueAt)) - Date.parse(dayOf(now))) / 86_400_000);
