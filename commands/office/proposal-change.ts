import { defineCommand, proposalChangeSlots, proposalReply, reply } from '../../src/chat';
import { MistakeError } from '../../src/domain/mistakes';
import { changeItems, openProposal } from '../../src/domain/services/proposals';

export default defineCommand({
  intent: 'proposal_change',
  names: ['改一下'],
  summary: '改布置清单里的一项，或去掉一项',
  examples: ['改一下 BZ-0001', '第1项 改成后天17:30', '第2项 康宁、柳河 要盖章', '去掉第2项'],
  where: 'anywhere',
  allow: 'admin',
  aside: true,
  slots: proposalChangeSlots,
  async run({ id, numbers, ...change }, context) {
    if (numbers.length === 0) {
      const { id: number, items } = await openProposal(context, id);
      return reply('task/proposal-how', { number, last: items.length });
    }
    if (change.drop === undefined && !change.set && !change.plus && !change.minus)
      throw new MistakeError({ code: 'unclear', ask: '新的截止时间、单位或要求' });
    const proposal = await changeItems(context, id, { numbers, ...change });
    return proposalReply(proposal, context, { changed: true });
  },
});
