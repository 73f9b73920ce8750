import {
  calledOff,
  campaignAnnouncements,
  campaignList,
  campaignSlots,
  defineCommand,
  headView,
  prospectView,
  reply,
  subsetNamed,
} from '../../src/chat';
import { titleOf } from '../../src/domain/campaign';
import { MistakeError } from '../../src/domain/mistakes';
import * as campaigns from '../../src/domain/services/campaigns';

export default defineCommand({
  intent: 'campaign',
  names: ['专项', '专项行动'],
  summary: '一句话启用一个专项行动：阶段、任务、提醒都自己走',
  examples: [
    '专项',
    '专项 启用 国庆安全检查 起2027-09-20',
    '专项 名单 被检查单位 康宁、夕阳红',
    '专项 停用 国庆安全检查',
  ],
  where: 'office',
  allow: 'admin',
  slots: { ...campaignSlots },
  async run({ action, name, start, targets }, context) {
    if (action === 'list' || name === undefined) return campaignList(context, name);
    if (action === 'stop') {
      const { campaign, record, tasks } = await campaigns.endCampaign(context, name);
      const pushes = await calledOff({ number: campaign.id, tasks, campaign: titleOf(campaign.plan) }, context);
      return reply('campaign/ended', { ...headView(campaign, context), record: record.id }, { pushes });
    }
    if (action === 'subset') {
      if (!targets?.length) throw new MistakeError({ code: 'missing_field', ask: '单位' });
      return subsetNamed(context, await campaigns.nameSubset(context, { subset: name, units: targets }));
    }
    const prospect = await campaigns.prospect(context, name, start);
    const view = prospectView(prospect, context);
    if (action === 'preview') {
      const say = `/专项 确认启用 ${titleOf(prospect.plan)}${start === undefined ? '' : ` 起${start}`}`;
      return reply('campaign/preview', view, { choices: [{ label: '启用', say }] });
    }
    const { record } = await campaigns.startCampaign(context, prospect);
    const pushes = campaignAnnouncements(prospect, context).map((push) => ({ ...push, about: record.id }));
    return reply('campaign/started', { ...view, number: record.id }, { pushes, decided: true });
  },
});
