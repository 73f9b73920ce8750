import { answerable } from '../domain/areas';
import type { Person } from '../domain/register';
import type { Scene } from '../domain/scene';
import { stillOwes } from '../domain/settlement';
import type { Round, Step, Task } from '../domain/task';
import type { Push } from './command';
import type { Say } from './say';

/**
 * A rung of the ladder: each person who answers for units that still owe learns of the own ones, in private. Who has
 * reported meanwhile is not named, and whoever has nobody left hears nothing.
 */
export async function escalationPushes(
  scene: Scene,
  say: Say,
  { task, round, step }: { task: Task; round: Round; step: Step },
): Promise<Push[]> {
  const rung = task.escalation?.find(({ to, hours }) => step.name === `${to}+${hours}`);
  if (!rung) return [];
  const { register } = scene;
  const owing = (await scene.tx.tasks.duesOf(round.id)).filter(stillOwes);
  const own = new Map<Person, string[]>();
  for (const { unitId } of owing)
    for (const person of answerable(register, unitId, rung.to)) own.set(person, [...(own.get(person) ?? []), unitId]);
  const order = (id: string): number => register.unit(id)?.order ?? 0;
  return [...own].map(([person, unitIds]) => ({
    to: { person },
    template: 'task/escalated',
    view: {
      title: task.title,
      due: say.due(round.dueAt),
      hours: rung.hours,
      units: say.units(unitIds.sort((a, b) => order(a) - order(b))),
      contact: say.contact(task),
    },
    dueAt: step.at,
  }));
}
