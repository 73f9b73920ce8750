import { correctionPushes, correctSlots, defineCommand, reply, valueView } from '../../src/chat';
import { correct } from '../../src/domain/services/corrections';

export default defineCommand({
  intent: 'correct',
  names: ['更正'],
  summary: '改正一条记录里的数，其余不变；不写是哪条就改自己刚才的那条',
  examples: ['更正 外出2'],
  where: 'anywhere',
  allow: 'own-unit',
  slots: { ...correctSlots },
  async run(values, context) {
    const { say, commands } = context;
    const { record, before, changes, standings } = await correct(context, values);
    const slots = commands.find((command) => command.intent === before.kind)?.slots;
    const view = {
      number: record.id,
      before: before.id,
      renumbered: before.kind === record.kind,
      kind: say.kind(before.kind),
      unit: say.unit(record.unitId),
      days: say.span([record.firstDay, record.lastDay]),
      changes: changes.map(({ key, from, to }) => ({
        label: say.names.counts[key] ?? slots?.[key]?.label ?? key,
        from: valueView(from, say),
        to: valueView(to, say),
      })),
      standing: say.standing(standings[0]),
    };
    const rounds = standings.map((standing) => standing.round);
    return reply('office/corrected', view, { pushes: await correctionPushes(context, rounds) });
  },
});
