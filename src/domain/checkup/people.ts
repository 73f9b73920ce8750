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
    unboundUnits({ register }),
  ];
}

/** Institutions of which nobody has an account: nobody there can report, and nobody is reached in private. */
function unboundUnits({ register }: Desk): Finding {
  const units = register.institutions.filter(
    ({ id }) => !register.peopleOf(id).some(({ userid }) => userid !== undefined),
  );
  if (units.length === 0) return finding('people', 'fine');
  const names = units.slice(0, SHOWN).map(({ id }) => register.shortName(id));
  return finding('people', 'unbound', { count: units.length, names, more: units.length > SHOWN });
}
