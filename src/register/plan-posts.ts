import type { Person, Post } from '../domain/register';
import { compact } from './compact';
import type { Draft } from './draft';
import type { Placement } from './plan-people';

/** A post that the import makes is held since always, until `applyImport` writes the day. */
export const LONG_AGO = '1970-01-01';

const isOpen = (role: Post['role']): boolean => role === 'staff' || role === 'guest';

function holderSet(post: Post, holderId: string | undefined): Post {
  const { holderId: _before, ...rest } = post;
  return holderId === undefined ? rest : { ...rest, holderId };
}

const heldBy = (draft: Draft, person: Person): readonly Post[] =>
  [...draft.posts.values()].filter((post) => post.holderId === person.id);

const isPost = (post: Post, person: Person, name: string): boolean =>
  post.unitId === person.unitId && post.name === name;

/** Posts that a row takes from its person: all of a removed one, the old ones of somebody who got another. */
function leave(draft: Draft, { row }: Placement, person: Person): void {
  const held = heldBy(draft, person);
  const name = row.post;
  const stays = typeof name === 'string' && held.some((post) => isPost(post, person, name));
  for (const post of held) {
    const kept = stays || (name === undefined && post.unitId === person.unitId);
    if (!person.active || !kept) draft.posts.set(post.id, holderSet(post, undefined));
  }
}

/**
 * The seat for a new holder: a vacant one; else the only seat of a leading post, when the file does not name who sits
 * there (then they are replaced); else a further seat beside the others.
 */
function seatFor(
  draft: Draft,
  person: Person,
  name: string,
  asked: { role: Post['role'] | undefined; named: ReadonlySet<string> },
): Post {
  const seats = [...draft.posts.values()].filter((post) => isPost(post, person, name));
  const vacant = seats.find((post) => post.holderId === undefined);
  if (vacant) return vacant;
  const [only] = seats;
  const leading = !isOpen(asked.role ?? only?.role ?? 'staff');
  if (only && seats.length === 1 && leading && !asked.named.has(only.holderId ?? '')) return only;
  const first = `${person.unitId ?? ''}/${name}`;
  let id = first;
  for (let n = 2; draft.posts.has(id); n += 1) id = `${first}-${n}`;
  return { id, unitId: person.unitId ?? '', name, role: asked.role ?? 'staff', since: LONG_AGO };
}

/** A role without the name of a post goes to the one post that the person holds. */
function rolesOnly(draft: Draft, { row }: Placement, person: Person): void {
  const [only, ...more] = heldBy(draft, person);
  if (row.post !== undefined || row.role === undefined || !only || more.length > 0) return;
  draft.posts.set(only.id, { ...only, role: row.role });
  draft.people.set(person.id, { ...person, role: person.unitId === undefined ? 'guest' : 'staff' });
}

/** Who holds which post after the file. */
export function planPosts(draft: Draft, placements: readonly Placement[]): void {
  const people = placements.flatMap((placement) => {
    const person = draft.people.get(placement.personId);
    return person ? [{ placement, person }] : [];
  });
  const named = new Set(people.map(({ person }) => person.id));
  for (const { placement, person } of people) leave(draft, placement, person);
  for (const { placement, person } of people) {
    const { row } = placement;
    if (!person.active) continue;
    if (!row.post) {
      rolesOnly(draft, placement, person);
    } else if (person.unitId === undefined) {
      draft.problems.push({ at: row.at, text: `写了岗位「${row.post}」，还要写单位` });
    } else {
      const name = row.post;
      const seat = heldBy(draft, person).find((post) => isPost(post, person, name));
      const post = seat ?? seatFor(draft, person, name, { role: row.role, named });
      draft.posts.set(post.id, compact({ ...holderSet(post, person.id), role: row.role ?? post.role }));
    }
  }
}
