import { answerBinding } from '../../src/domain/services/bindings';
import { defineCommand, reply, slot } from '../../src/chat';

const agreed = slot('是否同意', ({ frame }) => !frame.command.startsWith('不'));
const code = slot('申请编号', (source) => source.take(/\d{4}/)?.text);

export default defineCommand({
  intent: 'bind_consent',
  names: ['同意绑定', '不同意绑定'],
  summary: '管理员答复绑定申请',
  examples: ['同意绑定 4821', '不同意绑定 4821'],
  where: 'anywhere',
  allow: 'admin',
  aside: true,
  slots: { agreed, code },
  async run(values, context) {
    const { request, person } = await answerBinding(context, values);
    const view = { name: request.name, unit: context.say.unit(request.unitId), agreed: values.agreed };
    const pushes = [{ to: { person }, template: 'office/bind-result', view }];
    return reply('office/bind-answered', view, { pushes, decided: true });
  },
});
