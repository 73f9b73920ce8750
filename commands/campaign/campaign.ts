import {
  announcements,
  taskView,
  campaignSlots,
  defineCommand,
  headView,
  progressView,
  prospectView,
  reply,
} from '../../src/chat';
import { titleOf } from '../../src/domain/campaign';
import { MistakeError } from '../../src/domain/mistakes';
import { progressOf } from '../../src/domain/services/campaign-progress';
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
    const running = await campaigns.runningCampaigns(context);
    if (action === 'list' || action === 'report' || name === undefined) {
      const some = running.filter(({ plan }) => name === undefined || plan.names.some((each) => each.includes(name)));
      const each = [];
      for (const campaign of some) each.push(progressView(await progressOf(context, campaign), context));
      const idle = context.playbook.campaigns.filter(({ id }) => !running.some(({ plan }) => plan.id === id));
      return reply('campaign/list', { each, idle: idle.map(titleOf).join('、') });
    }
    if (action === 'stop') {
      const { campaign, record } = await campaigns.endCampaign(context, name);
      return reply('campaign/ended', { ...headView(campaign, context), record: record.id });
    }
    if (action === 'subset') {
      if (!targets?.length) throw new MistakeError({ code: 'missing_field', ask: '单位' });
      const named = await campaigns.nameSubset(context, { subset: name, units: targets });
      const titles = named.tasks.map(({ task }) => task.title).join('、');
      const view = { ...headView(named.campaign, context), subset: name, units: context.say.units(targets), titles };
      const pushes = named.tasks.flatMap((task) =>
        announcements(task, { ...taskView(task, context), moved: false, before: '' }, context),
      );
      return reply('campaign/subset', { ...view, record: named.record.id }, { pushes });
    }
    const prospect = await campaigns.prospect(context, name, start);
    const view = prospectView(prospect, context);
    if (action === 'preview') {
      const say = `/专项 确认启用 ${titleOf(prospect.plan)}${start === undefined ? '' : ` 起${start}`}`;
      return reply('campaign/preview', view, { choices: [{ label: '启用', say }] });
    }
    const { record } = await campaigns.startCampaign(context, prospect);
    const pushes = prospect.groupIds.map((groupId) => ({ to: { groupId }, template: 'campaign/announced', view }));
    return reply('campaign/started', { ...view, number: record.id }, { pushes });
  },
});
