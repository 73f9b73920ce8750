import { leaderFor } from '../domain/areas';
import type { Hazard } from '../domain/hazard';
import { hazardNumbered } from '../domain/services/hazards';
import type { Scene } from '../domain/scene';
import type { Step, Task } from '../domain/task';
import { HOUR } from '../lib/time';
import type { Push } from './command';
import { hazardView, toUnit } from './hazard-view';
import type { Say } from './say';

/** A reminder that the process slept through is of no use after this long: the next morning has its own. */
const GRACE = 6 * HOUR;
/** Steps that one message may gather. */
const AT_ONCE = 500;

/** Is this a step of a finding's deadline? */
export const isHazardStep = (task: Task): boolean => task.item === 'hazard_fix';

/**
 * Deadlines of findings fall on the same moments of the day: the first step that comes takes the others with it, so
 * that each group gets one message.
 */
export async function hazardPushes(scene: Scene, say: Say, step: Step): Promise<Push[]> {
  const hazards: Hazard[] = [];
  for (const each of [step, ...(await together(scene, step))]) {
    const task = await scene.tx.tasks.task(each.taskId);
    const round = await scene.tx.tasks.round(each.roundId);
    if (!task || !round || task.state !== 'active' || task.subject === undefined) continue;
    if (step.kind === 'close') await scene.tx.tasks.putRound({ ...round, state: 'closed' });
    const hazard = await hazardNumbered(scene, task.subject);
    if (hazard.done === undefined && (step.kind === 'close' || scene.now - each.at <= GRACE)) hazards.push(hazard);
  }
  if (hazards.length === 0) return [];
  return step.kind === 'close' ? overdue(scene, say, hazards) : reminders(scene, say, { hazards, step });
}

/** The other steps of the same kind that are due now, claimed. */
async function together({ tx, now }: Scene, step: Step): Promise<readonly Step[]> {
  const claimed: Step[] = [];
  for (const other of await tx.tasks.stepsDue(now, AT_ONCE)) {
    if (other.kind !== step.kind || other.id === step.id) continue;
    const task = await tx.tasks.task(other.taskId);
    if (!task || !isHazardStep(task)) continue;
    if (await tx.tasks.claimStep(other.id, 'done')) claimed.push(other);
  }
  return claimed;
}

function reminders(scene: Scene, say: Say, { hazards, step }: { hazards: readonly Hazard[]; step: Step }): Push[] {
  const places = new Map<string, { to: Pick<Push, 'to' | 'mentions'>; hazards: Hazard[] }>();
  for (const hazard of ordered(scene, hazards)) {
    for (const to of toUnit(scene, hazard.unitId)) {
      const key = 'groupId' in to.to ? to.to.groupId : to.to.person.id;
      const place = places.get(key) ?? { to: { to: to.to, mentions: [] }, hazards: [] };
      const mentions = [...new Set([...(place.to.mentions ?? []), ...(to.mentions ?? [])])];
      places.set(key, { to: { to: to.to, mentions }, hazards: [...place.hazards, hazard] });
    }
  }
  return [...places.values()].map((place) => ({
    ...place.to,
    template: 'hazard/remind',
    view: { each: place.hazards.map((hazard) => hazardView(hazard, { say, now: scene.now })) },
    dueAt: step.at,
  }));
}

/** The bureau learns of all that are overdue, each 包联领导 of those in the own area. */
function overdue(scene: Scene, say: Say, hazards: readonly Hazard[]): Push[] {
  const { register, now } = scene;
  const view = (some: readonly Hazard[]) => ({
    each: ordered(scene, some).map((each) => hazardView(each, { say, now })),
  });
  const leaders = [...new Set(hazards.map(({ unitId }) => leaderFor(register, unitId)))];
  const bureau = register.bureauGroup;
  return [
    ...(bureau ? [{ to: { groupId: bureau.id }, template: 'hazard/overdue', view: view(hazards) }] : []),
    ...leaders.flatMap((person) =>
      person
        ? [
            {
              to: { person },
              template: 'hazard/overdue',
              view: view(hazards.filter(({ unitId }) => leaderFor(register, unitId) === person)),
            },
          ]
        : [],
    ),
  ];
}

const ordered = ({ register }: Scene, hazards: readonly Hazard[]): readonly Hazard[] =>
  [...hazards].sort((a, b) => (register.unit(a.unitId)?.order ?? 0) - (register.unit(b.unitId)?.order ?? 0));
