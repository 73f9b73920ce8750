import type { Tx } from '../domain/ports';
import type { Group, Person, Unit } from '../domain/register';
import type { Register } from '../domain/register-index';
import type { Scene } from '../domain/scene';
import { draft, outageNear } from '../domain/services/bulletins';
import { openNext } from '../domain/services/rounds';
import { stillOwes } from '../domain/settlement';
import { closesAt } from '../domain/steps';
import type { Due, Round, Step, Task } from '../domain/task';
import type { KeepWorkbook } from '../domain/workbook';
import { dayOf, type Instant, MINUTE } from '../lib/time';
import type { Names } from '../words/names';
import type { Templates } from '../words/templates';
import { draftPush } from './bureau-questions';
import type { Push } from './command';
import { isPhase, phaseEnded } from './campaign-steps';
import { coveragePushes, isCoverage } from './coverage-steps';
import { escalationPushes } from './escalation-steps';
import { hazardPushes, isHazardStep } from './hazard-steps';
import { enqueue } from './outgoing';
import { reminderView } from './reminder-view';
import { reportChoices } from './report-choices';
import { joined, remindersOfNow } from './reminders-together';
import { Say } from './say';

export interface StepParts {
  readonly templates: Templates;
  readonly names: Names;
  readonly workdays: Scene['workdays'];
  readonly playbook: Scene['playbook'];
  readonly keepFile: KeepWorkbook;
}

export interface StepScene {
  readonly tx: Tx;
  readonly register: Register;
  readonly now: Instant;
}

/** A reminder later than this is of no use any more; a missed one is made up within it. */
const GRACE = 60 * MINUTE;
/** Ticks come every minute: up to two minutes late is not worth a word. */
const PUNCTUAL = 2 * MINUTE;

/** Does what a step is for. The step is claimed already, in the same transaction. */
export async function perform(parts: StepParts, { tx, register, now }: StepScene, step: Step): Promise<void> {
  const scene: Scene = {
    tx,
    register,
    now,
    today: dayOf(now),
    workdays: parts.workdays,
    playbook: parts.playbook,
    messageKey: `step:${step.id}`,
  };
  const reminding = await remindingOf(scene, step);
  if (!reminding) return;
  const { task, round } = reminding;
  const say = new Say(parts.names, register, scene.today);
  if (step.kind === 'open') return openNext(scene, task, round);
  const pushes = [...(await pushesOf(scene, say, reminding))];
  for (const other of await remindersOfNow(scene, step)) {
    const others = await remindingOf(scene, other);
    if (others) pushes.push(...(await pushesOf(scene, say, others)));
  }
  const { templates, keepFile } = parts;
  await enqueue({ tx, register, templates, now, keepFile }, step.kind === 'close' ? pushes : joined(templates, pushes));
}

async function remindingOf({ tx }: Scene, step: Step): Promise<Reminding | undefined> {
  const task = await tx.tasks.task(step.taskId);
  const round = await tx.tasks.round(step.roundId);
  return task && round && task.state === 'active' && round.state !== 'cancelled' ? { task, round, step } : undefined;
}

/** Each kind of matter speaks in its own way. */
async function pushesOf(scene: Scene, say: Say, reminding: Reminding): Promise<Push[]> {
  const { task, step } = reminding;
  if (isCoverage(task)) return coveragePushes(scene, say, reminding);
  if (isHazardStep(task)) return hazardPushes(scene, say, step);
  if (step.kind === 'escalate') return escalationPushes(scene, say, reminding);
  return step.kind === 'close' ? close(scene, say, reminding) : remind(scene, say, reminding);
}

interface Reminding {
  readonly task: Task;
  readonly round: Round;
  readonly step: Step;
}

/** One message per group, naming those who still owe; nothing when nobody does or when it is too late to help. */
async function remind(scene: Scene, say: Say, { task, round, step }: Reminding): Promise<Push[]> {
  const late = scene.now - step.at;
  if (late > GRACE || scene.now >= round.dueAt || (await overtaken(scene, step))) {
    await scene.tx.tasks.putStep({ ...step, state: 'skipped' });
    return [];
  }
  const owing = (await scene.tx.tasks.duesOf(round.id)).filter(stillOwes);
  return remindersFor(scene, { task, round, owing }).map(({ to, dues, mentions }) => ({
    to,
    template: 'task/remind',
    view: reminderView(
      { task, round, dues, step: step.name, madeUpMinutes: late > PUNCTUAL ? Math.round(late / MINUTE) : 0 },
      say,
    ),
    choices: reportChoices(task, round),
    mentions,
    dueAt: step.at,
  }));
}

/** After a downtime only the newest of several missed reminders speaks. */
async function overtaken(scene: Scene, step: Step): Promise<boolean> {
  const others = await scene.tx.tasks.stepsOf(step.roundId);
  return others.some((other) => other.kind === 'remind' && other.at > step.at && other.at <= scene.now);
}

export interface GroupReminder {
  readonly to: Push['to'];
  readonly dues: readonly Due[];
  readonly mentions: readonly Person[];
}

/** Sorts those who owe into the groups where they are reminded; a unit in none of them is reached through its head. */
export function remindersFor(
  scene: Scene,
  { task, owing }: { task: Task; round: Round; owing: readonly Due[] },
): readonly GroupReminder[] {
  const { register } = scene;
  const order = new Map(register.units.map((unit) => [unit.id, unit.order]));
  const byPlace = new Map<string, { to: Push['to']; dues: Due[] }>();
  for (const due of [...owing].sort((a, b) => (order.get(a.unitId) ?? 0) - (order.get(b.unitId) ?? 0))) {
    const to = placeFor(register, task, due.unitId);
    if (!to) continue;
    const key = 'groupId' in to ? to.groupId : `person:${to.person.id}`;
    const place = byPlace.get(key) ?? { to, dues: [] };
    place.dues.push(due);
    byPlace.set(key, place);
  }
  return [...byPlace.values()].map(({ to, dues }) => ({
    to,
    dues,
    mentions: dues.flatMap((due) => reporterOf(register, due.unitId) ?? []),
  }));
}

function placeFor(register: Register, task: Task, unitId: Unit['id']): Push['to'] | undefined {
  const groups: readonly Group[] = register.groupsOf(unitId);
  const group = groups.find((each) => task.groupIds.includes(each.id)) ?? groups[0];
  if (group) return { groupId: group.id };
  const people = [register.headOf(unitId), ...register.peopleOf(unitId)];
  const person = people.find((each) => each?.userid !== undefined);
  return person ? { person } : undefined;
}

/** Who is @-ed for a unit: its head where there is one, else whoever is on the register. */
const reporterOf = (register: Register, unitId: string): Person | undefined =>
  register.headOf(unitId) ??
  register.peopleOf(unitId).find((person) => person.userid !== undefined || person.mobile !== undefined);

/** The round is over: a draft of the 通报 for the bureau; nothing to the institutions. */
async function close(scene: Scene, say: Say, { task, round }: Omit<Reminding, 'step'>): Promise<Push[]> {
  if (isPhase(task)) return phaseEnded(scene, say, { task, round });
  await scene.tx.tasks.putRound({ ...round, state: 'closed' });
  const made = await draft(scene, round);
  if (!made) return [];
  const outage = await outageNear(scene, round.dueAt);
  const dueAt = closesAt(round.dueAt, task.graceMinutes);
  return draftPush(made, { ...scene, say }, outage).map((push) => ({ ...push, dueAt }));
}
