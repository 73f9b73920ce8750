import { announcements, defineCommand, deadlineSlots, reply, taskView } from '../../src/chat';
import { MistakeError } from '../../src/domain/mistakes';
import { order } from '../../src/domain/services/orders';
import { extend } from '../../src/domain/services/extensions';
import { twinOf } from '../../src/domain/services/twins';

export default defineCommand({
  intent: 'deadline',
  names: ['截止', '延长'],
  summary: '设一项报送的截止时间（一次、每天、每周、每月），或把截止时间延长',
  examples: [
    '截止 值班表 明天11:30 康宁、柳河',
    '截止 零报告 每天17:30',
    '截止 疫苗台账 每周三15:00',
    '截止 年度总结 后天',
  ],
  where: 'anywhere',
  allow: 'admin',
  slots: { ...deadlineSlots },
  async run(values, context) {
    const { say, group } = context;
    const title = values.title ?? say.item(values.item);
    // A number is a task that is there already.
    if (values.extend || /^TZ-?\d+$/i.test(values.item)) {
      const { due, more_minutes: moreMinutes } = values;
      if (due === undefined && moreMinutes === undefined)
        throw new MistakeError({ code: 'missing_field', ask: '新的截止时间' });
      const extended = await extend(context, { item: values.item, due, moreMinutes, ...(values.title && { title }) });
      const view = { ...taskView(extended, context), undo: extended.number, before: say.due(extended.before) };
      const pushes = announcements(extended, { ...view, moved: true }, context);
      return reply('office/extended', { ...view, pushed: pushes.length > 0 }, { pushes });
    }
    const { extend: _, more_minutes: __, ...wish } = values;
    if (!wish.due && !wish.every && wish.per_week === undefined)
      throw new MistakeError({ code: 'missing_field', ask: '截止时间' });
    const ordered = await order(context, { ...wish, title, kind: 'deadline' }, group?.id);
    const twin = await twinOf(context, ordered.task);
    const same = twin ? { number: twin.task.id, due: say.due(twin.round.dueAt), mine: ordered.task.id } : false;
    const view = { ...taskView(ordered, context), twin: same };
    const pushes = announcements(ordered, { ...view, moved: false, before: '' }, context);
    return reply('office/ordered', { ...view, pushed: pushes.length > 0 }, { pushes });
  },
});
