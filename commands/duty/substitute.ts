import { changeDay, dutyOn } from '../../src/domain/services/duty';
import { bookedView, defineCommand, dutySubstituteSlots, reply, rosterLines } from '../../src/chat';

export default defineCommand({
  intent: 'duty_substitute',
  names: ['替班', '顶班', '代班'],
  summary: '一个人替另一个人值一天班',
  examples: ['替班 明天刘芳替李梅'],
  where: 'anywhere',
  allow: 'own-unit',
  slots: { ...dutySubstituteSlots },
  async run({ inst, date, from, to, shift, reason }, context) {
    const { say } = context;
    const booked = await changeDay(context, {
      kind: 'duty_substitute',
      unitId: inst,
      date,
      from,
      to,
      shift,
      more: { reason },
    });
    const entries = (await dutyOn(context, [inst], date)).get(inst) ?? [];
    return reply('duty/substituted', {
      ...bookedView(say, context.register, booked),
      day: say.day(date),
      from,
      to,
      night: shift === 'night',
      white: shift === 'day',
      days: rosterLines(say, entries, { unitId: inst, show: 'masked' }),
    });
  },
});
