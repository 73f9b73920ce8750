import type { Day } from '../../lib/time';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { findDays } from '../values/days';
import { known } from '../values/numbers-typed';
import { takeTargets } from '../values/units';

export interface CampaignValues {
  readonly action: 'list' | 'preview' | 'start' | 'stop' | 'subset';
  readonly name?: string;
  /** First day of this time: every date of the paper moves with it. */
  readonly start?: Day;
  readonly targets?: readonly string[];
}

const ACTIONS: readonly (readonly [CampaignValues['action'], RegExp])[] = [
  ['start', /确认(?:启用|启动|开始)/],
  ['preview', /启用|启动|开始|开展/],
  ['stop', /停用|停止|结束|终止/],
  ['subset', /名单/],
];
/** A day as it is written down; 国庆 in the name of a campaign is none. */
const DAY = String.raw`\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?|\d{1,2}月\d{1,2}[日号]?|\d{1,2}[-.]\d{1,2}|今天|明天|后天|下?周[一二三四五六日]`;
const START = new RegExp(`[从自]?\\s?起[:于为]?\\s?(${DAY})|[从自]?\\s?(${DAY})\\s?起`);

function takeStart(source: Source): Day | undefined {
  const piece = source.take(START);
  const typed = piece?.groups[0] ?? piece?.groups[1];
  if (typed === undefined) return undefined;
  const [span] = findDays(typed, source.context, { tense: 'future' });
  if (span?.mistake) return source.mistake(span.mistake);
  return span?.first;
}

function readCampaign(source: Source): Partial<CampaignValues> {
  const start = takeStart(source);
  const found = ACTIONS.find(([, words]) => source.take(words));
  const action = found?.[0] ?? 'list';
  const targets = action === 'subset' ? takeTargets(source) : undefined;
  const name = source.free();
  return { action, ...known({ start, targets }), ...(name === '' ? {} : { name }) };
}

export const campaignSlots = spread<CampaignValues>(readCampaign, {
  action: '操作',
  name: '专项名称?',
  start: '起始日期?',
  targets: '单位?',
});
