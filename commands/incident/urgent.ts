import { defineCommand, discreet, incidentSlots, type Push, reply } from '../../src/chat';
import { enter } from '../../src/domain/services/ledger';

export default defineCommand({
  intent: 'incident',
  names: ['急报', '突发', '突发事件'],
  summary: '突发事件马上报：先告诉局里，再补材料；夜里也发',
  examples: ['急报 食堂着火 伤2人', '急报 张大爷走失'],
  where: 'anywhere',
  allow: 'anyone',
  slots: { ...incidentSlots },
  async run({ inst, desc = '', ...facts }, context) {
    const { actor, register, say, today } = context;
    const unitId = inst ?? actor.unitId ?? register.bureau?.id ?? '';
    const unit = register.unit(unitId);
    // Never refused: without a register there is nowhere to enter it, but the advice is said.
    const record =
      unit && (await enter(context, { kind: 'incident', unitId, days: [today, today], data: { ...facts, desc } }));
    const view = {
      unit: say.unit(unitId),
      by: actor.person ? say.personLine(actor.person) : actor.userid,
      what: discreet(desc),
      at: say.moment(context.now),
      number: record?.id ?? '',
      landline: unit?.landline ?? '',
      duty: register.bureau?.landline ?? '',
      told: register.bureauGroup !== undefined,
    };
    const mentions = [
      ...register.admins(),
      ...register.people.filter((person) => register.roleOf(person) === 'leader'),
    ];
    const pushes: Push[] = register.bureauGroup
      ? [{ to: { groupId: register.bureauGroup.id }, template: 'incident/alarm', view, mentions, urgent: true }]
      : [];
    return reply('incident/booked', view, { pushes });
  },
});
