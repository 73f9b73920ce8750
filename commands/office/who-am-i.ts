import { defineCommand, masked, reply } from '../../src/chat';

export default defineCommand({
  intent: 'who_am_i',
  names: ['我是谁'],
  summary: '看看小安认得的您：单位、岗位、权限',
  examples: ['我是谁'],
  where: 'anywhere',
  allow: 'anyone',
  slots: {},
  async run(_, { actor, register, say }) {
    const { person, role, userid } = actor;
    if (!person) return reply('office/who-am-i', { known: false, userid });
    return reply('office/who-am-i', {
      known: true,
      userid,
      name: person.name,
      unit: person.unitId === undefined ? '' : say.fullUnit(person.unitId),
      posts: register
        .postsOf(person)
        .map((post) => post.name)
        .join('、'),
      role: say.role(role),
      mobile: person.mobile === undefined ? '' : masked(person.mobile),
    });
  },
});
