import { MistakeError } from '../../src/domain/mistakes';
import { acknowledge } from '../../src/domain/services/submissions';
import { ackSlots, defineCommand, optional, recordNumber, reply } from '../../src/chat';

export default defineCommand({
  intent: 'ack',
  names: ['收到'],
  summary: '通知要求回复时，报一声收到',
  examples: ['收到'],
  where: 'anywhere',
  allow: 'anyone',
  slots: { ...ackSlots, ref: optional(recordNumber('通知编号', 'TZ')) },
  async run({ inst, ref }, context) {
    const { actor, say, place } = context;
    // A bare word may be small talk; a number or a tapped card means the notice.
    if (ref !== undefined && actor.role === 'guest') throw new MistakeError({ code: 'unknown_sender' });
    const unitId = actor.role === 'admin' ? (inst ?? actor.unitId) : actor.unitId;
    const settled = unitId === undefined ? [] : await acknowledge(context, unitId, ref);
    if (unitId !== undefined && settled.length > 0) {
      const notices = settled.map((standing) => ({
        title: standing.task.title,
        standing: say.standing(standing),
        number: standing.due.recordId ?? '',
      }));
      return reply('report/acked', { unit: say.unit(unitId), notices });
    }
    return place === 'private' ? reply('report/nothing-to-ack') : undefined;
  },
});
