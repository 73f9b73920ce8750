import { type Allow, fitsPlace, mayRead, PLACES, POLICY, reachOf, type Where } from '../../src/domain/policy';
import { ROLES, type Role } from '../../src/domain/register';
import { loadCommands } from '../../src/load-commands';

/** a = everybody's records, o = the own unit's, - = not at all; roles in the order of ROLES. */
const TABLE: Readonly<Record<Allow, string>> = {
  //            staff head town supervisor lottery_mgr admin leader guest
  anyone: 'a a a a a a a a',
  member: 'a a a a a a a -',
  'own-unit': 'o o o - - a - -',
  inspect: 'o o o a a a - -',
  accept: '- - - a - a - -',
  visit: 'o o o o - a o -',
  admin: '- - - - - a - -',
  oversee: '- - a a a a a -',
};
const LETTER = { any: 'a', own: 'o', no: '-' } as const;

const PLACES_OF: Readonly<Record<Where, readonly string[]>> = {
  anywhere: ['private', 'bureau', 'group', 'foreign'],
  private: ['private'],
  office: ['private', 'bureau'],
  group: ['bureau', 'group', 'foreign'],
};

describe('the permission table', () => {
  test('has the eight roles in the order that this test reads them', () => {
    expect(ROLES.join(' ')).toBe('staff head town supervisor lottery_mgr admin leader guest');
    expect(Object.keys(POLICY).sort()).toEqual(Object.keys(TABLE).sort());
  });

  test.each(Object.keys(TABLE) as Allow[])('row %s', (allow) => {
    expect(ROLES.map((role) => LETTER[reachOf(allow, role)]).join(' ')).toBe(TABLE[allow]);
  });
});

const cells = loadCommands().commands.flatMap((command) =>
  ROLES.flatMap((role) => PLACES.map((place) => ({ name: command.intent, command, role, place }))),
);

const may = (allow: Allow, role: Role): boolean => TABLE[allow].split(' ')[ROLES.indexOf(role)] !== '-';

describe('every command, for every role, in every place', () => {
  test('there is something to walk', () => expect(cells.length).toBeGreaterThan(ROLES.length * PLACES.length * 10));

  test.each(cells)('$name by $role in $place', ({ command, role, place }) => {
    const allowed = reachOf(command.allow, role) !== 'no' && fitsPlace(command.where, place);
    expect(allowed).toBe(may(command.allow, role) && PLACES_OF[command.where].includes(place));
  });

  test.each(cells.filter(({ role, command }) => !mayRead(role, command.intent)))(
    'what reading refuses (domain D.4), running refuses too: $name by $role in $place',
    ({ command, role }) => expect(reachOf(command.allow, role)).toBe('no'),
  );

  const BUREAU_ONLY = [
    'deadline',
    'broadcast',
    'remind',
    'shame',
    'exempt',
    'confirm',
    'cancel',
    'bind_consent',
    'roster',
  ];
  test.each(BUREAU_ONLY)('%s is for admins alone', (intent) => {
    const command = cells.find(({ name }) => name === intent)?.command;
    expect(ROLES.filter((role) => command && reachOf(command.allow, role) !== 'no')).toEqual(['admin']);
  });
});
