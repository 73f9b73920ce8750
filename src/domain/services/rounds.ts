import type { Day } from '../../lib/time';
import { addressed } from '../audience';
import { firstRound, nextRound } from '../rounds';
import type { Scene } from '../scene';
import { NOTHING, settled } from '../settlement';
import { planSteps } from '../steps';
import type { Due, Round, Task } from '../task';
import { handedFor } from './handed';

/** Opens the first round of a new task. Undefined when its range has run out. */
export async function openFirst(scene: Scene, task: Task): Promise<Round | undefined> {
  const round = firstRound(task, scene.now, scene.workdays);
  if (round) await open(scene, task, round);
  return round;
}

/** Opens the round after this one; a round that is open already stays as it is. */
export async function openNext(scene: Scene, task: Task, round: Round): Promise<void> {
  const next = nextRound(task, round, scene.workdays);
  if (!next || (await scene.tx.tasks.round(next.id))) return;
  // Who joined the county since owes from this round on.
  const current: Task = { ...task, ...addressed(scene.register, task.audience) };
  await scene.tx.tasks.putTask(current);
  await open(scene, current, next);
}

async function open(scene: Scene, task: Task, round: Round): Promise<void> {
  const { tasks } = scene.tx;
  await tasks.putRound(round);
  await tasks.putDues(await freshDues(scene, task, round));
  const next = nextRound(task, round, scene.workdays);
  const follow = next && {
    id: `${round.id}/next`,
    roundId: round.id,
    taskId: task.id,
    kind: 'open' as const,
    name: 'next',
    at: next.opensAt,
    state: 'planned' as const,
  };
  await tasks.putSteps([...planSteps(task, round, scene.now), ...(follow ? [follow] : [])]);
}

/** One entry for each target; what was handed in before counts, exemptions hold. */
async function freshDues(scene: Scene, task: Task, round: Round): Promise<Due[]> {
  const unitIds = task.targets.filter((id) => scene.register.unit(id)?.active);
  const exempt = await exemptions(scene, task, round.day);
  const handed = await handedFor(scene, { task, round, unitIds });
  return unitIds.map((unitId): Due => {
    const due: Due = {
      id: `${round.id}/${unitId}`,
      roundId: round.id,
      unitId,
      state: 'missing',
      lateMinutes: 0,
      lacks: [],
    };
    const reason = exempt.get(unitId);
    if (reason !== undefined) return { ...due, state: 'exempt', reason };
    return settled(due, handed.get(unitId) ?? NOTHING, { at: scene.now, round, task });
  });
}

/** Units that an admin exempted from this task on this day, with the reason. */
async function exemptions(scene: Scene, task: Task, day: Day): Promise<ReadonlyMap<string, string>> {
  const records = await scene.tx.ledger.find({ kinds: ['exempt'], firstDay: day, lastDay: day });
  const own = records.filter((record) => record.data['taskId'] === task.id || record.data['item'] === task.item);
  return new Map(
    own.map((record) => [record.unitId, typeof record.data['reason'] === 'string' ? record.data['reason'] : '']),
  );
}

/** Counts again what these units have handed in for a round, as of now. */
export async function recount(scene: Scene, round: Round, unitIds: readonly string[]): Promise<readonly Due[]> {
  const task = await scene.tx.tasks.task(round.taskId);
  if (!task) return [];
  const handed = await handedFor(scene, { task, round, unitIds });
  const dues = (await scene.tx.tasks.duesOf(round.id)).filter((due) => unitIds.includes(due.unitId));
  const after = dues.map((due) => settled(due, handed.get(due.unitId) ?? NOTHING, { at: scene.now, round, task }));
  await scene.tx.tasks.putDues(after);
  return after;
}
