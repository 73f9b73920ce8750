import { type Instant, instantOf } from '../../lib/time';
import type { Scene } from '../scene';
import { monthOf } from './queries';

export interface Burden {
  readonly unitId: string;
  readonly total: number;
  /** How often by item, most general words first come as they were asked. */
  readonly items: readonly { readonly item: string; readonly count: number }[];
}

/** What is asked of the bureau's own people is no burden of an institution. */
const NOT_ASKED: ReadonlySet<string> = new Set(['coverage', 'phase', 'hazard_fix']);

/** How often each institution was asked for something this month, in the register's order: a fact, never a rank. */
export async function burdens(scene: Scene): Promise<readonly Burden[]> {
  const since = instantOf(monthOf(scene.today)[0]);
  const asked = await askedSince(scene, since);
  return scene.register.institutions.map(({ id }) => {
    const items = asked.get(id) ?? new Map<string, number>();
    const counts = [...items].map(([item, count]) => ({ item, count }));
    return { unitId: id, total: counts.reduce((sum, { count }) => sum + count, 0), items: counts };
  });
}

async function askedSince(scene: Scene, since: Instant): Promise<ReadonlyMap<string, Map<string, number>>> {
  const rounds = (await scene.tx.tasks.recentRounds('all', since)).filter(
    ({ opensAt, state }) => opensAt >= since && opensAt <= scene.now && state !== 'cancelled',
  );
  const tasks = new Map((await scene.tx.tasks.activeTasks()).map((task) => [task.id, task]));
  const items = new Map(rounds.map(({ id, taskId }) => [id, tasks.get(taskId)?.item]));
  const asked = new Map<string, Map<string, number>>();
  for (const { roundId, unitId, state } of await scene.tx.tasks.duesOfRounds([...items.keys()])) {
    const item = items.get(roundId);
    if (item === undefined || state === 'exempt' || NOT_ASKED.has(item)) continue;
    const own = asked.get(unitId) ?? new Map<string, number>();
    asked.set(unitId, own.set(item, (own.get(item) ?? 0) + 1));
  }
  return asked;
}
