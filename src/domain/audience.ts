import type { Register } from './register-index';
import type { Audience } from './task';

/** The units that words like 全体, 养老机构 or a list mean; without words those of the group, in private all. */
export function targetsOf(
  register: Register,
  words: readonly string[] | undefined,
  groupId: string | undefined,
): string[] {
  const all = register.institutions.map((unit) => unit.id);
  const group = groupId === undefined ? undefined : register.group(groupId);
  const here = group && !group.bureau ? all.filter((id) => group.unitIds.includes(id)) : all;
  if (!words || words.length === 0) return here;
  const wanted = new Set(
    words.flatMap((word) => {
      if (word === 'all') return here;
      if (!word.startsWith('type:')) return [word];
      return register.institutions.filter((unit) => unit.type === word.slice('type:'.length)).map((unit) => unit.id);
    }),
  );
  return register.units.filter((unit) => wanted.has(unit.id)).map((unit) => unit.id);
}

/** Groups in which these units are spoken to: the one that it was typed in, else all that they are in. */
function groupsFor(register: Register, targets: readonly string[], groupId: string | undefined): string[] {
  const typedIn = groupId === undefined ? undefined : register.group(groupId);
  if (typedIn && !typedIn.bureau) return [typedIn.id];
  return register.groups
    .filter((group) => !group.bureau && group.unitIds.some((id) => targets.includes(id)))
    .map((g) => g.id);
}

/** Who owes a task, and where they are spoken to, as the register is now. */
export function addressed(register: Register, { words, groupId }: Audience): { targets: string[]; groupIds: string[] } {
  const targets = targetsOf(register, words, groupId);
  return { targets, groupIds: groupsFor(register, targets, groupId) };
}
