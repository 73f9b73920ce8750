import { defineCommand, relocateSlots, reply } from '../../src/chat';
import { relocate } from '../../src/domain/services/standing';

export default defineCommand({
  intent: 'relocate',
  names: ['老人安置'],
  summary: '停业整顿、关停时老人安置的人数：共几人、转走几人、家属接走几人',
  examples: ['老人安置 康宁 共56人 转走40人 家属接走10人'],
  where: 'anywhere',
  allow: 'inspect',
  slots: { ...relocateSlots },
  async run({ inst, ...counts }, context) {
    const { record, left } = await relocate(context, inst, counts);
    const { total, moved = 0, family = 0 } = counts;
    const view = { unit: context.say.unit(inst), total, moved, family, left, done: left === 0, number: record.id };
    return reply('inspect/relocated', view);
  },
});
