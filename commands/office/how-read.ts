import { defineCommand, howReadSlots, howReadView, reply } from '../../src/chat';

export default defineCommand({
  intent: 'how_read',
  names: ['怎么读', '怎么读的', '怎么理解', '试读'],
  summary: '看一句话会读成什么、会不会记，只看不记；也可以引用一条消息来问',
  examples: ['怎么读 值班 明天 带班王强 值班李梅', '试读 老人56 外出1 平安'],
  where: 'anywhere',
  allow: 'anyone',
  slots: { ...howReadSlots },
  async run({ sentence }, context) {
    const rehearsal = await context.rehearse(sentence);
    return rehearsal
      ? reply('office/how-read', howReadView(rehearsal, context))
      : reply('office/how-read', { given: false });
  },
});
