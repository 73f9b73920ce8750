import { beginOf, type Campaign, lastDayOf } from '../domain/campaign';
import type { PlannedPhase } from '../domain/playbook';
import type { Scene } from '../domain/scene';
import { type Progress, progressOf, toRecheck } from '../domain/services/campaign-progress';
import { runningCampaigns } from '../domain/services/campaigns';
import type { Round, Task } from '../domain/task';
import { addDays, type Day, dayOf } from '../lib/time';
import type { View } from '../words/templates';
import { reportView } from './campaign-report';
import { progressView, totalOf } from './campaign-view';
import type { Push } from './command';
import { campaignBook } from './export/campaign-book';
import { hazardView } from './hazard-view';
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
): Promise<Pick<Push, 'template' | 'view' | 'file'>> {
  const { plan } = campaign;
  const figures = await progressOf(scene, campaign);
  const progress = progressView(figures, { say, today: scene.today });
  const phases = progress['phases'] as readonly View[];
  const own = phases.find((each) => each['phase'] === phase.name) ?? {
    phase: phase.name,
    owed: '',
    done: 0,
    missing: '',
  };
  if (phase.end === lastDayOf(plan)) {
    const view = await reportView(scene, say, { progress: figures, until: phase.end });
    return { template: 'campaign/report', view, file: await campaignBook(scene, say, figures) };
  }
  const next = await aheadView(scene, say, { figures, phase });
  return {
    template: 'campaign/phase-ended',
    view: { ...progress, ...own, end: say.day(phase.end), ended: endedIn(figures, phase, say), next },
  };
}

/** The phase that comes next. It may begin on the day on which this one ends; one that runs already is no news. */
async function aheadView(
  scene: Scene,
  say: Say,
  { figures, phase }: { figures: Progress; phase: PlannedPhase },
): Promise<View | false> {
  const { plan, started } = figures.campaign;
  const next = plan.phases.find((each) => {
    const begin = beginOf(each, started);
    return each !== phase && phase.end <= begin && begin <= addDays(phase.end, 1);
  });
  if (!next) return false;
  const again = next.recheck ? await againView(scene, say, figures) : false;
  return { next: next.name, days: say.span([beginOf(next, started), next.end]), words: next.text ?? '', again };
}

/** More names than this would bury the figures. */
const NAMES_UP_TO = 8;

/** What was due while the phase ran: who answered the notice, who handed in. A shared day belongs to the first phase. */
function endedIn({ campaign: { plan, started }, tasks }: Progress, phase: PlannedPhase, say: Say): readonly View[] {
  const isOwn = (day: Day): boolean =>
    plan.phases.find((each) => beginOf(each, started) <= day && day <= each.end) === phase;
  return tasks.flatMap(({ task, round, tally, missing, over }) => {
    const once = task.schedule.every === 'once';
    const total = totalOf(over.filter(({ day }) => isOwn(day)));
    if (once ? !isOwn(dayOf(round.dueAt)) : total === false) return [];
    const names = missing.length > NAMES_UP_TO ? '' : say.units(missing);
    return [{ task: task.title, ...tally, names, total }];
  });
}

/** What the 回头看 has to go to: what was closed, and units where nobody has been. */
async function againView(scene: Scene, say: Say, { campaign, visited }: Progress): Promise<View> {
  const hazards = await toRecheck(scene, campaign);
  return {
    each: hazards.map((hazard) => hazardView(hazard, { say, now: scene.now })),
    units: say.units(visited.missing),
  };
}
