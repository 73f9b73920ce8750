import { defineCommand, discreet, hazardView, recheckSlots, reply, toUnit } from '../../src/chat';
import { recheck, recheckUnit } from '../../src/domain/services/acceptance';
import { leaderFor } from '../../src/domain/areas';
import { MistakeError } from '../../src/domain/mistakes';
import { hazardNumbered } from '../../src/domain/services/hazards';

const SECOND_ROUND = 2;

export default defineCommand({
  intent: 'recheck',
  names: ['回头看'],
  summary: '回头看：没反弹、又坏了（同一编号重新整改）、当时漏查',
  examples: ['回头看 YH-0008 没反弹', '回头看 YH-0008 又坏了 12月5日前改', '回头看 康宁 漏查 厨房排烟罩油污'],
  where: 'anywhere',
  allow: 'accept',
  slots: { ...recheckSlots },
  async run({ hazards = [], inst, result, desc, due }, context) {
    const wish = { result, desc, due };
    const flags = { ok: result === 'ok', relapse: result === 'relapse', missed: result === 'missed' };
    const noted = [];
    for (const id of hazards) {
      const { record, hazard } = await recheck(context, id, wish);
      noted.push({ number: record.id, hazard });
    }
    if (hazards.length === 0) {
      if (inst === undefined) throw new MistakeError({ code: 'missing_field', details: { slot: 'hazards' } });
      const record = await recheckUnit(context, inst, wish);
      if (record.kind === 'recheck')
        return reply('hazard/rechecked-unit', { unit: context.say.unit(inst), number: record.id });
      noted.push({ number: record.id, hazard: await hazardNumbered(context, record.id) });
    }
    const each = noted.map(({ number, hazard }) => ({ ...hazardView(hazard, context), number, ...flags }));
    const view = { each, words: discreet(desc ?? '') };
    const told = flags.ok ? [] : noted.flatMap(({ hazard }) => toUnit(context, hazard.unitId));
    // A second relapse is a matter for the leader.
    const again = noted.filter(({ hazard }) => flags.relapse && hazard.round > SECOND_ROUND);
    const leaders = again.flatMap(({ hazard }) => leaderFor(context.register, hazard.unitId) ?? []);
    const places = [...told, ...leaders.map((person) => ({ to: { person } }))];
    return reply('hazard/rechecked', view, {
      pushes: places.map((to) => ({ ...to, template: 'hazard/rechecked', view })),
    });
  },
});
