import { defineCommand, discreet, hazardView, recheckSlots, reply, toldOf } from '../../src/chat';
import { recheck, recheckUnit } from '../../src/domain/services/acceptance';
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
    const said = noted.map(({ number, hazard }) => ({
      hazard,
      view: { ...hazardView(hazard, context), number, ...flags },
    }));
    const words = discreet(desc ?? '');
    const telling = { template: 'hazard/rechecked', view: { words } };
    const isSerious = ({ hazard }: (typeof said)[number]): boolean => flags.relapse && hazard.round > SECOND_ROUND;
    const serious = said.filter(isSerious);
    const pushes = flags.ok
      ? []
      : [
          ...toldOf(
            context,
            said.filter((each) => !isSerious(each)),
            telling,
          ),
          // A second relapse is a matter for the leader.
          ...toldOf(context, serious, { ...telling, leaders: true }),
        ];
    return reply('hazard/rechecked', { each: said.map(({ view }) => view), words }, { pushes });
  },
});
