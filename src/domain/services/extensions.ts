import { MINUTE, type Instant } from '../../lib/time';
import { MistakeError } from '../mistakes';
import type { ActorScene } from '../scene';
import type { DayOrStamp } from '../values';
import { dueInstant, type Ordered } from './orders';
import { oneNamed } from './task-choice';
import { moveDeadline } from './tasks';

export interface Extended extends Ordered {
  /** The deadline that it had. */
  readonly before: Instant;
  /** Number of the record, for an undo. */
  readonly number: string;
}

/** Moves the deadline of the current round of a task. */
export async function extend(
  scene: ActorScene,
  wish: { item: string; title?: string | undefined; due?: DayOrStamp | undefined; moreMinutes?: number | undefined },
): Promise<Extended> {
  const { task, round } = await oneNamed(scene, { ...wish, prefer: 'open' });
  const dueAt = wish.due === undefined ? round.dueAt + (wish.moreMinutes ?? 0) * MINUTE : dueInstant(wish.due);
  if (dueAt <= scene.now) throw new MistakeError({ code: 'due_in_past', details: { dueAt } });
  if (dueAt === round.dueAt)
    throw new MistakeError({ code: 'wrong_state', typed: task.title, details: { same: true } });
  const moved = await moveDeadline(scene, task, { round, dueAt, dateOnly: wish.due?.length === 10 });
  await dropDrafts(scene, round.id);
  const dues = await scene.tx.tasks.duesOf(moved.round.id);
  const after = (await scene.tx.tasks.task(task.id)) ?? task;
  return { task: after, dues, before: round.dueAt, ...moved };
}

/** What was drafted for the old deadline may not be published after it moved. */
async function dropDrafts(scene: ActorScene, roundId: string): Promise<void> {
  for (const bulletin of await scene.tx.bulletins.ofRound(roundId)) {
    if (bulletin.state === 'draft') await scene.tx.bulletins.put({ ...bulletin, state: 'withdrawn' });
  }
}
