import { submit } from '../../src/domain/services/submissions';
import { bookedView, defineCommand, evidence, reply, reportSubmitSlots } from '../../src/chat';

export default defineCommand({
  intent: 'report_submit',
  names: ['整改报告', '排查报告', '报送'],
  summary: '报送整改报告、排查报告等材料（文件和这条消息一起发，或引用文件，或私聊发）',
  examples: ['整改报告 已盖章', '报送 年度总结 已签字盖章'],
  where: 'anywhere',
  allow: 'own-unit',
  slots: { ...reportSubmitSlots },
  async run({ inst, item, signed, stamped, promised }, context) {
    const { say, files } = context;
    const data = { signed, stamped, promised, ...evidence(files) };
    const booked = await submit(context, { unitId: inst, item, data });
    return reply('report/submitted', {
      ...bookedView(say, context.register, booked),
      item: say.item(item),
      signed: signed === true,
      stamped: stamped === true,
      unstamped: stamped === false,
      scan: files.length > 0,
      promised: promised === undefined ? '' : say.day(promised),
    });
  },
});
