import { acceptSlots, defineCommand, hazardView, reply, toldOf } from '../../src/chat';
import { accept } from '../../src/domain/services/acceptance';

export default defineCommand({
  intent: 'accept',
  names: ['销号', '验收'],
  summary: '验收整改：合格就销号，不合格退回重改',
  examples: ['验收 YH-0012 合格', '验收 YH-0012 不合格 通道又堆了纸箱 12月10日前改'],
  where: 'anywhere',
  allow: 'accept',
  slots: { ...acceptSlots },
  async run({ hazards, result, done, by, reason, new_due: newDue }, context) {
    const settled = [];
    for (const id of hazards) settled.push(await accept(context, id, { result, done, by, reason, newDue }));
    const told = settled.map(({ record, hazard }) => ({
      hazard,
      view: { ...hazardView(hazard, context), number: record.id },
    }));
    const passed = result === 'pass';
    const pushes = toldOf(context, told, { template: 'hazard/accepted', view: { passed, bureau: false } });
    return reply('hazard/accepted', { each: told.map(({ view }) => view), passed, bureau: true }, { pushes });
  },
});
