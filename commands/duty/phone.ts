import { bookPapers } from '../../src/domain/services/duty';
import { bookedView, defineCommand, dutyPhoneSlots, reply } from '../../src/chat';

export default defineCommand({
  intent: 'duty_phone',
  names: ['值班电话', '座机'],
  summary: '报值班的固定电话',
  examples: ['值班电话 0477-8380001'],
  where: 'anywhere',
  allow: 'own-unit',
  slots: { ...dutyPhoneSlots },
  async run({ inst, landline }, context) {
    const booked = await bookPapers(context, { kind: 'duty_phone', unitId: inst, data: { landline } });
    return reply('duty/phone', { ...bookedView(context.say, context.register, booked), landline });
  },
});
