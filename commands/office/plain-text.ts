import { defineCommand, plainReply, plainTextSlots } from '../../src/chat';

export default defineCommand({
  intent: 'plain_text',
  names: ['文本', '纯文本'],
  summary: '提醒、通知、名单、通报都能要成纯文字，转贴到微信群',
  examples: ['文本', '文本 未报', '文本 催报 值班表', '文本 值班表', '文本 通知 TZ-0001', '文本 TB-0001'],
  where: 'anywhere',
  allow: 'admin',
  slots: { ...plainTextSlots },
  run: (wish, context) => plainReply(wish, context),
});
