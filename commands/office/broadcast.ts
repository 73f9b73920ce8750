import { announcements, broadcastSlots, defineCommand, reply, taskView } from '../../src/chat';
import { bookNotice, ordersIn } from '../../src/domain/services/notices';
import { order } from '../../src/domain/services/orders';

const TITLE_CHARS = 16;

export default defineCommand({
  intent: 'broadcast',
  names: ['通知', '方案备案'],
  summary: '发通知；写明报什么、什么时候前报，就同时设好截止和提醒',
  examples: [
    '通知 全体 明天15:00前报年度总结，要盖章',
    '通知 各院 明天有大雪，注意防滑保暖',
    '通知 全体 元旦值班安排已印发，收到请回复',
  ],
  where: 'anywhere',
  allow: 'admin',
  slots: { ...broadcastSlots },
  async run(values, context) {
    const { say, group, today } = context;
    const { text, doc_no: docNo, kind } = values;
    const subject = docNo ?? (text.length > TITLE_CHARS ? `${text.split('\n')[0]?.slice(0, TITLE_CHARS)}…` : text);
    const titles = { report: values.title ?? say.item(values.item ?? ''), receipt: `通知「${subject}」` };
    const orders = ordersIn(values, titles, today);
    if (orders.length === 0) {
      const { record, groupIds } = await bookNotice(context, values, group?.id);
      const told = groupIds.filter((groupId) => groupId !== group?.id);
      const here = told.length < groupIds.length;
      const view = { number: record.id, text, warning: kind === 'warning', groups: say.groups(told), here };
      const pushes = told.map((groupId) => ({ to: { groupId }, template: 'task/notice', view }));
      return reply('office/notice', view, { pushes });
    }
    const tasks = [];
    const pushes = [];
    for (const wish of orders) {
      const ordered = await order(context, wish, group?.id);
      const view = taskView(ordered, context);
      tasks.push(view);
      // The notice itself is said once, with its first task.
      const said = { ...view, moved: false, before: '', ...(tasks.length > 1 ? { text: '' } : {}) };
      pushes.push(...announcements(ordered, said, group?.id));
    }
    const groups = pushes.flatMap(({ to }) => ('groupId' in to ? [to.groupId] : []));
    return reply('office/broadcast', { tasks, pushed: say.groups([...new Set(groups)]) }, { pushes });
  },
});
