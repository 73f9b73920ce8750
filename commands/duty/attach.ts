import { bookPapers } from '../../src/domain/services/duty';
import { bookedView, defineCommand, dutyAttachSlots, evidence, reply } from '../../src/chat';

export default defineCommand({
  intent: 'duty_attach',
  names: ['值班表材料', '值班表扫描件'],
  summary: '补交值班表的签字、盖章、扫描件（图片和这条消息一起发，或引用图片，或私聊发）',
  examples: ['值班表 已签字盖章 固话8380001', '值班表 已盖章'],
  where: 'anywhere',
  allow: 'own-unit',
  slots: { ...dutyAttachSlots },
  async run({ inst, ...paper }, context) {
    const { say, files } = context;
    const booked = await bookPapers(context, {
      kind: 'duty_attach',
      unitId: inst,
      data: { ...paper, ...evidence(files) },
    });
    return reply('duty/attached', {
      ...bookedView(say, context.register, booked),
      signed: paper.signed === true,
      stamped: paper.stamped === true,
      unsigned: paper.signed === false,
      unstamped: paper.stamped === false,
      scan: files.length > 0,
      landline: paper.landline ?? '',
      promised: paper.promised === undefined ? '' : say.day(paper.promised),
    });
  },
});
