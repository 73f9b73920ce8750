import { changeDay, dutyOn } from '../../src/domain/services/duty';
import { bookedView, defineCommand, dutyUpdateSlots, reply, rosterLines } from '../../src/chat';

export default defineCommand({
  intent: 'duty_update',
  names: ['值班更正', '更正值班'],
  summary: '更正已报的值班：换人、改带班或值班',
  examples: ['值班更正 明天 带班改为刘芳', '值班更正 后天 值班改为李梅'],
  where: 'anywhere',
  allow: 'own-unit',
  slots: { ...dutyUpdateSlots },
  async run({ inst, date, from, to, leader, staff }, context) {
    const { say } = context;
    const booked = await changeDay(context, {
      kind: 'duty_update',
      unitId: inst,
      date,
      from,
      to,
      more: { leader, staff },
    });
    const entries = (await dutyOn(context, [inst], date)).get(inst) ?? [];
    return reply('duty/updated', {
      ...bookedView(say, context.register, booked),
      from: from ?? '',
      to: to ?? '',
      days: rosterLines(say, entries, { unitId: inst, show: 'masked' }),
    });
  },
});
