import { defineCommand, reply } from '../../src/chat';
import { burdens } from '../../src/domain/services/burden';

export default defineCommand({
  intent: 'burden',
  names: ['负担'],
  summary: '本月向每家机构要了几次材料，看看能不能少要',
  examples: ['负担'],
  where: 'office',
  allow: 'admin',
  slots: {},
  async run(_, context) {
    const { say, today } = context;
    const all = await burdens(context);
    const units = all
      .filter(({ total }) => total > 0)
      .map(({ unitId, total, items }) => ({
        unit: say.unit(unitId),
        total,
        items: items.map(({ item, count }) => `${say.item(item)}${count}`).join('、'),
      }));
    return reply('office/burden', { month: Number(today.slice(5, 7)), units, none: units.length === 0 });
  },
});
