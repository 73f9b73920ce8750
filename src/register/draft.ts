import type { Group, Person, Post, RegisterData, Team, Unit } from '../domain/register';
import { sameUserid } from '../domain/register-index';
import type { Problem } from './register-file';

/** The register while a file is worked into it. It lives only inside `planImport`. */
export interface Draft {
  units: Map<string, Unit>;
  readonly people: Map<string, Person>;
  readonly posts: Map<string, Post>;
  readonly teams: Map<string, Team>;
  readonly groups: Map<string, Group>;
  readonly ambiguous: Map<string, readonly string[]>;
  readonly problems: Problem[];
}

const byId = <T extends { readonly id: string }>(list: readonly T[]): Map<string, T> =>
  new Map(list.map((each) => [each.id, each]));

export const draftOf = (current: RegisterData): Draft => ({
  units: byId([...current.units].sort((a, b) => a.order - b.order)),
  people: byId(current.people),
  posts: byId(current.posts),
  teams: byId(current.teams),
  groups: byId(current.groups),
  ambiguous: new Map(Object.entries(current.ambiguous)),
  problems: [],
});

/** Id, full name or alias of exactly one unit. Open units win over closed ones. */
export function unitMeant(draft: Draft, word: string): Unit | undefined {
  const exact = draft.units.get(word);
  if (exact) return exact;
  const fitting = [...draft.units.values()].filter((unit) => unit.name === word || unit.aliases.includes(word));
  const open = fitting.filter((unit) => unit.active);
  return open.length === 1 ? open[0] : fitting.length === 1 ? fitting[0] : undefined;
}

/** As `unitMeant`, and a problem when there is none. */
export function unitOrProblem(draft: Draft, word: string, at: string): Unit | undefined {
  const unit = unitMeant(draft, word);
  if (!unit) {
    draft.problems.push({ at, text: `没有单位「${word}」（或不止一家叫这个）：请写单位的编号，或先把它加到单位里` });
  }
  return unit;
}

/** Userid, or a name that one active person has. */
export function personMeant(draft: Draft, word: string): Person | undefined {
  const people = [...draft.people.values()];
  const bound = people.find((each) => each.userid !== undefined && sameUserid(each.userid) === sameUserid(word));
  const named = people.filter((each) => each.active && each.name === word);
  return bound ?? (named.length === 1 ? named[0] : undefined);
}
