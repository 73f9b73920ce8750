import { classifySlots, defineCommand, reply } from '../../src/chat';
import { classify } from '../../src/domain/services/standing';

export default defineCommand({
  intent: 'classify',
  names: ['分类'],
  summary: '检查后给机构分类：合格、停业整顿、关停，留下日期和历次结果',
  examples: ['分类 康宁 合格', '分类 夕阳红 停业整顿'],
  where: 'office',
  allow: 'admin',
  slots: { ...classifySlots },
  async run({ inst, class: grade }, context) {
    const { record, before } = await classify(context, inst, grade);
    return reply('inspect/classified', {
      unit: context.say.unit(inst),
      grade,
      before: before ? `${context.say.day(before.firstDay)}${String(before.data['class'])}` : '',
      closing: grade !== '合格',
      number: record.id,
    });
  },
});
