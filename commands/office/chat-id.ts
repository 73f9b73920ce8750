import { defineCommand, reply } from '../../src/chat';

export default defineCommand({
  intent: 'chat_id',
  names: ['群号'],
  summary: '看看这个群的编号，是否已绑定',
  examples: ['群号'],
  where: 'group',
  allow: 'anyone',
  slots: {},
  async run(_, { chatId, group, say }) {
    return reply('office/chat-id', {
      chatId: chatId ?? '',
      bound: group !== undefined,
      name: group?.name ?? '',
      bureau: group?.bureau ?? false,
      count: group?.unitIds.length ?? 0,
      units: say.units(group?.bureau ? [] : (group?.unitIds ?? [])),
    });
  },
});
