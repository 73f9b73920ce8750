import { defineCommand, reply, rosterSlots } from '../../src/chat';
import { MistakeError } from '../../src/domain/mistakes';
import { changePost } from '../../src/domain/services/office';

export default defineCommand({
  intent: 'roster',
  names: ['职务变动'],
  summary: '岗位换人：写一次，这个岗位上的事都跟着换',
  examples: ['职务变动 福利办主任 高峰→白鸽'],
  where: 'anywhere',
  allow: 'admin',
  slots: { ...rosterSlots },
  async run({ kind, post, old, new: next }, context) {
    const { say } = context;
    if (kind !== 'post')
      return reply('errors/not_yet', { kind: kind === 'area' ? '包联' : '领导小组', incident: false, phone: '' });
    if (post === undefined || next === undefined)
      throw new MistakeError({ code: 'missing_field', ask: post === undefined ? '岗位' : '新任' });
    const change = await changePost(context, { post, next, old });
    return reply('office/post-changed', {
      unit: say.unit(change.post.unitId),
      post: change.post.name,
      before: change.before?.name ?? '',
      after: change.after.name,
      day: say.day(context.today),
      isNew: change.isNew,
      number: change.number,
    });
  },
});
