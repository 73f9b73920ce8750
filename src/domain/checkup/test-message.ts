import { MistakeError } from '../mistakes';
import type { Group } from '../register';
import type { Register } from '../register-index';

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
