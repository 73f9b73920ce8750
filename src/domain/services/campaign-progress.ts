import type { Day } from '../../lib/time';
import { addressed } from '../audience';
import { beginOf, type Campaign, lastDayOf } from '../campaign';
import type { PlannedPhase } from '../playbook';
import type { Scene } from '../scene';
import { isComplete } from '../settlement';
import type { Due, Round, Task } from '../task';
import { type Hazard, isSupervised } from '../hazard';
import { tasksOf } from './campaigns';
import { hazardsOf } from './hazards';
import { type Tally, tally } from './queries';
import { currentRound } from './tasks';

/** 三率 and what B.3 asks for, of the findings made while a campaign ran. */
export interface HazardFigures {
  readonly found: number;
  /** 已列: with somebody who answers for it, and a deadline (清单 · 台账 · 落实到人). */
  readonly listed: number;
  readonly major: number;
  readonly closed: number;
  readonly majorClosed: number;
  readonly supervised: number;
  /** Put right, not accepted yet. */
  readonly waiting: number;
  /** In yuan. */
  readonly funds: number;
}

export interface Progress {
  readonly campaign: Campaign;
  readonly phases: readonly PhaseProgress[];
  readonly tasks: readonly TaskProgress[];
  readonly hazards: HazardFigures;
  readonly visited: Visited;
}

/** Units that were gone through by anybody, also unannounced: for the bureau and its leaders only. */
export interface Visited {
  readonly owed: number;
  readonly done: number;
  readonly missing: readonly string[];
}

async function visitedIn(scene: Scene, { plan, started }: Campaign): Promise<Visited> {
  const { targets } = addressed(scene.register, { words: plan.targets });
  const kinds = ['inspect', 'checklist', 'selfcheck'];
  const records = await scene.tx.ledger.find({ kinds, unitIds: targets, firstDay: started, lastDay: scene.today });
  const visited = new Set(records.map(({ unitId }) => unitId));
  const missing = targets.filter((id) => !visited.has(id));
  return { owed: targets.length, done: targets.length - missing.length, missing };
}

export interface TaskProgress {
  readonly task: Task;
  readonly round: Round;
  readonly tally: Tally;
  /** Units that owe it still, in the register's order. */
  readonly missing: readonly string[];
  /** Rounds that are over, of a task that comes again. */
  readonly over: readonly { readonly day: Day; readonly tally: Tally }[];
}

/** Rounds of a daily task in the longest campaign: more than a year. */
const ROUNDS_UP_TO = 400;

async function roundsOver(scene: Scene, task: Task): Promise<TaskProgress['over']> {
  if (task.schedule.every === 'once') return [];
  const rounds = (await scene.tx.tasks.roundsOf(task.id, ROUNDS_UP_TO)).filter(
    ({ dueAt, state }) => dueAt < scene.now && state !== 'cancelled',
  );
  const dues = await scene.tx.tasks.duesOfRounds(rounds.map(({ id }) => id));
  return rounds.map(({ id, day }) => ({ day, tally: tally(dues.filter(({ roundId }) => roundId === id)) }));
}

export interface PhaseProgress {
  readonly phase: PlannedPhase;
  readonly open: boolean;
  readonly tally: Tally;
  /** Units that owe their record still, in the register's order. */
  readonly missing: readonly string[];
}

/** How a campaign stands now. */
export async function progressOf(scene: Scene, campaign: Campaign): Promise<Progress> {
  const own = await tasksOf(scene, campaign.id);
  const phases: PhaseProgress[] = [];
  for (const phase of campaign.plan.phases) phases.push(await phaseProgress(scene, campaign, phase));
  const tasks = [];
  for (const task of own.filter(({ ladder }) => ladder === undefined)) {
    const round = await currentRound(scene, task);
    if (!round) continue;
    const dues = await scene.tx.tasks.duesOf(round.id);
    tasks.push({
      task,
      round,
      tally: tally(dues),
      missing: stillMissing(scene, dues),
      over: await roundsOver(scene, task),
    });
  }
  const hazards = await figuresOf(scene, campaign);
  return { campaign, phases, tasks, hazards, visited: await visitedIn(scene, campaign) };
}

async function phaseProgress(scene: Scene, campaign: Campaign, phase: PlannedPhase): Promise<PhaseProgress> {
  const [round] = await scene.tx.tasks.roundsOf(`${campaign.id}.${phase.id}`, 1);
  const dues = round ? await scene.tx.tasks.duesOf(round.id) : [];
  return {
    phase,
    open: phase.end >= scene.today && beginOf(phase, campaign.started) <= scene.today,
    tally: tally(dues),
    missing: stillMissing(scene, dues),
  };
}

const stillMissing = (scene: Scene, dues: readonly Due[]): readonly string[] =>
  inOrder(
    scene,
    dues.filter((due) => due.state !== 'exempt' && !isComplete(due)),
  );

const inOrder = ({ register }: Scene, dues: readonly Due[]): readonly string[] =>
  dues.map(({ unitId }) => unitId).sort((a, b) => (register.unit(a)?.order ?? 0) - (register.unit(b)?.order ?? 0));

/** Findings of a campaign that were closed and not looked at again since. */
export async function toRecheck(scene: Scene, { started }: Campaign): Promise<readonly Hazard[]> {
  return (await hazardsOf(scene)).filter(
    ({ found, state, closedOn, recheckedOn }) =>
      found >= started && state === 'closed' && (recheckedOn === undefined || recheckedOn < (closedOn ?? '')),
  );
}

/** Findings since the campaign was started. */
async function figuresOf(scene: Scene, { plan, started }: Campaign): Promise<HazardFigures> {
  const last = lastDayOf(plan);
  const found = (await hazardsOf(scene)).filter((hazard) => hazard.found >= started && hazard.found <= last);
  const count = (some: readonly unknown[]): number => some.length;
  const closed = found.filter(({ state }) => state === 'closed' || state === 'accepted');
  const isMajor = ({ level }: { readonly level?: string }): boolean => level === 'major';
  return {
    found: count(found),
    listed: count(found.filter(({ owner, due }) => owner !== undefined && owner.length > 0 && due !== undefined)),
    major: count(found.filter(isMajor)),
    closed: count(closed),
    majorClosed: count(closed.filter(isMajor)),
    supervised: count(found.filter(isSupervised)),
    waiting: count(found.filter((hazard) => hazard.done !== undefined && !closed.includes(hazard))),
    funds: found.reduce((sum, { funds = 0 }) => sum + funds, 0),
  };
}
