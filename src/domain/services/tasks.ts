import { dayOf, type Day, type Instant } from '../../lib/time';
import { addressed } from '../audience';
import { MistakeError } from '../mistakes';
import type { LedgerRecord } from '../ledger';
import { actorId, type ActorScene, type Scene } from '../scene';
import { planSteps } from '../steps';
import type { Audience, Round, Rung, Schedule, Task } from '../task';
import { type Contact, type DayRange, type Mark, MARKS } from '../values';
import { enter } from './ledger';
import { openFirst, recount } from './rounds';

export interface NewTask {
  readonly item: string;
  readonly title: string;
  readonly audience: Audience;
  readonly schedule: Schedule;
  readonly requires: readonly Mark[];
  readonly covers?: DayRange;
  readonly subject?: string;
  readonly campaignId?: string;
  readonly escalation?: readonly Rung[];
  readonly text?: string;
  readonly contact?: Contact;
  /** Intent that made it: `deadline` or `broadcast`. */
  readonly kind: string;
}

/** Creates a task with its first round. Its number is also the number of the record, so that `撤销` finds it. */
export async function createTask(scene: ActorScene, entry: NewTask): Promise<{ task: Task; round: Round }> {
  const { kind, ...rest } = entry;
  const id = await scene.tx.ledger.nextNumber('TZ');
  const contact = scene.actor.person && scene.register.postsOf(scene.actor.person)[0];
  const task: Task = {
    ...rest,
    ...addressed(scene.register, entry.audience),
    id,
    requires: MARKS.filter((mark) => entry.requires.includes(mark)),
    graceMinutes: 0,
    ...(contact ? { contactPostId: contact.id } : {}),
    contactPersonId: actorId(scene.actor),
    createdBy: actorId(scene.actor),
    createdAt: scene.now,
    state: 'active',
  };
  await scene.tx.tasks.putTask(task);
  const round = await openFirst(scene, task);
  if (!round) throw new MistakeError({ code: 'due_in_past' });
  const unitId = scene.actor.unitId ?? scene.register.bureau?.id ?? '';
  await enter(scene, { id, kind, unitId, days: [scene.today, scene.today], data: { taskId: id } });
  return { task, round };
}

/** Active tasks that a word names, newest first: by item, title or number. `all` is every task. */
export async function tasksNamed(scene: Scene, item: string, title?: string): Promise<readonly Task[]> {
  const active = [...(await scene.tx.tasks.activeTasks())].reverse();
  // Deadlines of findings and phases have lists and reports of their own.
  if (item === 'all') return active.filter((task) => task.ladder === undefined);
  const exact = active.filter((task) => task.id === item || task.title === (title ?? item));
  return exact.length > 0 ? exact : active.filter((task) => task.item === item);
}

/** The round that people mean now: the open one with the nearest deadline, else the newest. */
export async function currentRound(scene: Scene, task: Task): Promise<Round | undefined> {
  const rounds = (await scene.tx.tasks.roundsOf(task.id, 40)).filter((round) => round.state !== 'cancelled');
  const open = rounds.filter((round) => round.state === 'open' && round.opensAt <= scene.now);
  return open.sort((a, b) => a.dueAt - b.dueAt)[0] ?? rounds.filter((r) => r.opensAt <= scene.now)[0] ?? rounds[0];
}

/** Moves the deadline of a round. What was sent stays sent; the steps still ahead are planned again. */
export async function moveDeadline(
  scene: ActorScene,
  task: Task,
  change: { round: Round; dueAt: Instant; dateOnly: boolean },
): Promise<{ round: Round; number: string }> {
  const schedule: Schedule =
    task.schedule.every === 'once' ? { every: 'once', dueAt: change.dueAt, dateOnly: change.dateOnly } : task.schedule;
  const moved = await setDeadline(scene, { ...task, schedule }, change);
  const unitId = scene.actor.unitId ?? scene.register.bureau?.id ?? '';
  const data = { taskId: task.id, roundId: moved.id, from: change.round.dueAt, to: moved.dueAt };
  const { id } = await enter(scene, { kind: 'extend', unitId, days: [scene.today, dayOf(moved.dueAt)], data });
  return { round: moved, number: id };
}

/** Puts a task and the new deadline of its round; a closed round is open again when the time is ahead. */
export async function setDeadline(
  scene: Scene,
  task: Task,
  { round, dueAt }: { round: Round; dueAt: Instant },
): Promise<Round> {
  const moved: Round = { ...round, dueAt, state: dueAt > scene.now ? 'open' : round.state };
  await scene.tx.tasks.putRound(moved);
  await scene.tx.tasks.putTask(task);
  await replan(scene, task, moved);
  await recount(scene, moved, task.targets);
  return moved;
}

