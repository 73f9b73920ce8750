import { announcements, broadcastSlots, defineCommand, noticeText, noticeTitle, reply, taskView } from '../../src/chat';
import { bookNotice, ordersIn } from '../../src/domain/services/notices';
import { order } from '../../src/domain/services/orders';

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
    const notice = { ...values, text: noticeText(context) };
    const receipt = `通知「${noticeTitle(notice.text, values.doc_no)}」`;
    const orders = ordersIn(notice, { report: values.title ?? say.item(values.item ?? ''), receipt }, today);
    if (orders.length === 0) {
      const { record, groupIds } = await bookNotice(context, notice, group?.id);
      const told = groupIds.filter((groupId) => groupId !== group?.id);
      const view = { number: record.id, text: notice.text, warning: values.kind === 'warning' };
      const pushes = told.map((groupId) => ({ to: { groupId }, template: 'task/notice', view }));
      return reply(
        'office/notice',
        { ...view, groups: say.groups(told), here: told.length < groupIds.length },
        { pushes },
      );
    }
    const made = [];
    for (const wish of orders) made.push(await order(context, wish, group?.id));
    const tasks = made.map((ordered) => taskView(ordered, context));
    const [first] = made;
    // A report and a receipt are announced in one message.
    const receiptDue = tasks[1]?.['due'] ?? '';
    const pushes = first ? announcements(first, { ...tasks[0], receiptDue, moved: false, before: '' }, context) : [];
    const groups = pushes.flatMap(({ to }) => ('groupId' in to ? [to.groupId] : []));
    return reply('office/broadcast', { tasks, pushed: say.groups(groups) }, { pushes });
  },
});
