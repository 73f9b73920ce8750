import { bound, bulletinView, defineCommand, draftChoices, optional, recordNumber, reply } from '../../src/chat';
import { MistakeError } from '../../src/domain/mistakes';
import { confirm, outageNear } from '../../src/domain/services/bulletins';

export default defineCommand({
  intent: 'confirm',
  names: ['确认', '发布'],
  summary: '确认一份通报；第二位管理员确认后发布',
  examples: ['确认 TB-0001'],
  where: 'anywhere',
  allow: 'admin',
  slots: { id: optional(recordNumber('通报编号', 'TB')) },
  async run({ id }, context) {
    const { say, register, group } = context;
    // Institutions see a 通报 when it is published, not before.
    if (group && !group.bureau) throw new MistakeError({ code: 'private_only' });
    const { outcome, draft } = await confirm(context, id);
    const view = bulletinView(draft, say, await outageNear(context, draft.round.dueAt));
    const choices = draftChoices(draft.bulletin.id);
    switch (outcome) {
      case 'changed':
        return reply('task/bulletin-draft', { ...view, changed: true }, { choices, askOf: register.admins() });
      case 'second': {
        const others = register.admins().filter((admin) => admin.id !== context.actor.person?.id);
        const names = others.map((admin) => admin.name).join('、');
        return reply('office/bulletin-seen', { ...view, others: names }, { choices, askOf: register.admins() });
      }
      case 'published': {
        const template = draft.bulletin.corrects === undefined ? 'task/bulletin' : 'task/bulletin-correction';
        const groupIds = bound(register, draft.task.groupIds);
        const pushes = groupIds.map((groupId) => ({ to: { groupId }, template, view }));
        const unbound = say.groups(draft.task.groupIds.filter((id) => !groupIds.includes(id)));
        const told = { ...view, groups: say.groups(groupIds), nowhere: groupIds.length === 0, unbound };
        return reply('office/bulletin-published', told, { pushes, decided: true });
      }
    }
  },
});