async function replan(scene: Scene, task: Task, round: Round): Promise<void> {
  const before = await scene.tx.tasks.stepsOf(round.id);
  const ahead = planSteps(task, round, scene.now);
  const dropped = before.filter(
    (step) => step.kind !== 'open' && step.state === 'planned' && !ahead.some((s) => s.id === step.id),
  );
  await scene.tx.tasks.putSteps([...ahead, ...dropped.map((step) => ({ ...step, state: 'skipped' as const }))]);
}

/** Takes a deadline move back. */
export async function restoreDeadline(scene: Scene, data: Readonly<Record<string, unknown>>): Promise<void> {
  const task = await scene.tx.tasks.task(String(data['taskId']));
  const round = await scene.tx.tasks.round(String(data['roundId']));
  if (!task || !round) return;
  const back: Round = { ...round, dueAt: Number(data['from']) };
  const schedule: Schedule = task.schedule.every === 'once' ? { ...task.schedule, dueAt: back.dueAt } : task.schedule;
  await scene.tx.tasks.putRound(back);
  await scene.tx.tasks.putTask({ ...task, schedule });
  await replan(scene, { ...task, schedule }, back);
  await recount(scene, back, task.targets);
}

/** Ends a task: nothing of it will be asked for again. */
export async function cancelTask(scene: Scene, task: Task): Promise<void> {
  await scene.tx.tasks.putTask({ ...task, state: 'cancelled' });
  for (const round of await scene.tx.tasks.roundsOf(task.id, 400)) {
    if (round.state === 'open') await scene.tx.tasks.putRound({ ...round, state: 'cancelled' });
    const planned = (await scene.tx.tasks.stepsOf(round.id)).filter((step) => step.state === 'planned');
    await scene.tx.tasks.putSteps(planned.map((step) => ({ ...step, state: 'skipped' as const })));
  }
}

/** A range typed for an exemption, or from today on for good. */
const FOR_GOOD: Day = '9999-12-31';

/** Exempts units from a task, for a range of days or for good. Gives the rounds whose facts changed. */
export async function exempt(
  scene: ActorScene,
  task: Task,
  { unitIds, range, reason }: { unitIds: readonly string[]; range?: DayRange; reason: string },
): Promise<{ rounds: readonly Round[]; numbers: readonly string[] }> {
  const current = await currentRound(scene, task);
  const from = current && current.day < scene.today ? current.day : scene.today;
  const days: DayRange = range ?? [
    from,
    task.schedule.every === 'once' && current ? maxDay(current.day, from) : FOR_GOOD,
  ];
  const numbers: string[] = [];
  for (const unitId of unitIds) {
    const record = await enter(scene, { kind: 'exempt', unitId, days, data: { taskId: task.id, reason } });
    numbers.push(record.id);
  }
  const rounds = (await scene.tx.tasks.roundsOf(task.id, 60)).filter(
    (r) => r.day >= days[0] && r.day <= days[1] && r.state !== 'cancelled',
  );
  for (const round of rounds) {
    const dues = (await scene.tx.tasks.duesOf(round.id)).filter((due) => unitIds.includes(due.unitId));
    await scene.tx.tasks.putDues(
      dues.map((due) => ({ ...due, state: 'exempt' as const, reason, lacks: [], lateMinutes: 0 })),
    );
  }
  return { rounds, numbers };
}

const maxDay = (a: Day, b: Day): Day => (a > b ? a : b);

/** Takes an exemption back: the unit owes again. Gives the rounds whose facts changed. */
export async function liftExemption(scene: Scene, record: LedgerRecord): Promise<readonly Round[]> {
  const { taskId, item } = record.data;
  const tasks = (await scene.tx.tasks.activeTasks()).filter(
    (task) => task.id === taskId || (taskId === undefined && task.item === item),
  );
  const lifted: Round[] = [];
  for (const round of (await Promise.all(tasks.map((task) => scene.tx.tasks.roundsOf(task.id, 60)))).flat()) {
    const due = await scene.tx.tasks.due(`${round.id}/${record.unitId}`);
    if (due?.state !== 'exempt' || round.day < record.firstDay || round.day > record.lastDay) continue;
    const { reason: _, ...rest } = due;
    await scene.tx.tasks.putDue({ ...rest, state: rest.settledAt === undefined ? 'missing' : 'reported' });
    await recount(scene, round, [record.unitId]);
    lifted.push(round);
  }
  return lifted;
}
