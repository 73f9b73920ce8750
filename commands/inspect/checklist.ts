import { checklistSlots, checkView, defineCommand, evidence, findingsTold, reply } from '../../src/chat';
import { bookChecklist } from '../../src/domain/services/inspections';

export default defineCommand({
  intent: 'checklist',
  names: ['九查九看', '八点'],
  summary: '按检查清单逐项报，只写不合格的也行；不合格的自动登记隐患',
  examples: ['九查九看 除第4项外都合格，4：应急灯坏', '八点 全部落实'],
  where: 'anywhere',
  allow: 'inspect',
  slots: { ...checklistSlots },
  async run({ inst: unitId, checklist: list, items = {}, bad }, context) {
    const date = context.today;
    const ticked = { kind: 'checklist', unitId, date, list, items, bad, evidence: evidence(context.files) } as const;
    const checked = await bookChecklist(context, ticked);
    const pushes = checked.booked.unchanged ? [] : findingsTold(context, checked.hazards);
    return reply('inspect/checked', checkView(checked, context), { pushes });
  },
});
