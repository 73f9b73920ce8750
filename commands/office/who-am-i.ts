import { defineCommand, masked, reply } from '../../src/chat';
import { isEncrypted } from '../../src/domain/register-index';
import { pendingBinding } from '../../src/domain/services/bindings';

export default defineCommand({
  intent: 'who_am_i',
  names: ['我是谁'],
  summary: '看看小安认得的您：单位、岗位、权限',
  examples: ['我是谁'],
  where: 'anywhere',
  allow: 'anyone',
  slots: {},
  async run(_, context) {
    const { actor, register, say } = context;
    const { person, role, userid } = actor;
    const encrypted = isEncrypted(userid);
    if (!person) {
      const asked = await pendingBinding(context);
      const pending = asked === undefined ? '' : `${say.unit(asked.unitId)}${asked.name}`;
      return reply('office/who-am-i', { known: false, userid, encrypted, pending });
    }
    return reply('office/who-am-i', {
      known: true,
      userid,
      encrypted,
      pending: '',
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
