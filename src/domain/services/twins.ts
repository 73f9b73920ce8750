import type { Scene } from '../scene';
import type { Task } from '../task';
import { type Current } from './task-choice';
import { currentRound } from './tasks';

/** Another task of the same name that is still open for some of the same units: perhaps only its time was meant. */
export async function twinOf(scene: Scene, task: Task): Promise<Current | undefined> {
  const others = (await scene.tx.tasks.activeTasks()).filter(
    (other) =>
      other.id !== task.id && other.title === task.title && other.targets.some((id) => task.targets.includes(id)),
  );
  for (const other of others) {
    const round = await currentRound(scene, other);
    if (round?.state === 'open') return { task: other, round };
  }
  return undefined;
}
