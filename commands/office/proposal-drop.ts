import { defineCommand, optional, recordNumber, reply } from '../../src/chat';
import { discard } from '../../src/domain/services/proposals';

export default defineCommand({
  intent: 'proposal_drop',
  names: ['不建立'],
  summary: '布置清单不要了，什么都不建立',
  examples: ['不建立 BZ-0001', '不建'],
  where: 'anywhere',
  allow: 'admin',
  aside: true,
  slots: { id: optional(recordNumber('清单编号', 'BZ')) },
  async run({ id }, context) {
    const { id: number, state } = await discard(context, id);
    return reply('task/proposal-dropped', { number, rest: state === 'created' }, { decided: true });
  },
});
