import { checkerOf } from '../../src/domain/services/acceptance';
import { bookFix } from '../../src/domain/services/hazards';
import { MistakeError } from '../../src/domain/mistakes';
import { bookedView, defineCommand, discreet, evidence, fixSlots, hazardView, reply, toBureau } from '../../src/chat';

export default defineCommand({
  intent: 'fix',
  names: ['整改', '整改完成', '整改进度', '整改回复'],
  summary: '报隐患整改完成或进度，写上隐患编号',
  examples: ['整改 YH-0012 已完成', '整改进度 YH-0012 完成60%'],
  where: 'anywhere',
  allow: 'own-unit',
  slots: { ...fixSlots },
  async run({ hazards, state, done, percent, expect, by, cost, measure, desc }, context) {
    const { say, register, files } = context;
    const [hazardId] = hazards;
    if (hazardId === undefined) throw new MistakeError({ code: 'ambiguous_target' });
    const { booked, hazard } = await bookFix(context, {
      hazardId,
      state,
      done,
      data: { percent, expect, by, cost, measure, desc, ...evidence(files) },
    });
    const isDone = hazard.done !== undefined && state === 'done' && !booked.unchanged;
    const told = { ...hazardView(hazard, context), by: hazard.fixer ?? '', photo: files.length > 0 };
    const pushes = isDone ? toBureau(context).map((to) => ({ ...to, template: 'hazard/to-accept', view: told })) : [];
    const view = {
      ...bookedView(say, register, booked),
      hazard: hazardId,
      desc: discreet(hazard.desc),
      done: hazard.done === undefined ? '' : say.day(hazard.done),
      percent: hazard.percent ?? '',
      expect: hazard.expect === undefined ? '' : say.day(hazard.expect),
      measure: discreet(measure ?? ''),
      by: by ?? '',
      cost: cost === undefined ? '' : String(cost),
      photo: files.length > 0,
      alone: isDone && hazard.fixer !== undefined && hazard.fixer === checkerOf(context, hazard),
    };
    return reply('hazard/fixed', view, { pushes });
  },
});
