import { defineCommand, hazardView, reply, superviseSlots, toUnit } from '../../src/chat';
import { leaderFor } from '../../src/domain/areas';
import { supervise } from '../../src/domain/services/hazards';

export default defineCommand({
  intent: 'supervise',
  names: ['挂牌', '挂牌督办'],
  summary: '挂牌督办一条隐患，写明责任人和期限',
  examples: ['挂牌 YH-0012 县级 责任人赵刚 期限12月20日'],
  where: 'anywhere',
  allow: 'admin',
  slots: { ...superviseSlots },
  async run({ hazards, due, level, owner, supervisor }, context) {
    const noted = [];
    for (const id of hazards) noted.push(await supervise(context, id, { due, level, owner, supervisor }));
    const each = noted.map(({ record, hazard }) => ({ ...hazardView(hazard, context), number: record.id }));
    const pushes = noted.flatMap(({ hazard }, index) => {
      const leader = leaderFor(context.register, hazard.unitId);
      const told = { template: 'hazard/supervised', view: { each: each.slice(index, index + 1) } };
      return [...toUnit(context, hazard.unitId), ...(leader ? [{ to: { person: leader } }] : [])].map((to) => ({
        ...to,
        ...told,
      }));
    });
    return reply('hazard/supervised', { each }, { pushes });
  },
});
