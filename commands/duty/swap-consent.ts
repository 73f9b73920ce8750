import { answerSwap, type ShiftOf } from '../../src/domain/services/swaps';
import { bookedView, defineCommand, optional, recordNumber, reply, slot } from '../../src/chat';

const agreed = slot('是否同意', ({ frame }) => !frame.command.startsWith('不'));
export default defineCommand({
  intent: 'duty_swap_consent',
  names: ['同意换班', '不同意换班'],
  summary: '答复别人的换班申请',
  examples: ['同意换班 ZB-0001', '不同意换班 ZB-0001'],
  where: 'anywhere',
  allow: 'own-unit',
  aside: true,
  slots: { agreed, ref: optional(recordNumber('换班申请的编号', 'ZB')) },
  async run({ agreed, ref }, context) {
    const { say, register, place } = context;
    const answer = await answerSwap(context, { ref, agreed });
    const shift = ({ date, name }: ShiftOf) => ({ day: say.day(date), name });
    const { unitId, a, b, reason, id, waiting, byPersonId } = answer.request;
    const swap = {
      unit: say.unit(unitId),
      a: shift(a),
      b: shift(b),
      reason: reason ?? '',
      request: id,
      waiting: waiting.join('、'),
    };
    const asker = register.person(byPersonId);
    const tell = (template: string, view: object) => ({
      ...(asker && place === 'private' ? { pushes: [{ to: { person: asker }, template, view: { ...view } }] } : {}),
      decided: true as const,
    });
    if (answer.outcome === 'refused') return reply('duty/swap-refused', swap, tell('duty/swap-refused', swap));
    if (answer.outcome === 'waiting') return reply('duty/swap-waiting', swap);
    const view = { ...bookedView(say, register, answer.done), ...swap };
    return reply('duty/swapped', { ...view, mine: true }, tell('duty/swapped', { ...view, mine: false }));
  },
});
