import { progressOf } from '../../domain/services/campaign-progress';
import { runningCampaigns } from '../../domain/services/campaigns';
import { progressView } from '../campaign-view';
import { reply } from '../command';
import type { Answerer } from './answerer';

/** How the running campaigns stand. */
export const campaignAnswer: Answerer = async (_, context) => {
  const each = [];
  for (const campaign of await runningCampaigns(context))
    each.push(progressView(await progressOf(context, campaign), context));
  return reply('campaign/progress', { each, none: each.length === 0 });
};
