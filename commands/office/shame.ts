import { bulletinView, defineCommand, draftChoices, draftPush, reply, shameSlots } from '../../src/chat';
import { outageNear } from '../../src/domain/services/bulletins';
import { draftNamed } from '../../src/domain/services/shaming';

export default defineCommand({
  intent: 'shame',
  names: ['通报', '通报批评', '通报表扬'],
  summary: '截止后起草通报：先预览，另一位管理员确认后发布',
  examples: ['通报 值班表', '通报 零报告 昨天'],
  where: 'anywhere',
  allow: 'admin',
  slots: { ...shameSlots },
  async run(values, context) {
    const { say, group, register } = context;
    if (values.kind === 'praise') return reply('errors/not_yet', { kind: '通报表扬', incident: false, phone: '' });
    const made = await draftNamed(context, values);
    if (made.outcome === 'unchanged') {
      const { bulletin, task } = made.published;
      const at = say.moment(bulletin.publishedAt ?? bulletin.createdAt);
      return reply('office/bulletin-unchanged', { number: bulletin.id, title: task.title, at });
    }
    const outage = await outageNear(context, made.draft.round.dueAt);
    const choices = draftChoices(made.draft.bulletin.id);
    // Other admins see it where they confirm it; in the groups of institutions nothing is shown before that.
    const shownHere = !group || group.bureau;
    const pushes = group?.bureau ? [] : draftPush(made.draft, context, outage);
    if (!shownHere) return reply('office/draft-elsewhere', { title: made.draft.task.title }, { pushes });
    return reply('task/bulletin-draft', bulletinView(made.draft, say, outage), {
      choices,
      pushes,
      ...(group ? { askOf: register.admins() } : {}),
    });
  },
});
