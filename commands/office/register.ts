import { bindQuestion, defineCommand, nameGroup, pairWebhook, registerSlots, reply } from '../../src/chat';
import { MistakeError } from '../../src/domain/mistakes';
import { askBinding, nameFirstAdmin, registerUnit } from '../../src/domain/services/bindings';

const need = (label: string): never => {
  throw new MistakeError({ code: 'missing_field', ask: label });
};

export default defineCommand({
  intent: 'register',
  names: ['绑定', '登记'],
  summary: '说明自己是哪家单位的谁，管理员同意后生效；管理员也用它登记机构、绑定群',
  examples: ['绑定 我是罗台敬老院的钱中秋', '登记 机构 青山县福寿居养老服务中心 简称福寿居 床位100 老人72'],
  where: 'anywhere',
  allow: 'anyone',
  slots: { ...registerSlots },
  async run(values, context) {
    const { kind, inst, name } = values;
    const inGroup = context.chatId !== undefined;
    if (kind === 'bind') {
      const who = { unitId: inst ?? need('单位'), name: name ?? need('姓名'), post: values.post };
      const asked = await askBinding(context, who);
      const { view, pushes } = bindQuestion(asked, values.post, context);
      return reply('office/bind-asked', view, { pushes });
    }
    if (kind === 'code') {
      const self = name ?? context.actor.person?.name ?? context.actor.userid;
      const person = await nameFirstAdmin(context, { code: values.code ?? need('一次性码'), name: self, inGroup });
      return reply('office/first-admin', { name: person.name });
    }
    if (kind === 'group') return nameGroup(context, values);
    if (kind === 'webhook') return pairWebhook(context, values);
    const { unit, isNew } = await registerUnit(context, { ...values, name: name ?? need('机构全称') });
    const { aliases, beds = '', elders = '' } = unit;
    const head = values.head?.[0]?.name ?? '';
    return reply('office/unit-entered', { name: unit.name, short: aliases[0] ?? '', isNew, head, beds, elders });
  },
});
