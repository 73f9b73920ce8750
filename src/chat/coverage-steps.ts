import type { Scene } from '../domain/scene';
import { areasOf } from '../domain/services/areas';
import { inspectedIn } from '../domain/services/inspections';
import type { Round, Step, Task } from '../domain/task';
import { addDays } from '../lib/time';
import type { Push } from './command';
import type { Say } from './say';

/** 每周全覆盖: the entry is the bureau's own, so institutions hear nothing of it. */
export const isCoverage = (task: Task): boolean => task.item === 'coverage';

/** On Thursday and at the end of the week: who was not visited yet, to the bureau and to the lead of each team. */
export async function coveragePushes(
  scene: Scene,
  say: Say,
  { task, round, step }: { task: Task; round: Round; step: Step },
): Promise<Push[]> {
  if (step.kind === 'close') await scene.tx.tasks.putRound({ ...round, state: 'closed' });
  const visited = await inspectedIn(scene, { days: [round.day, addDays(round.day, 6)], secret: true });
  const missing = task.targets.filter((id) => !visited.has(id));
  if (missing.length === 0) return [];
  const { areas } = areasOf(scene);
  const ended = step.kind === 'close';
  const view = (units: readonly string[], own?: string) => ({
    ended,
    done: units.filter((id) => visited.has(id)).length,
    total: units.length,
    units: say.units(units.filter((id) => !visited.has(id))),
    own: own ?? '',
  });
  const bureau = scene.register.bureauGroup;
  return [
    ...(bureau ? [{ to: { groupId: bureau.id }, template: 'inspect/uncovered', view: view(task.targets) }] : []),
    ...areas.flatMap(({ lead, team, unitIds }) => {
      const own = task.targets.filter((id) => unitIds.includes(id));
      const some = own.some((id) => missing.includes(id));
      return lead && some ? [{ to: { person: lead }, template: 'inspect/uncovered', view: view(own, team.name) }] : [];
    }),
  ];
}
