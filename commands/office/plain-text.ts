import { bulletinView, defineCommand, optional, recordNumber, reply } from '../../src/chat';
import { bulletinNamed } from '../../src/domain/services/bulletins';

export default defineCommand({
  intent: 'plain_text',
  names: ['文本', '纯文本'],
  summary: '把通报写成纯文字，方便转贴到别的群',
  examples: ['文本', '文本 TB-0001'],
  where: 'anywhere',
  allow: 'admin',
  slots: { ref: optional(recordNumber('通报编号', 'TB')) },
  async run({ ref }, context) {
    const named = await bulletinNamed(context, ref);
    return reply('task/bulletin', { ...bulletinView(named, context.say), plain: true });
  },
});
