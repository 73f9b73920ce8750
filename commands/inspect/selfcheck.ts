import { checkView, defineCommand, evidence, reply, selfCheckSlots } from '../../src/chat';
import { bookChecklist } from '../../src/domain/services/inspections';

export default defineCommand({
  intent: 'selfcheck',
  names: ['自查'],
  summary: '四项自查：疏散通道、安全出口、用火用电、值班在岗；不合格的自动登记隐患',
  examples: ['自查 都正常', '自查 1√ 2√ 3√ 4×夜班脱岗'],
  where: 'anywhere',
  allow: 'own-unit',
  slots: { ...selfCheckSlots },
  async run({ inst: unitId, date, items = {}, bad }, context) {
    const ticked = {
      kind: 'selfcheck',
      unitId,
      date,
      list: '',
      items,
      bad,
      evidence: evidence(context.files),
    } as const;
    return reply('inspect/checked', checkView(await bookChecklist(context, ticked), context));
  },
});
