import type { Scene } from '../domain/scene';
import type { Progress } from '../domain/services/campaign-progress';
import type { Day } from '../lib/time';
import type { View } from '../words/templates';
import { figuresView, progressView } from './campaign-view';
import type { Say } from './say';

/** What is told of a whole campaign: `campaign/report`. */
export async function reportView(
  scene: Scene,
  say: Say,
  { progress, until }: { progress: Progress; until: Day },
): Promise<View> {
  const { campaign, hazards } = progress;
  const view = progressView(progress, { say, today: scene.today });
  const { done, owed, missing } = progress.visited;
  const days = { start: say.day(campaign.started), end: say.day(until) };
  const closed = await closedIn(scene, campaign.started);
  return { ...view, ...figuresView(hazards), done, owed, missing: say.units(missing), ...days, ...closed };
}

/** Units that were closed down or stopped, as they stand now, and elders who found another place. */
async function closedIn({ tx }: Scene, since: Day): Promise<View> {
  const records = await tx.ledger.find({ kinds: ['classify', 'relocate'], firstDay: since });
  const newest = new Map(records.map((record) => [`${record.kind} ${record.unitId}`, record.data]));
  const all = [...newest.values()];
  const elders = all.reduce((sum, { moved, family }) => sum + (Number(moved) || 0) + (Number(family) || 0), 0);
  const classes = all.map((data) => data['class']);
  return {
    shut: classes.filter((each) => each === '关停').length || '',
    stopped: classes.filter((each) => each === '停业整顿').length || '',
    elders: elders || '',
  };
}
