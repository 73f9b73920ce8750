import { beginOf, type Campaign, phasesOn, titleOf } from '../domain/campaign';
import type { CampaignPlan, PlannedPhase } from '../domain/playbook';
import type { Progress } from '../domain/services/campaign-progress';
import type { Prospect } from '../domain/services/campaigns';
import type { Day } from '../lib/time';
import type { View } from '../words/templates';
import type { CommandContext } from './command';
import type { Say } from './say';

const phaseViews = (plan: CampaignPlan, started: Day, say: Say): View[] =>
  plan.phases
    // What was over before it was started is nobody's matter any more.
    .filter((phase) => phase.end >= started)
    .map((phase) => ({
      phase: phase.name,
      days: daysOf(phase, started, say),
      words: phase.text ?? '',
      owes: phase.owes.map(say.kind).join('或'),
    }));

/** A phase of which the paper names only the end has no first day. */
const daysOf = (phase: PlannedPhase, started: Day, say: Say): string =>
  phase.start === undefined ? `${say.day(phase.end)}` : say.span([beginOf(phase, started), phase.end]);

/** A campaign before it is started: `campaign/preview` and `campaign/started`. */
export function prospectView(
  { plan, targets, groupIds, orders, past, waiting }: Prospect,
  context: CommandContext,
): View {
  const { say } = context;
  return {
    title: titleOf(plan),
    docNo: plan.docNo ?? '',
    count: targets.length,
    groups: say.groups(groupIds),
    phases: phaseViews(plan, context.today, say),
    tasks: orders.map(({ order: { title, schedule, covers, requires } }) => ({
      task: title,
      ...say.schedule(schedule),
      covers: covers ? say.span(covers) : '',
      requires: say.marks(requires),
    })),
    past: past.map((task) => task.title).join('、'),
    waiting: waiting.map((task) => ({ task: task.title, subset: task.subset })),
    lists: context.playbook.checklists
      .filter(({ id }) => plan.checklists.includes(id))
      .map(({ names, id }) => names[0] ?? id)
      .join('、'),
    all: plan.supervise === 'all',
  };
}

/** How a campaign stands: `campaign/progress`. */
export function progressView(progress: Progress, { say, today }: { say: Say; today: Day }): View {
  const { campaign, phases, tasks, hazards } = progress;
  return {
    ...headView(campaign, { say, today }),
    phases: phases
      .filter(({ phase }) => phase.end >= campaign.started)
      .map(({ phase, tally, missing, open }) => ({
        phase: phase.name,
        days: daysOf(phase, campaign.started, say),
        open,
        owed: tally.owed || '',
        done: tally.owed - tally.missing,
        missing: say.units(missing),
      })),
    tasks: tasks.map(({ task, round, tally }) => ({ task: task.title, due: say.due(round.dueAt), ...tally })),
    hazards: { ...hazards, rate: hazards.found > 0 ? String(Math.floor((hazards.closed * 100) / hazards.found)) : '' },
    unnamed: campaign.plan.subsets.filter((subset) => !campaign.subsets[subset]).join('、'),
  };
}

export const headView = (campaign: Campaign, { say, today }: { say: Say; today: Day }): View => ({
  title: titleOf(campaign.plan),
  number: campaign.id,
  now: phasesOn(campaign, today)
    .map(({ name, end }) => `${name}（到${say.day(end)}）`)
    .join('、'),
});
