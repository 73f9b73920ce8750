import { beginOf, type Campaign, lastDayOf } from '../domain/campaign';
import type { PlannedPhase } from '../domain/playbook';
import type { Scene } from '../domain/scene';
import { type Progress, progressOf } from '../domain/services/campaign-progress';
import { runningCampaigns } from '../domain/services/campaigns';
import type { Round, Task } from '../domain/task';
import { addDays, dayOf } from '../lib/time';
import type { View } from '../words/templates';
import { figuresView, progressView } from './campaign-view';
import type { Push } from './command';
import type { Say } from './say';

export const isPhase = (task: Task): boolean => task.item === 'phase';

/** The end of a phase: how it stands, for the bureau and the 包联 leaders. The last one ends with the whole report. */
export async function phaseEnded(
  scene: Scene,
  say: Say,
  { task, round }: { task: Task; round: Round },
): Promise<Push[]> {
  await scene.tx.tasks.putRound({ ...round, state: 'closed' });
  const campaign = (await runningCampaigns(scene)).find(({ id }) => id === task.campaignId);
  const phase = campaign?.plan.phases.find(({ id }) => id === task.subject);
  if (!campaign || !phase) return [];
  const said = await phaseView(scene, say, { campaign, phase });
  const { register } = scene;
  const bureau = register.bureauGroup;
  const leaders = register.teams.flatMap(({ leaderId }) => register.person(leaderId) ?? []);
  const places: Push['to'][] = [
    ...(bureau ? [{ groupId: bureau.id }] : []),
    ...[...new Set(leaders)].map((person) => ({ person })),
  ];
  return places.map((to) => ({ to, ...said }));
}

async function phaseView(
  scene: Scene,
  say: Say,
  { campaign, phase }: { campaign: Campaign; phase: PlannedPhase },
): Promise<{ template: string; view: View }> {
  const { plan, started } = campaign;
  const figures = await progressOf(scene, campaign);
  const progress = progressView(figures, { say, today: scene.today });
  const phases = progress['phases'] as readonly View[];
  const own = phases.find((each) => each['phase'] === phase.name) ?? {
    ...{ phase: phase.name, owed: '', done: 0, missing: '' },
  };
  if (phase.end === lastDayOf(plan)) {
    const first = phases.find((each) => each['owed'] !== '') ?? own;
    const { done, owed, missing } = first;
    const days = { start: say.day(started), end: say.day(phase.end) };
    return { template: 'campaign/report', view: { ...progress, ...figuresView(figures.hazards), done, owed, missing, ...days } };
  }
  const next = plan.phases.find((each) => each.end > phase.end && beginOf(each, started) <= addDays(phase.end, 1));
  const ahead = next
    ? { next: next.name, days: say.span([beginOf(next, started), next.end]), words: next.text ?? '' }
    : false;
  return { template: 'campaign/phase-ended', view: { ...progress, ...own, end: say.day(phase.end), ended: endedIn(figures, phase, say), next: ahead } };
}

/** More names than this would bury the figures. */
const NAMES_UP_TO = 8;

/** What was due once while the phase ran: who answered the notice, who handed in. A shared day belongs to the first. */
const endedIn = ({ campaign: { plan, started }, tasks }: Progress, phase: PlannedPhase, say: Say): readonly View[] =>
  tasks
    .filter(({ task, round }) => {
      const day = dayOf(round.dueAt);
      const first = plan.phases.find((each) => beginOf(each, started) <= day && day <= each.end);
      return task.schedule.every === 'once' && first === phase;
    })
    .map(({ task, tally, missing }) => ({
      task: task.title,
      ...tally,
      names: missing.length > NAMES_UP_TO ? '' : say.units(missing),
    }));
