import { MistakeError } from '../mistakes';
import { actorId, type ActorScene } from '../scene';
import type { Round } from '../task';
import type { DayRange } from '../values';
import { type Draft, draft } from './bulletins';
import { type Current, oneNamed } from './task-choice';

export type Shaming =
  | { readonly outcome: 'drafted'; readonly draft: Draft }
  /** It was published, and no fact has changed since. */
  | { readonly outcome: 'unchanged'; readonly published: Draft };

/** Rounds that are looked through for a day that was typed. */
const ROUNDS_BACK = 100;

/** Drafts the 通报 of a task for its current round, or for the last round in the days that were typed. */
export async function draftNamed(
  scene: ActorScene,
  { item, range }: { item: string; range?: DayRange | undefined },
): Promise<Shaming> {
  const current = await oneNamed(scene, { item, prefer: 'closed' });
  const round = range ? await lastIn(scene, current, range) : current.round;
  if (round.dueAt > scene.now)
    throw new MistakeError({ code: 'deadline_not_reached', details: { dueAt: round.dueAt } });
  const made = await draft(scene, round, actorId(scene.actor));
  if (made) return { outcome: 'drafted', draft: made };
  const bulletin = (await scene.tx.bulletins.ofRound(round.id)).filter((each) => each.state === 'published').at(-1);
  if (!bulletin) throw new MistakeError({ code: 'stale', details: { nothing: true } });
  return { outcome: 'unchanged', published: { bulletin, round, task: current.task } };
}

async function lastIn(scene: ActorScene, { task, round }: Current, [first, last]: DayRange): Promise<Round> {
  if (task.schedule.every === 'once') return round;
  const rounds = (await scene.tx.tasks.roundsOf(task.id, ROUNDS_BACK)).filter((each) => each.state !== 'cancelled');
  const inside = rounds.filter((each) => each.day >= first && each.day <= last);
  const past = inside.find((each) => each.dueAt <= scene.now) ?? inside[0];
  if (!past) throw new MistakeError({ code: 'ambiguous_target', details: { noRound: true, first, last } });
  return past;
}
