import { createdTogether, defineCommand, flag, optional, ordersMade, passedOn, recordNumber } from '../../src/chat';
import { bookNotice, receiptDue } from '../../src/domain/services/notices';
import { order } from '../../src/domain/services/orders';
import { closeProposal, establish } from '../../src/domain/services/proposals';

export default defineCommand({
  intent: 'proposal_confirm',
  names: ['全部建立'],
  summary: '布置清单里的各项一起建立，发到各自的群',
  examples: ['全部建立', '全部建立 BZ-0001'],
  where: 'anywhere',
  allow: 'admin',
  aside: true,
  slots: {
    id: optional(recordNumber('清单编号', 'BZ')),
    only: optional(flag('只发', ['只发'])),
    receipt: optional(flag('回执', ['回执'])),
  },
  async run({ id, only, receipt }, context) {
    if (!only) return createdTogether(await establish(context, id), context);
    const { text, head, groupId } = await closeProposal(context, id);
    if (!receipt) return passedOn(await bookNotice(context, { text }, groupId), { text, warning: false }, context);
    const title = `通知「${head.title ?? text.slice(0, 16)}」`;
    const wish = { item: 'receipt', kind: 'broadcast', title, text, due: receiptDue(context.today), require: [] };
    return ordersMade([await order(context, wish, groupId)], context);
  },
});
