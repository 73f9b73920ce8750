import { defineCommand, optional, publishSlots, recordNumber, reply } from '../../src/chat';
import { confirmPublication, draftPublication } from '../../src/domain/services/publications';

/** Results of all inspections of the month; anything else is the name of a campaign. */
const RESULTS = /^(?:本月|安全)?(?:检查|督查|排查)(?:结果|情况)?$/;

export default defineCommand({
  intent: 'publish',
  names: ['公布'],
  summary: '把检查结果写成可以公开的文字：没有电话、姓名、房间；两个人确认',
  examples: ['公布 检查结果'],
  where: 'office',
  allow: 'admin',
  slots: { ref: optional(recordNumber('公布编号', 'GB')), ...publishSlots },
  async run({ ref, item }, context) {
    const { say, register } = context;
    const made =
      ref === undefined
        ? ({ outcome: 'draft', publication: await draftPublication(context, RESULTS.test(item) ? '' : item) } as const)
        : await confirmPublication(context, ref);
    const { id, facts, corrects = '' } = made.publication;
    const view = {
      ...facts,
      number: id,
      rest: facts.found > facts.closed,
      corrects,
      bureau: say.bureau(),
      day: say.date(facts.to),
      from: say.date(facts.from),
      rate: facts.found > 0 ? String(Math.floor((facts.closed * 100) / facts.found)) : '',
      units: facts.units.map(({ unitId, ...counts }) => ({ unit: say.fullUnit(unitId), ...counts })),
    };
    if (made.outcome === 'published') return reply('office/public-text', view, { decided: true });
    const choices = [{ label: '确认公布', say: `/公布 确认 ${id}` }];
    const changed = made.outcome === 'changed';
    return reply('office/public-draft', { ...view, changed }, { choices, askOf: register.admins() });
  },
});
