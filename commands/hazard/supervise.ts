import { defineCommand, hazardView, reply, superviseSlots, toldOf } from '../../src/chat';
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
    const told = noted.map(({ record, hazard }) => ({
      hazard,
      view: { ...hazardView(hazard, context), number: record.id },
    }));
    const pushes = toldOf(context, told, { template: 'hazard/supervised', leaders: true });
    return reply('hazard/supervised', { each: told.map(({ view }) => view) }, { pushes });
  },
});
