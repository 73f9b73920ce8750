import { defineCommand, hazardView, reply, toUnit, unsuperviseSlots } from '../../src/chat';
import { unsupervise } from '../../src/domain/services/hazards';

export default defineCommand({
  intent: 'unsupervise',
  names: ['摘牌'],
  summary: '挂牌的隐患验收合格后摘牌销号',
  examples: ['摘牌 YH-0012'],
  where: 'anywhere',
  allow: 'admin',
  slots: { ...unsuperviseSlots },
  async run({ hazards }, context) {
    const noted = [];
    for (const id of hazards) noted.push(await unsupervise(context, id));
    const each = noted.map(({ record, hazard }) => ({ ...hazardView(hazard, context), number: record.id }));
    const pushes = noted.flatMap(({ hazard }, index) =>
      toUnit(context, hazard.unitId).map((to) => ({
        ...to,
        template: 'hazard/unsupervised',
        view: { each: each.slice(index, index + 1) },
      })),
    );
    return reply('hazard/unsupervised', { each }, { pushes });
  },
});
