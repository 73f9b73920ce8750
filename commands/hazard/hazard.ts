import { bookHazard } from '../../src/domain/services/hazards';
import { bookedView, defineCommand, evidence, findingReply, typedFinding, hazardSlots, reply } from '../../src/chat';

export default defineCommand({
  intent: 'hazard',
  names: ['隐患', '隐患上报'],
  summary: '上报隐患：部位、情况，可带等级、责任人、整改时限、照片',
  examples: ['隐患 二楼消防通道堆放杂物', '隐患 厨房燃气报警器失灵 重大 周五前整改 责任人赵刚', '隐患 无'],
  where: 'anywhere',
  allow: 'inspect',
  slots: { ...hazardSlots },
  async run({ inst, found, none, state, ...finding }, context) {
    const { say, register, files } = context;
    const data = none ? { none: true } : { ...finding, ...evidence(files) };
    const booked = await bookHazard(context, { unitId: inst, found, isDone: state === 'done', data });
    const view = { ...bookedView(say, register, booked), found: say.day(found) };
    if (none) return reply('hazard/none', view);
    return findingReply(context, booked, { ...view, ...typedFinding(context, finding), done: state === 'done' });
  },
});
