import { defineCommand, evidence, inspectSlots, reply, unitIdsOf } from '../../src/chat';
import { bookInspections } from '../../src/domain/services/inspections';

export default defineCommand({
  intent: 'inspect',
  names: ['督查', '四不两直', '暗访'],
  summary: '登记督查了哪几家、查出几条；暗访和四不两直只在私聊或局里的群登记',
  examples: ['督查 今天查了康宁 问题2条', '暗访 今天查了夕阳红'],
  where: 'office',
  allow: 'accept',
  slots: { ...inspectSlots },
  async run({ targets, date, time, team, count, secret }, context) {
    const { say, today } = context;
    const day = date ?? (time === undefined ? today : time.slice(0, 10));
    const planned = day > today;
    const unitIds = unitIdsOf(context, targets);
    const files = evidence(context.files);
    const booked = await bookInspections(context, {
      unitIds,
      date: day,
      team,
      count,
      planned,
      secret: secret === true,
      evidence: files,
    });
    return reply('inspect/inspected', {
      units: say.units(unitIds),
      first: booked[0]?.record.id ?? '',
      last: booked.length > 1 ? (booked.at(-1)?.record.id ?? '') : '',
      day: say.day(day),
      planned,
      secret: secret === true,
      count: count ?? '',
      none: count === 0,
      unchanged: booked.every((each) => each.unchanged),
    });
  },
});
