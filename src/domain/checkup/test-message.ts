import { MistakeError } from '../mistakes';
import type { Group } from '../register';
import type { Register } from '../register-index';
import type { Scene } from '../scene';
import type { Ways } from './vitals';

/** The group that was meant: by its id, its name, or a part that only one has. */
export function testedGroup(register: Register, typed: string): Group {
  const word = typed.trim();
  const exact = register.groups.find(({ id, name }) => id.toLowerCase() === word.toLowerCase() || name === word);
  const parts = register.groups.filter(({ name }) => word !== '' && name.includes(word));
  const group = exact ?? (parts.length === 1 ? parts[0] : undefined);
  if (group) return group;
  const names = register.groups.map(({ id, name }) => `${id} ${name}`);
  throw new MistakeError({ code: 'ambiguous_target', typed: word, details: { noGroup: true, names } });
}

export interface Reach {
  readonly reached: boolean;
  /** Which way it goes. */
  readonly webhook: boolean;
  readonly socket: boolean;
  /** Why it cannot go. */
  readonly unbound: boolean;
}

/** By which way a push gets into this group now. */
export async function wayInto({ tx }: Pick<Scene, 'tx'>, ways: Ways, { id, chatId }: Group): Promise<Reach> {
  if (chatId === undefined) return { reached: false, webhook: false, socket: false, unbound: true };
  if (ways.mode === 'room') return { reached: true, webhook: false, socket: false, unbound: false };
  const address = await tx.secrets.get(`webhook:${id}`);
  const webhook = address !== undefined && ways.usable(address);
  const spoken = ways.mode === 'socket' && (await tx.settings.get(ways.spokenKey(chatId))) !== undefined;
  return { reached: webhook || spoken, webhook, socket: !webhook && spoken, unbound: false };
}
