import { choiceOf, defineCommand, hazardView, recordNumber, reply, toUnit } from '../../src/chat';
import { type HazardLevel, isSupervised, wordsOf } from '../../src/domain/hazard';
import { grade } from '../../src/domain/services/hazards';

/** Who may have the same trouble: institutions of the same type. */
const ALIKE: Readonly<Record<string, string>> = { 养老: '养老机构', 殡葬: '殡葬单位' };

export default defineCommand({
  intent: 'grade',
  names: ['分级', '隐患分级', '定级'],
  summary: '确定一条隐患是重大还是一般（提示词只作参考，由人决定）',
  examples: ['分级 YH-0012 重大'],
  where: 'anywhere',
  allow: 'accept',
  slots: {
    ref: recordNumber('隐患编号', 'YH'),
    level: choiceOf<HazardLevel>('等级', { 重大: 'major', 一般: 'general' }),
  },
  async run({ ref, level }, context) {
    const { record, hazard } = await grade(context, ref, level);
    const view = { ...hazardView(hazard, context), number: record.id, plate: false };
    // Whoever runs the bureau decides on 挂牌: the unit need not read how.
    const plate = level === 'major' && !isSupervised(hazard);
    const pushes = toUnit(context, hazard.unitId).map((to) => ({ ...to, template: 'hazard/graded', view }));
    const alike = ALIKE[context.register.unit(hazard.unitId)?.type ?? ''] ?? '全体';
    const sameAgain = [
      { label: '各单位同类自查', say: `/通知 ${alike} 3天内报自查：有没有同样的问题（${wordsOf(hazard)}）` },
    ];
    return reply('hazard/graded', { ...view, plate }, { pushes, choices: level === 'major' ? sameAgain : [] });
  },
});
