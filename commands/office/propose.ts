import { defineCommand, noticeSlot, noticeText, noticeTitle, proposalReply } from '../../src/chat';
import { receiptDue } from '../../src/domain/services/notices';
import { propose } from '../../src/domain/services/proposals';

export default defineCommand({
  intent: 'propose',
  names: ['布置'],
  summary: '把整段通知列成几项报送，看过、改过再一起建立',
  examples: ['布置 各养老机构：明天15:00前报消防安全自查表，后天11:30前报整改报告'],
  where: 'anywhere',
  allow: 'admin',
  slots: { notice: noticeSlot },
  async run({ notice }, context) {
    const { say, group, today } = context;
    const text = noticeText(context);
    const named = notice.items.map((item) => ({ ...item, title: item.title ?? (item.item && say.item(item.item)) }));
    const receipt = {
      item: 'receipt',
      title: `通知「${noticeTitle(notice.title ?? text, notice.docNo)}」`,
      due: receiptDue(today),
      words: '',
      span: [0, 0] as const,
    };
    const items = notice.receipt && named.length > 0 ? [...named, receipt] : named;
    const { proposal, again } = await propose(context, {
      notice: { ...notice, items },
      text,
      groupId: group && !group.bureau ? group.id : undefined,
    });
    return proposalReply(proposal, context, again ? { again: true } : {});
  },
});
