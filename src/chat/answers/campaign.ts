import { runningCampaigns } from '../../domain/services/campaigns';
import { progressViews } from '../campaign-replies';
import { reply } from '../command';
import type { Answerer } from './answerer';

/** How the running campaigns stand. */
export const campaignAnswer: Answerer = async (_, context) => {
  const each = await progressViews(context, await runningCampaigns(context));
  return reply('campaign/progress', { each, none: each.length === 0 });
};
