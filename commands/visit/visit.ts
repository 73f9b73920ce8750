import { bookVisit, totalsOf } from '../../src/domain/services/visits';
import type { Booked } from '../../src/domain/services/reports';
import { bookedView, type CommandContext, defineCommand, discreet, evidence, reply, type VisitValues, visitSlots } from '../../src/chat';

/** Children are counted, never named, in a group or elsewhere. */
const isChild = ({ type, age }: { type?: string; age?: number }): boolean =>
  (age !== undefined && age < 18) || /儿童|孤儿|孩子|未成年|学生|留守娃/.test(type ?? '');

type Visit = { readonly [K in keyof VisitValues]: VisitValues[K] | undefined } & { readonly inst: string };

const book = (context: CommandContext, visit: Visit): Promise<Booked> => {
  const { inst, date, range, ...more } = visit;
  return bookVisit(context, { unitId: inst, days: range ?? [date ?? context.today, date ?? context.today], data: { ...more, ...evidence(context.files) } });
};

function view({ say, register, today }: CommandContext, visit: Visit, booked: Booked) {
  const { persons = [], items = [], inst } = visit;
  const hidden = register.unit(inst)?.type?.includes('儿童') ?? false;
  const named = persons.filter((person) => !hidden && !isChild(person));
  const children = persons.length - named.length;
  return {
    ...bookedView(say, register, booked),
    day: visit.range ? say.span(visit.range) : say.day(visit.date ?? today),
    persons: named.map(({ name, type }) => [name, type && `（${type}）`].join('')).join('、'),
    children: children > 0 ? children : '',
    addr: children > 0 ? '' : discreet(visit.addr ?? ''),
    households: visit.households ?? '',
    people: visit.people ?? '',
    each: visit.cash_each ?? '',
    cash: visit.cash ?? '',
    items: items.map(({ name, qty, unit }) => `${name}${qty ?? ''}${unit ?? ''}`).join('、'),
    visitors: say.people(visit.visitors, 'none'),
    online: visit.mode === 'online',
    missed: visit.result === 'not_met',
    revisit: visit.revisit === undefined ? '' : say.day(visit.revisit),
    need: children > 0 ? '' : discreet(visit.need ?? ''),
  };
}

export default defineCommand({
  intent: 'visit',
  names: ['走访', '慰问', '走访慰问', '入户'],
  summary: '登记走访慰问：对象、慰问金、慰问品、需求',
  examples: ['走访 张桂兰 独居老人 慰问金500元 米1袋', '走访 昨天 城关镇北街 27户', '慰问 特困供养 刘翠花、陈老栓 各500元'],
  where: 'anywhere',
  allow: 'visit',
  slots: { ...visitSlots },
  async run(values, context) {
    return reply('visit/booked', view(context, values, await book(context, values)));
  },
  async runMany(all, context) {
    const visits = [];
    for (const values of all) visits.push(view(context, values, await book(context, values)));
    return reply('visit/several', { visits, count: visits.length, ...totalsOf(all) });
  },
});
