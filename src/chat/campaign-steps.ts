import { beginOf, type Campaign, lastDayOf } from '../domain/campaign';
import type { PlannedPhase } from '../domain/playbook';
import type { Scene } from '../domain/scene';
import { progressOf } from '../domain/services/campaign-progress';
import { runningCampaigns } from '../domain/services/campaigns';
import type { Round, Task } from '../domain/task';
import { addDays } from '../lib/time';
import type { View } from '../words/templates';
import { progressView } from './campaign-view';
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
  const progress = progressView(await progressOf(scene, campaign), { say, today: scene.today });
  const phases = progress['phases'] as readonly View[];
  const own = phases.find((each) => each['phase'] === phase.name) ?? {};
  if (phase.end === lastDayOf(plan)) {
    const first = phases.find((each) => each['owed'] !== '') ?? own;
    const hazards = progress['hazards'] as View;
    const { done, owed, missing } = first;
    const days = { start: say.day(started), end: say.day(phase.end) };
    return { template: 'campaign/report', view: { ...progress, ...hazards, done, owed, missing, ...days } };
  }
  const next = plan.phases.find((each) => each.end > phase.end && beginOf(each, started) <= addDays(phase.end, 1));
  const ahead = next
    ? { next: next.name, days: say.span([beginOf(next, started), next.end]), words: next.text ?? '' }
    : false;
  return { template: 'campaign/phase-ended', view: { ...progress, ...own, next: ahead } };
}
