import { MistakeError } from '../mistakes';
import type { ActorScene } from '../scene';
import type { Round, Task } from '../task';
import type { DayRange } from '../values';
import { enter } from './ledger';
import { exempt, targetsOf, tasksNamed } from './tasks';

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
  readonly range: DayRange;
  readonly reason?: string | undefined;
}

/** Exempts units from every active task that a word means; where there is none yet, from those that will be made. */
export async function exemptNamed(
  scene: ActorScene,
  wish: ExemptionWish,
  groupId: string | undefined,
): Promise<Exempted> {
  const unitIds = targetsOf(scene.register, wish.targets, groupId);
  if (unitIds.length === 0) throw new MistakeError({ code: 'unknown_institution', details: { nobody: true } });
  const reason = wish.reason ?? '';
  const tasks = (await tasksNamed(scene, wish.item)).filter((task) => task.targets.some((id) => unitIds.includes(id)));
  const rounds: Round[] = [];
  const numbers: string[] = [];
  for (const task of tasks) {
    // A task that comes once has one round: the days typed are those of the report, not of its deadline.
    const range = task.schedule.every === 'once' ? {} : { range: wish.range };
    const owing = unitIds.filter((id) => task.targets.includes(id));
    const done = await exempt(scene, task, { unitIds: owing, reason, ...range });
    rounds.push(...done.rounds);
    numbers.push(...done.numbers);
  }
  if (tasks.length === 0) numbers.push(...(await exemptAhead(scene, wish, { unitIds, reason })));
  return {
    tasks,
    rounds,
    numbers,
    ...(tasks.every((task) => task.schedule.every !== 'once') ? { range: wish.range } : {}),
  };
}

async function exemptAhead(
  scene: ActorScene,
  { item, range }: ExemptionWish,
  { unitIds, reason }: { unitIds: readonly string[]; reason: string },
): Promise<string[]> {
  const numbers: string[] = [];
  for (const unitId of unitIds) {
    const record = await enter(scene, { kind: 'exempt', unitId, days: range, data: { item, reason } });
    numbers.push(record.id);
  }
  return numbers;
}
