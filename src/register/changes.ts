import type { Group, Person, Post, RegisterData, Team, Unit } from '../domain/register';

export type Noun = 'unit' | 'person' | 'post' | 'group' | 'team' | 'word';

/** One value that changes; the program that shows it knows what the field is called. */
export interface FieldChange {
  readonly field: string;
  readonly before?: string;
  readonly after?: string;
}
export interface Change {
  readonly noun: Noun;
  readonly how: 'added' | 'changed' | 'removed';
  readonly id: string;
  /** As people call it: name of the unit, unit and name of the person, unit and post. */
  readonly name: string;
  readonly fields: readonly FieldChange[];
}

type Words = Readonly<Record<string, string | undefined>>;
interface Shown {
  readonly name: string;
  readonly words: Words;
  /** False for what has been removed. */
  readonly there: boolean;
}
type Things = ReadonlyMap<string, Shown>;

/** What units and people are called, before and after alike: a unit's new name is no change of its groups. */
interface Names {
  readonly unit: (id: string | undefined) => string | undefined;
  readonly person: (id: string | undefined) => string | undefined;
}

const joined = (words: readonly (string | undefined)[]): string | undefined =>
  words.length > 0 ? words.join('、') : undefined;
const numbered = (value: number | undefined): string | undefined => (value === undefined ? undefined : String(value));

function namesIn(data: RegisterData): Names {
  const units = new Map(data.units.map((unit) => [unit.id, unit.aliases[0] ?? unit.name]));
  const people = new Map(data.people.map((person) => [person.id, person.name]));
  return {
    unit: (id) => (id === undefined ? undefined : (units.get(id) ?? id)),
    person: (id) => (id === undefined ? undefined : (people.get(id) ?? id)),
  };
}

const showUnit = (names: Names, unit: Unit): Shown => {
  const { name, kind, type, town, landline } = unit;
  const numbers = { elders: numbered(unit.elders), beds: numbered(unit.beds) };
  const words = { name, kind, type, town, landline, aliases: joined(unit.aliases), parent: names.unit(unit.parentId) };
  return { name, words: { ...words, ...numbers }, there: unit.active };
};

const showPerson = (names: Names, { name, userid, mobile, role, unitId, active }: Person): Shown => ({
  name: [names.unit(unitId), name].filter(Boolean).join(' '),
  words: { name, userid, mobile, role, unit: names.unit(unitId) },
  there: active,
});

const showPost = (names: Names, post: Post): Shown => ({
  name: `${names.unit(post.unitId) ?? ''} ${post.name}`,
  words: { holder: names.person(post.holderId), role: post.role },
  there: true,
});

const showGroup = (names: Names, { name, chatId, unitIds, bureau }: Group): Shown => ({
  name,
  words: { name, chat: chatId, members: joined(unitIds.map(names.unit)), bureau: String(bureau) },
  there: chatId !== undefined || unitIds.length > 0,
});

const showTeam = (names: Names, { name, leadId, leaderId, areas }: Team): Shown => ({
  name,
  words: { name, lead: names.person(leadId), leader: names.person(leaderId), areas: joined(areas) },
  there: leadId !== undefined || leaderId !== undefined || areas.length > 0,
});

/** What people see of a register: the same words before and after are no change. */
function shown(data: RegisterData, names: Names): ReadonlyMap<Noun, Things> {
  const all = <Row extends { readonly id: string }>(
    rows: readonly Row[],
    show: (names: Names, row: Row) => Shown,
  ): Things => new Map(rows.map((row) => [row.id, show(names, row)]));
  const words = Object.entries(data.ambiguous).map(([word, ids]): [string, Shown] => [
    word,
    { name: word, words: { units: joined(ids.map(names.unit)) }, there: ids.length > 0 },
  ]);
  return new Map<Noun, Things>([
    ['unit', all(data.units, showUnit)],
    ['person', all(data.people, showPerson)],
    ['post', all(data.posts, showPost)],
    ['group', all(data.groups, showGroup)],
    ['team', all(data.teams, showTeam)],
    ['word', new Map(words)],
  ]);
}

function fieldsOf(before: Words, after: Words): FieldChange[] {
  return Object.keys(after).flatMap((field) => {
    const [old, next] = [before[field], after[field]];
    if (old === next) return [];
    return [{ field, ...(old === undefined ? {} : { before: old }), ...(next === undefined ? {} : { after: next }) }];
  });
}

/** Every difference between two registers in words, in the order: units, people, posts, groups, teams, shared words. */
export function changesBetween(before: RegisterData, after: RegisterData): readonly Change[] {
  const names = namesIn(after);
  const earlier = shown(before, names);
  return [...shown(after, names)].flatMap(([noun, things]) =>
    [...things].flatMap(([id, { name, words, there }]): Change[] => {
      const old = earlier.get(noun)?.get(id);
      const fields = fieldsOf(old?.words ?? {}, words);
      if (!there) return old?.there ? [{ noun, how: 'removed', id, name: old.name, fields: [] }] : [];
      if (!old?.there) return [{ noun, how: 'added', id, name, fields }];
      return fields.length > 0 ? [{ noun, how: 'changed', id, name: old.name, fields }] : [];
    }),
  );
}
