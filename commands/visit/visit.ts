import { bookVisit, totalsOf } from '../../src/domain/services/visits';
import { bookedView, type CommandContext, defineCommand, evidence, reply } from '../../src/chat';
import { type Visit, visitSlots, visitView } from '../../src/chat';

async function book(context: CommandContext, visit: Visit) {
  const { say, register, today, files } = context;
  const { inst, ...more } = visit;
  const { date = today, range } = visit;
  const days = range ?? ([date, date] as const);
  const booked = await bookVisit(context, { unitId: inst, days, data: { ...more, ...evidence(files) } });
  return { ...bookedView(say, register, booked), ...visitView(say, register, visit), day: say.span(days) };
}

export default defineCommand({
  intent: 'visit',
  names: ['走访', '慰问', '走访慰问', '入户'],
  summary: '登记走访慰问：对象、慰问金、慰问品、需求',
  examples: [
    '走访 张桂兰 独居老人 慰问金500元 米1袋',
    '走访 昨天 城关镇北街 27户',
    '慰问 特困供养 刘翠花、陈老栓 各500元',
  ],
  where: 'anywhere',
  allow: 'visit',
  slots: { ...visitSlots },
  async run(values, context) {
    return reply('visit/booked', await book(context, values));
  },
  async runMany(all, context) {
    const visits = [];
    for (const values of all) visits.push(await book(context, values));
    return reply('visit/several', { visits, count: visits.length, ...totalsOf(all) });
  },
});
