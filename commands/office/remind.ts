import {
  defineCommand,
  type Push,
  remindersFor,
  reminderView,
  remindSlots,
  reply,
  reportChoices,
} from '../../src/chat';
import { nudge, plannedNudge } from '../../src/domain/services/nudges';

export default defineCommand({
  intent: 'remind',
  names: ['催报', '催'],
  summary: '提醒还没报的单位；写“提前15分钟”就多加一次提醒',
  examples: ['催报 值班表', '催报 零报告 提前15分钟'],
  where: 'anywhere',
  allow: 'admin',
  slots: { ...remindSlots },
  async run(values, context) {
    const { say, group } = context;
    if (values.minutes_before !== undefined) {
      const { task, at } = await plannedNudge(context, values.item, values.minutes_before);
      return reply('office/nudge-planned', { title: task.title, minutes: values.minutes_before, at: say.moment(at) });
    }
    const nudges = await nudge(context, values, group?.id);
    const pushes = nudges.flatMap(({ task, round, owing }) =>
      remindersFor(context, { task, round, owing }).map(({ to, dues, mentions }): Push => {
        const step = round.dueAt < context.now ? 'overdue' : 'D0';
        return {
          to,
          template: 'task/remind',
          view: reminderView({ task, round, dues, step, madeUpMinutes: 0 }, say),
          choices: reportChoices(task, round),
          mentions,
        };
      }),
    );
    const here = pushes.find((push) => 'groupId' in push.to && push.to.groupId === group?.id);
    const elsewhere = pushes.filter((push) => push !== here);
    // Typed where they are addressed, the answer is the reminder itself: nobody wants to read it twice.
    if (here) return reply(here.template, here.view, { choices: here.choices ?? [], pushes: elsewhere });
    const items = nudges.map(({ task, round, owing }) => ({
      title: task.title,
      overdue: round.dueAt < context.now,
      count: owing.length,
      units: say.units(owing.map((due) => due.unitId)),
    }));
    const groupIds = pushes.flatMap((push) => ('groupId' in push.to ? [push.to.groupId] : []));
    const people = pushes.flatMap((push) => ('person' in push.to ? [say.personLine(push.to.person)] : []));
    const sent = { groups: say.groups([...new Set(groupIds)]), people: people.join('、') };
    return reply(
      'office/reminded',
      { items: items.filter((item) => item.count > 0), done: pushes.length === 0, ...sent },
      { pushes },
    );
  },
});
