import { bookZero } from '../../src/domain/services/zeros';
import { bookedView, type CommandContext, defineCommand, evidence, type Push, reply } from '../../src/chat';
import { isBareEvent, type ZeroValues, zeroInstead, zeroKept, zeroQuestion, zeroSlots, zeroView } from '../../src/chat';

type Zero = { readonly [K in keyof ZeroValues]: ZeroValues[K] | undefined } & Pick<
  ZeroValues,
  'inst' | 'date' | 'abnormal'
>;

async function book(context: CommandContext, { inst, date, abnormal, ...counts }: Zero) {
  const { register, say, actor, files } = context;
  const more = { ...counts, ...evidence(files) };
  const { booked, before, matters } = await bookZero(context, { unitId: inst, date, abnormal, more });
  const facts = zeroView(context, inst, booked.record.data);
  const view = {
    ...bookedView(say, register, booked),
    ...facts,
    day: say.day(date),
    before: before ? { ...zeroView(context, inst, before.data), number: before.id } : false,
    by: actor.person ? say.personLine(actor.person) : '',
    landline: register.unit(inst)?.landline ?? '',
  };
  const { bureauGroup } = register;
  const event = { template: 'report/zero-event', view, urgent: facts.urgent };
  const pushes: readonly Push[] = matters && bureauGroup ? [{ to: { groupId: bureauGroup.id }, ...event }] : [];
  return { view, pushes };
}

export default defineCommand({
  intent: 'zero',
  names: ['零报告', '零报', '日报', '祭扫日报', '平安', '报平安', '补报', '有事', '急事'],
  summary: '每日零报告：有事报事、无事报平安',
  examples: ['平安', '零报告 老人56 外出1 其余正常', '有事：今天下午停水3小时，已恢复', '补报 昨天 平安'],
  where: 'anywhere',
  allow: 'own-unit',
  slots: { ...zeroSlots },
  async run(values, context) {
    const { inst, date, abnormal } = values;
    if (isBareEvent(values, context)) return zeroQuestion(context, inst, date);
    const kept = await zeroKept(context, inst, date);
    if (kept) return kept;
    const asked = abnormal ? undefined : await zeroInstead(context, inst, date);
    if (asked) return asked;
    const { view, pushes } = await book(context, values);
    return reply('report/zero', view, { pushes });
  },
  async runMany(all, context) {
    const lines = [];
    for (const values of all) lines.push(await book(context, values));
    const view = { lines: lines.map((line) => line.view), count: lines.length };
    return reply('report/zeros', view, { pushes: lines.flatMap((line) => line.pushes) });
  },
});
