import { type CommandContext, defineCommand, findingView, optional, reply, words } from '../../src/chat';
import { checkUp } from '../../src/domain/checkup/checkup';
import { worstFirst } from '../../src/domain/checkup/finding';
import { reachInto } from '../../src/domain/checkup/reach';
import { testedGroup } from '../../src/domain/checkup/test-message';

/** A message to see with one's own eyes; it rings whoever asked for it, where the group can ring at all. */
async function test(typed: string, context: CommandContext) {
  const { actor, register, say, now } = context;
  const group = testedGroup(register, typed);
  const { reached, webhook, bound } = await reachInto(context, context.vitals().ways, group);
  const rings = webhook === 'usable';
  const view = { name: group.name, reached, rings, bound, room: context.vitals().ways.mode === 'room' };
  if (!reached) return reply('checkup/asked', view);
  const mentions = actor.person ? [actor.person] : [];
  const text = { name: actor.person?.name ?? '', at: say.moment(now) };
  const push = { to: { groupId: group.id }, template: 'checkup/hello', view: text, mentions, urgent: true };
  return reply('checkup/asked', view, { pushes: [push] });
}

export default defineCommand({
  intent: 'self_check',
  names: ['自检'],
  summary: '查小安自己：连着没有、各群能不能发、有没有卡住的；写上群名就往那个群发一条测试',
  examples: ['自检', '自检 G1'],
  where: 'office',
  allow: 'admin',
  slots: { group: optional(words('群名')) },
  async run({ group }, context) {
    if (group !== undefined) return test(group, context);
    const { register, today } = context;
    const findings = worstFirst(await checkUp(context, context.vitals()));
    const replies = findings.map((each) => ({ template: `checkup/${each.topic}`, view: findingView(each, today) }));
    const bound = register.groups.filter(({ chatId }) => chatId !== undefined);
    const choices = bound.map(({ id, name }) => ({ label: name, say: `自检 ${id}` }));
    const wrong = findings.filter(({ state }) => state === 'wrong').length;
    return reply('checkup/answer', { replies, wrong, testable: choices.length > 0 }, { choices });
  },
});
