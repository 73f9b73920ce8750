import { type Campaign, titleOf } from '../domain/campaign';
import { progressOf } from '../domain/services/campaign-progress';
import { type NamedSubset, runningCampaigns } from '../domain/services/campaigns';
import type { View } from '../words/templates';
import { headView, progressView } from './campaign-view';
import { type CommandContext, type Reply, reply } from './command';
import { announcements, taskView } from './task-view';

/** How each of these campaigns stands. */
export async function progressViews(context: CommandContext, campaigns: readonly Campaign[]): Promise<View[]> {
  const views: View[] = [];
  for (const campaign of campaigns) views.push(progressView(await progressOf(context, campaign), context));
  return views;
}

/** What runs, how it stands, and what could be started. */
export async function campaignList(context: CommandContext, name: string | undefined): Promise<Reply> {
  const running = await runningCampaigns(context);
  const asked = running.filter(({ plan }) => name === undefined || plan.names.some((each) => each.includes(name)));
  const each = await progressViews(context, asked);
  const idle = context.playbook.campaigns.filter(({ id }) => !running.some(({ plan }) => plan.id === id));
  return reply('campaign/list', { each, idle: idle.map(titleOf).join('、') });
}

/** A subset was named: the answer, and what its units are asked for now. */
export function subsetNamed(context: CommandContext, { campaign, record, tasks, subset, units }: NamedSubset): Reply {
  const view = {
    ...headView(campaign, context),
    subset,
    units: context.say.units(units),
    titles: tasks.map(({ task }) => task.title).join('、'),
    record: record.id,
  };
  const pushes = tasks.flatMap((task) =>
    announcements(task, { ...taskView(task, context), moved: false, before: '' }, context),
  );
  return reply('campaign/subset', view, { pushes });
}
