import { defineCommand, hazardView, reply, toldOf, unsuperviseSlots } from '../../src/chat';
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
    const told = noted.map(({ record, hazard }) => ({
      hazard,
      view: { ...hazardView(hazard, context), number: record.id },
    }));
    const pushes = toldOf(context, told, { template: 'hazard/unsupervised' });
    return reply('hazard/unsupervised', { each: told.map(({ view }) => view) }, { pushes });
  },
});
