import { broadcastSlots, defineCommand, noticeText, noticeTitle, ordersMade, passedOn } from '../../src/chat';
import { bookNotice, ordersIn } from '../../src/domain/services/notices';
import { orderAll } from '../../src/domain/services/orders';

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
    if (orders.length > 0) return ordersMade(await orderAll(context, orders, group?.id), context);
    const booked = await bookNotice(context, notice, group?.id);
    return passedOn(booked, { text: notice.text, warning: values.kind === 'warning' }, context);
  },
});
