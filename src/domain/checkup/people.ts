import type { Person } from '../register';
import type { Scene } from '../scene';
import { type Finding, finding } from './finding';
import type { Ways } from './vitals';

type Desk = Pick<Scene, 'register'>;
const SHOWN = 6;

/** Who may decide, and who of those who must report cannot be told or heard. */
export function peopleFindings({ register }: Desk, { adminUserids }: Ways): readonly Finding[] {
  const unknown = adminUserids.filter((userid) => !register.personOf(userid));
  const admins = register.admins().filter(({ userid }) => userid !== undefined);
  const [only] = admins;
  const count = admins.length;
  return [
    ...(unknown.length > 0 ? [finding('admins', 'unknown', { userids: unknown })] : []),
    count === 0
      ? finding('admins', 'none', { bySettings: adminUserids.length > 0 })
      : count === 1
        ? finding('admins', 'one', { name: only?.name ?? '' })
        : finding('admins', 'fine', { count }),
    ...unbound({ register }),
  ];
}

/** Institutions of which nobody has an account cannot report; heads without one are not reached in private. */
function unbound({ register }: Desk): readonly Finding[] {
  // A register with nothing in it has a finding of its own.
  if (register.institutions.length === 0) return register.units.length === 0 ? [] : [finding('people', 'none')];
  const isBound = ({ userid }: Person): boolean => userid !== undefined;
  const units = register.institutions.filter(({ id }) => !register.peopleOf(id).some(isBound));
  const heads = register.institutions.flatMap((unit) => {
    const head = units.includes(unit) ? undefined : register.headOf(unit.id);
    return head && !isBound(head) ? [`${register.shortName(unit.id)}${head.name}`] : [];
  });
  const names = units.map(({ id }) => register.shortName(id));
  const found = [...listed('unbound', names), ...listed('heads', heads)];
  return found.length > 0 ? found : [finding('people', 'fine')];
}

const listed = (cause: 'unbound' | 'heads', names: readonly string[]): readonly Finding[] =>
  names.length === 0
    ? []
    : [finding('people', cause, { count: names.length, names: names.slice(0, SHOWN), more: names.length > SHOWN })];
