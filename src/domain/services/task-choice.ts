import { MistakeError } from '../mistakes';
import type { Scene } from '../scene';
import type { Round, Task } from '../task';
import { currentRound, tasksNamed } from './tasks';

/** A task with the round that people mean now. */
export interface Current {
  readonly task: Task;
  readonly round: Round;
}

/** Tasks that a word names, with their current rounds. Throws when there are none. */
export async function currentNamed(scene: Scene, item: string, title?: string): Promise<readonly Current[]> {
  const found: Current[] = [];
  for (const task of await tasksNamed(scene, item, title)) {
    const round = await currentRound(scene, task);
    if (round) found.push({ task, round });
  }
  if (found.length > 0) return found;
  const titles = (await tasksNamed(scene, 'all')).map((task) => task.title).reverse();
  throw new MistakeError({
    code: 'ambiguous_target',
    details: { noTask: true, titles: [...new Set(titles)], item: title ?? item },
  });
}

/** Has its asking begun? What is asked for later is neither urged nor missing. */
export const hasBegun = ({ now }: Scene, { round }: Current): boolean => round.opensAt <= now;

/**
 * The one task that a word means: of several those whose round is in the wanted state, then the newest when all have
 * the same title. With different titles it asks.
 */
export async function oneNamed(
  scene: Scene,
  { item, title, prefer }: { item: string; title?: string | undefined; prefer: Round['state'] },
): Promise<Current> {
  const all = await currentNamed(scene, item, title);
  const wanted = all.filter(({ round }) => round.state === prefer);
  const fitting = wanted.length > 0 ? wanted : all;
  const titles = [...new Set(fitting.map(({ task }) => task.title))];
  const [first] = fitting;
  if (first && titles.length === 1) return first;
  throw new MistakeError({ code: 'ambiguous_target', details: { titles }, choices: titles });
}
