import { amount, defineCommand, due, field, hazardView, optional, people, recordNumber, reply } from '../../src/chat';
import { planFix } from '../../src/domain/services/hazards';

export default defineCommand({
  intent: 'hazard_plan',
  names: ['五落实', '整改方案'],
  summary: '重大隐患的责任人、措施、资金、时限、预案，可分几次写',
  examples: ['五落实 YH-0012 责任人赵刚 措施：清理通道 资金：2000 时限：12月20日 预案：专人看守'],
  where: 'anywhere',
  allow: 'inspect',
  slots: {
    ref: recordNumber('隐患编号', 'YH'),
    owner: optional(people('责任人', ['责任人'])),
    measure: optional(field('措施')),
    funds: optional(amount('资金')),
    due: optional(due('时限')),
    preplan: optional(field('预案')),
  },
  async run({ ref, ...plan }, context) {
    const { record, hazard } = await planFix(context, ref, plan);
    const view = { ...hazardView(hazard, context), number: record.id };
    return reply('hazard/planned', view);
  },
});
