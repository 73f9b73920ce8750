import { defineCommand, groupChoices, hasWebhook, reply } from '../../src/chat';
import { unboundGroups } from '../../src/domain/services/bindings';

export default defineCommand({
  intent: 'chat_id',
  names: ['群号'],
  summary: '看看这个群的编号，是否已绑定',
  examples: ['群号'],
  where: 'group',
  allow: 'anyone',
  slots: {},
  async run(_, context) {
    const { chatId, group, say, register } = context;
    const view = {
      chatId: chatId ?? '',
      bound: group !== undefined,
      name: group?.name ?? '',
      bureau: group?.bureau ?? false,
      count: group?.unitIds.length ?? 0,
      units: say.units(group?.bureau ? [] : (group?.unitIds ?? [])),
      webhook: group !== undefined && (await hasWebhook(context, group)),
      unbound: unboundGroups(register)
        .map((each) => each.name)
        .join('、'),
    };
    return reply('office/chat-id', view, { choices: group ? [] : (groupChoices(context) ?? []) });
  },
});
