import { bookZero } from '../../src/domain/services/zeros';
import { bookedView, type CommandContext, defineCommand, discreet, evidence, type Push, reply, type ZeroValues, zeroSlots } from '../../src/chat';

type Facts = Readonly<Record<string, unknown>>;
type Zero = { readonly [K in keyof ZeroValues]: ZeroValues[K] | undefined } & Pick<ZeroValues, 'inst' | 'date' | 'abnormal'>;

/** What was understood. What happened to children is kept, not repeated. */
function told({ say, register, text }: CommandContext, inst: string, facts: Facts): Facts {
  const approx = (facts['approx'] ?? []) as readonly string[];
  const counts = Object.entries(say.names.counts).filter(([code]) => facts[code] !== undefined);
  const hidden = register.unit(inst)?.type?.includes('儿童') ?? false;
  const event = String(facts['event'] ?? '');
  return {
    counts: counts.map(([code, name]) => ({ name, count: facts[code], approx: approx.includes(code) })),
    abnormal: facts['abnormal'] === true,
    event: hidden ? '' : discreet(event),
    hidden: hidden && event !== '',
    urgent: /(?:^|[\s/／、@])急事/.test(text),
  };
}

async function book(context: CommandContext, { inst, date, abnormal, late: _, ...more }: Zero): Promise<{ view: Facts; pushes: readonly Push[] }> {
  const { register, say, actor } = context;
  const { booked, before, matters } = await bookZero(context, { unitId: inst, date, abnormal, more: { ...more, ...evidence(context.files) } });
  const facts = told(context, inst, booked.record.data);
  const earlier = before ? { ...told(context, inst, before.data), number: before.id } : false;
  const view = { ...bookedView(say, register, booked), day: say.day(date), ...facts, before: earlier };
  if (!matters || !register.bureauGroup) return { view, pushes: [] };
  const by = actor.person ? say.personLine(actor.person) : '';
  const event = { ...view, by, landline: register.unit(inst)?.landline ?? '' };
  return { view, pushes: [{ to: { groupId: register.bureauGroup.id }, template: 'report/zero-event', view: event, urgent: facts['urgent'] === true }] };
}

export default defineCommand({
  intent: 'zero',
  names: ['零报告', '零报', '日报', '平安', '报平安', '补报', '有事', '急事'],
  summary: '每日零报告：有事报事、无事报平安',
  examples: ['平安', '零报告 老人56 外出1 其余正常', '有事：今天下午停水3小时，已恢复', '补报 昨天 平安'],
  where: 'anywhere',
  allow: 'own-unit',
  slots: { ...zeroSlots },
  async run(values, context) {
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
