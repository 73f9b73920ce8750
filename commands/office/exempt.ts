import { correctionPushes, defineCommand, exemptSlots, reply } from '../../src/chat';
import { exemptNamed } from '../../src/domain/services/exemptions';

export default defineCommand({
  intent: 'exempt',
  names: ['免报'],
  summary: '免去某家单位的一项报送，写明原因',
  examples: ['免报 康宁 零报告 明天 停电'],
  where: 'anywhere',
  allow: 'admin',
  slots: { ...exemptSlots },
  async run(values, context) {
    const { say } = context;
    const { tasks, rounds, numbers, range } = await exemptNamed(context, values, context.group?.id);
    const view = {
      units: say.units(values.targets),
      titles: tasks.length > 0 ? tasks.map((task) => task.title).join('、') : say.item(values.item),
      waiting: tasks.length === 0,
      range: range ? say.span(range) : '',
      reason: values.reason ?? '',
      numbers: numbers.join(' '),
      undo: numbers.length === 1 ? numbers[0] : '',
    };
    return reply('office/exempted', view, { pushes: await correctionPushes(context, rounds) });
  },
});
