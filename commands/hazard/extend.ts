import { defineCommand, discreet, fixExtendSlots, hazardView, reply, toBureau } from '../../src/chat';
import { MistakeError } from '../../src/domain/mistakes';
import { extendFix } from '../../src/domain/services/hazards';

export default defineCommand({
  intent: 'fix_extend',
  names: ['延期', '整改延期'],
  summary: '申请推迟整改期限，写明新的日期和原因',
  examples: ['延期 YH-0012 到12月20日 货架还没到'],
  where: 'anywhere',
  allow: 'inspect',
  slots: { ...fixExtendSlots },
  async run({ hazards, new_due: newDue, reason }, context) {
    const [id] = hazards;
    if (id === undefined) throw new MistakeError({ code: 'ambiguous_target' });
    const { record, before, hazard } = await extendFix(context, id, { newDue, reason });
    const was = hazardView(before, context)['due'];
    const view = { ...hazardView(hazard, context), number: record.id, was, reason: discreet(reason ?? '') };
    const pushes = toBureau(context).map((to) => ({ ...to, template: 'hazard/extended-told', view }));
    return reply('hazard/extended', view, { pushes });
  },
});
