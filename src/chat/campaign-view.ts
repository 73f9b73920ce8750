import { beginOf, type Campaign, phasesOn, titleOf } from '../domain/campaign';
import type { CampaignPlan, PlannedPhase } from '../domain/playbook';
import type { HazardFigures, Progress, TaskProgress } from '../domain/services/campaign-progress';
import type { Prospect } from '../domain/services/campaigns';
import { listOf } from '../domain/wanted';
import { type Day, dayOf } from '../lib/time';
import type { View } from '../words/templates';
import type { CommandContext } from './command';
import type { Say } from './say';

const phaseViews = (plan: CampaignPlan, { say, today, playbook }: CommandContext): View[] => {
  const titles = playbook.checklists
    .filter(({ id }) => plan.checklists.includes(id))
    .flatMap(({ names }) => names[0] ?? []);
  const named = (wanted: string): readonly string[] =>
    wanted === 'checklist' ? titles : [listOf(wanted) ?? say.kind(wanted)];
  return (
    plan.phases
      // What was over before it was started is nobody's matter any more.
      .filter((phase) => phase.end >= today)
      .map((phase) => ({
        phase: phase.name,
        ...daysOf(phase, today, say),
        words: phase.text ?? '',
        owes: phase.owes.flatMap(named).join('、'),
        several: phase.owes.length > 1,
        // Who is inspected has nothing to hand in.
        ...asked(phase.owes.filter((wanted) => wanted !== 'inspect').flatMap(named)),
      }))
  );
};

/** Figures of findings with the rate of those that are closed, when there are any. */
export const figuresView = (figures: HazardFigures): View => ({
  ...figures,
  rate: figures.found > 0 ? String(Math.floor((figures.closed * 100) / figures.found)) : '',
});

/** What came of the rounds that are over, added up; false when there is none. */
export const totalOf = (over: TaskProgress['over']): View | false =>
  over.length > 0 && {
    times: over.length,
    owed: over.reduce((sum, { tally }) => sum + tally.owed, 0),
    onTime: over.reduce((sum, { tally }) => sum + tally.onTime, 0),
    late: over.reduce((sum, { tally }) => sum + tally.late, 0),
    missing: over.reduce((sum, { tally }) => sum + tally.missing, 0),
  };

const asked = (names: readonly string[]): View => ({ asks: names.join('、'), either: names.length > 1 });

/** A phase of which the paper names only the end has no first day. */
const daysOf = (phase: PlannedPhase, started: Day, say: Say): View =>
  phase.start === undefined
    ? { days: say.day(phase.end), onlyEnd: true }
    : { days: say.span([beginOf(phase, started), phase.end]), onlyEnd: false };

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
    phases: phaseViews(plan, context),
    contact: contactOf(plan, context),
    tasks: orders.map(({ order: { item, title, schedule, covers, requires, text = '' } }) => ({
      task: title,
      receipt: item === 'receipt',
      text,
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
      // What was over before it was started, or is over and asked for nothing, is not worth a line.
      .filter(({ phase, tally }) => phase.end >= (tally.owed > 0 ? campaign.started : today))
      .map(({ phase, tally, missing, open }) => ({
        phase: phase.name,
        ...daysOf(phase, campaign.started, say),
        open,
        owed: tally.owed || '',
        done: tally.owed - tally.missing,
        missing: say.units(missing),
      })),
    tasks: tasks.map(({ task, round, tally, over }) => ({
      task: task.title,
      due: say.due(round.dueAt),
      // A round of a later day is not owed yet.
      from: dayOf(round.opensAt) > today ? say.day(dayOf(round.opensAt)) : '',
      ...tally,
      total: totalOf(over),
    })),
    // Nothing found is not worth a line of noughts.
    hazards: hazards.found > 0 && figuresView(hazards),
    unnamed: campaign.plan.subsets.filter((subset) => !campaign.subsets[subset]).join('、'),
  };
}

/** Who answers questions: the holder of the post that the plan names. */
function contactOf({ contact }: CampaignPlan, { say, register }: CommandContext): View | false {
  const post = register.posts.find(({ name }) => name === contact);
  return post ? say.contact({ contactPostId: post.id }) : false;
}

export const headView = (campaign: Campaign, { say, today }: { say: Say; today: Day }): View => ({
  title: titleOf(campaign.plan),
  number: campaign.id,
  now: phasesOn(campaign, today)
    .map(({ name, end }) => `${name}（到${say.day(end)}）`)
    .join('、'),
});
