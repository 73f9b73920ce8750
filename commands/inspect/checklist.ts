import { checklistSlots, checkView, defineCommand, evidence, reply } from '../../src/chat';
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
    return reply('inspect/checked', checkView(await bookChecklist(context, ticked), context));
  },
});
