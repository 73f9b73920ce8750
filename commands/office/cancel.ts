import { defineCommand, optional, recordNumber, reply } from '../../src/chat';
import { withdraw } from '../../src/domain/services/bulletins';

export default defineCommand({
  intent: 'cancel',
  names: ['退回', '取消'],
  summary: '退回一份还没发布的通报',
  examples: ['退回 TB-0001'],
  where: 'anywhere',
  allow: 'admin',
  slots: { id: optional(recordNumber('通报编号', 'TB')) },
  async run({ id }, context) {
    const { bulletin, task } = await withdraw(context, id);
    return reply('office/bulletin-withdrawn', { number: bulletin.id, title: task.title }, { decided: true });
  },
});
