import { targetsOf } from '../audience';
import { MistakeError } from '../mistakes';
import type { ActorScene } from '../scene';
import type { Round, Task } from '../task';
import type { DayRange } from '../values';
import { enter } from './ledger';
import { exempt, tasksNamed } from './tasks';

export interface Exempted {
  /** Tasks that were found; without any the exemption waits for one. */
  readonly tasks: readonly Task[];
  readonly rounds: readonly Round[];
  readonly numbers: readonly string[];
  /** Days for which it holds, where they matter. */
  readonly range?: DayRange;
}

export interface ExemptionWish {
  readonly item: string;
  readonly targets: readonly string[];
  /** Days, for a task that comes again; one that comes once needs none. */
  readonly range?: DayRange | undefined;
  readonly reason?: string | undefined;
}

/**
 * Exempts units from what a word means: every task that comes again, and the newest that comes once. Where there is
 * none yet, the exemption waits for the task.
 */
export async function exemptNamed(
  scene: ActorScene,
  wish: ExemptionWish,
  groupId: string | undefined,
): Promise<Exempted> {
  const unitIds = targetsOf(scene.register, wish.targets, groupId);
  if (unitIds.length === 0) throw new MistakeError({ code: 'unknown_institution', details: { nobody: true } });
  const reason = wish.reason ?? '';
  const tasks = await tasksMeant(scene, wish.item, unitIds);
  const needsDays = tasks.length === 0 || tasks.some(comesAgain);
  if (needsDays && !wish.range) throw new MistakeError({ code: 'missing_field', details: { days: true } });
  const rounds: Round[] = [];
  const numbers: string[] = [];
  for (const task of tasks) {
    // A task that comes once has one round: the days typed are those of the report, not of its deadline.
    const range = comesAgain(task) && wish.range ? { range: wish.range } : {};
    const owing = unitIds.filter((id) => task.targets.includes(id));
    const done = await exempt(scene, task, { unitIds: owing, reason, ...range });
    rounds.push(...done.rounds);
    numbers.push(...done.numbers);
  }
  if (tasks.length === 0 && wish.range) {
    const { item, range } = wish;
    for (const unitId of unitIds) {
      numbers.push((await enter(scene, { kind: 'exempt', unitId, days: range, data: { item, reason } })).id);
    }
  }
  return { tasks, rounds, numbers, ...(needsDays && wish.range ? { range: wish.range } : {}) };
}

const comesAgain = (task: Task): boolean => task.schedule.every !== 'once';

async function tasksMeant(scene: ActorScene, item: string, unitIds: readonly string[]): Promise<readonly Task[]> {
  const named = (await tasksNamed(scene, item)).filter((task) => task.targets.some((id) => unitIds.includes(id)));
  const newest = named.find((task) => !comesAgain(task));
  return named.filter((task) => comesAgain(task) || task === newest);
}
