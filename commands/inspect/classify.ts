import { classifySlots, defineCommand, reply } from '../../src/chat';
import { leaderFor } from '../../src/domain/areas';
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
    const { record, before, elders } = await classify(context, inst, grade);
    const closing = grade !== '合格';
    const view = {
      unit: context.say.unit(inst),
      grade,
      before: before ? `${context.say.day(before.firstDay)}${String(before.data['class'])}` : '',
      closing,
      elders: elders === undefined || elders === 0 ? '' : elders,
      number: record.id,
    };
    const leader = closing ? leaderFor(context.register, inst) : undefined;
    const pushes = leader ? [{ to: { person: leader }, template: 'inspect/classified', view }] : [];
    return reply('inspect/classified', view, { pushes });
  },
});
