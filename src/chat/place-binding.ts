import { MistakeError } from '../domain/mistakes';
import type { Group } from '../domain/register';
import { bindChat, bindWebhook, groupNamed, unboundGroups } from '../domain/services/bindings';
import type { CommandContext, Reply } from './command';

interface Wish {
  /** Of the group, as typed. */
  readonly name: string | undefined;
  readonly url?: string | undefined;
  /** The person has seen what it will change. */
  readonly sure?: boolean | undefined;
}

const named = (group: Group): { label: string; say: string } => ({ label: group.name, say: `/绑定 群 ${group.name}` });
const exampleOf = ({ register }: CommandContext): string =>
  `/绑定 群 ${(unboundGroups(register)[0] ?? register.groups[0])?.name ?? '××工作群'}`;

/** Names of the register that could be this chat, to be tapped by whoever may name it. */
export const groupChoices = ({ register, actor }: CommandContext): Reply['choices'] =>
  actor.role === 'admin' ? unboundGroups(register).map(named) : [];

/** `/绑定 群 名字` in a group: names the chat, or asks when that would make a new group or take a name away. */
export async function nameGroup(context: CommandContext, { name, sure = false }: Wish): Promise<Reply> {
  if (name === undefined)
    throw new MistakeError({ code: 'missing_field', ask: '群名', details: { example: exampleOf(context) } });
  const bound = await bindChat(context, { chatId: context.chatId, name, sure, example: exampleOf(context) });
  if ('ask' in bound) {
    const again = { label: bound.ask === 'new' ? `新建「${name}」` : '改到本群', say: `/绑定 群 ${name} 确定` };
    const choices = bound.ask === 'new' ? [...unboundGroups(context.register).map(named), again] : [again];
    return { template: `office/group-${bound.ask}`, view: { name }, choices };
  }
  const { group, before, moved } = bound;
  return {
    template: 'office/group-bound',
    view: {
      name: group.name,
      count: group.unitIds.length,
      bureau: group.bureau,
      before: before?.name ?? '',
      moved,
      webhook: await hasWebhook(context, group),
    },
  };
}

/** Is an address paired with this group that this program may use? */
export async function hasWebhook({ tx, vitals }: CommandContext, group: Group): Promise<boolean> {
  const address = await tx.secrets.get(`webhook:${group.id}`);
  return address !== undefined && vitals().ways.usable(address);
}

/** `/绑定 webhook 群名 地址` in private: keeps the address, and says something through it so that a mix-up shows. */
export async function pairWebhook(context: CommandContext, { name, url = '' }: Wish): Promise<Reply> {
  const { register, chatId, vitals } = context;
  // Before anything else, whoever typed it and whatever is missing: everybody in the group has read the key.
  if (chatId !== undefined) throw new MistakeError({ code: 'private_only', details: { secret: true, webhook: true } });
  const group = name === undefined ? undefined : groupNamed(register, name);
  if (!group && register.groups.length > 0 && context.actor.role === 'admin') {
    const choices = register.groups.map((each) => ({ label: each.name, say: `/绑定 webhook ${each.name} ${url}` }));
    return { template: 'office/webhook-which', view: { name: name ?? '' }, choices };
  }
  const example = `/绑定 webhook ${(group ?? register.groups[0])?.name ?? '××工作群'} https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…`;
  const { usable } = vitals().ways;
  const { group: paired, taken } = await bindWebhook(context, { name: name ?? '', url, usable, example });
  if (taken) return { template: 'office/webhook-taken', view: { name: paired.name, owner: taken.name } };
  const bound = paired.chatId !== undefined;
  const { id, name: groupName } = paired;
  const view = { name: groupName };
  const test = { to: { groupId: id }, template: 'office/webhook-test', view, by: 'webhook' } as const;
  return { template: 'office/webhook-bound', view: { name: paired.name, bound }, pushes: bound ? [test] : [] };
}
