import { areasView, defineCommand, reply, rosterSlots, unitIdsOf } from '../../src/chat';
import { MistakeError } from '../../src/domain/mistakes';
import * as areas from '../../src/domain/services/areas';
import { changePost } from '../../src/domain/services/office';

export default defineCommand({
  intent: 'roster',
  names: ['职务变动', '包联', '领导小组'],
  summary: '岗位换人、包联分工、领导小组名单：写一次，跟着岗位和人走',
  examples: [
    '职务变动 福利办主任 高峰→白鸽',
    '包联 李局长 颐和、康宁',
    '领导小组 组长李建军 副组长王志远 成员高峰、白鸽',
  ],
  where: 'anywhere',
  allow: 'admin',
  slots: { ...rosterSlots },
  async run({ kind, post, old, new: next, leader = [], deputy = [], members = [], targets = [] }, context) {
    const { say } = context;
    const names = (people: typeof leader): string[] => people.map(({ name }) => name);
    if (kind === 'area') {
      const [person] = leader;
      if (!person) return reply('office/areas', areasView(context));
      if (targets.length === 0) throw new MistakeError({ code: 'missing_field', ask: '包联哪几家' });
      const unitIds = unitIdsOf(context, targets);
      const { record } = await areas.assignArea(context, { leader: person.name, unitIds });
      return reply('office/area-set', { leader: person.name, units: say.units(unitIds), number: record.id });
    }
    if (kind === 'group') {
      const typed = { leader: names(leader), deputy: names(deputy), members: names(members) };
      const isNew = Object.values(typed).some((list) => list.length > 0);
      const record = isNew ? await areas.keepLeadingGroup(context, typed) : undefined;
      const group = isNew ? typed : await areas.leadingGroup(context);
      const list = (people: readonly string[] = []): string => people.join('、');
      const view = { leader: list(group?.leader), deputy: list(group?.deputy), members: list(group?.members) };
      return reply('office/leading-group', { ...view, none: !group, number: record?.id ?? '' });
    }
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
