import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Group, Person, Post, RegisterData, Team, Unit } from '../domain/register';
import type { Day } from '../lib/time';
import { type Change, changesBetween } from './changes';
import { type Draft, draftOf, unitOrProblem } from './draft';
import { planGroups, planTeams } from './plan-groups';
import { planPeople } from './plan-people';
import { LONG_AGO, planPosts } from './plan-posts';
import { planUnits } from './plan-units';
import { type Problem, type RegisterFile, RegisterFileError } from './register-file';

/** Somebody left a post: `to` is the day on which the plan is applied. */
interface Leaving {
  readonly postId: string;
  readonly personId: string;
  readonly from: Day;
}

/** What an import would do. With problems, nothing may be stored. */
export interface ImportPlan {
  /** Version of the register that the plan was made for. */
  readonly version: number;
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
  /** The rows to store, complete. */
  readonly units: readonly Unit[];
  readonly people: readonly Person[];
  readonly posts: readonly Post[];
  readonly teams: readonly Team[];
  readonly groups: readonly Group[];
  readonly ambiguous: readonly (readonly [string, readonly string[]])[];
  readonly leavings: readonly Leaving[];
  /** Posts whose holder changes: they are held since the day on which the plan is applied. */
  readonly handedPostIds: ReadonlySet<string>;
  /** The whole register afterwards. */
  readonly next: RegisterData;
}

const EMPTY: RegisterData = { version: 0, units: [], people: [], posts: [], teams: [], groups: [], ambiguous: {} };

const registerOf = (draft: Draft, version: number): RegisterData => ({
  version,
  units: [...draft.units.values()],
  people: [...draft.people.values()],
  posts: [...draft.posts.values()],
  teams: [...draft.teams.values()],
  groups: [...draft.groups.values()],
  ambiguous: Object.fromEntries(draft.ambiguous),
});

function changed<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): readonly T[] {
  const earlier = new Map(before.map((each) => [each.id, each]));
  return after.filter((each) => !isDeepStrictEqual(earlier.get(each.id), each));
}

function draftAfter(current: RegisterData, file: RegisterFile): Draft {
  const draft = draftOf(current);
  planUnits(draft, file);
  planPosts(draft, planPeople(draft, file.people));
  planGroups(draft, file.groups);
  planTeams(draft, file.teams);
  for (const hazard of file.hazards) unitOrProblem(draft, hazard.inst, hazard.at);
  return draft;
}

/** What this file would change in this register. Pure. */
export function planImport(current: RegisterData, file: RegisterFile): ImportPlan {
  const draft = draftAfter(current, file);
  const next = registerOf(draft, current.version);
  const earlier = new Map(current.posts.map((post) => [post.id, post]));
  const posts = changed(current.posts, next.posts);
  const handed = posts.filter((post) => earlier.get(post.id)?.holderId !== post.holderId);
  return {
    version: current.version,
    changes: changesBetween(current, next),
    problems: draft.problems,
    units: changed(current.units, next.units),
    people: changed(current.people, next.people),
    posts,
    teams: changed(current.teams, next.teams),
    groups: changed(current.groups, next.groups),
    ambiguous: Object.entries(next.ambiguous).filter(([word, ids]) => !isDeepStrictEqual(current.ambiguous[word], ids)),
    leavings: handed.flatMap(({ id }) => {
      const post = earlier.get(id);
      return post?.holderId === undefined ? [] : [{ postId: id, personId: post.holderId, from: post.since }];
    }),
    handedPostIds: new Set(handed.map((post) => post.id)),
    next,
  };
}

/** The register that a file alone makes; posts are held since long ago. Throws a RegisterFileError on problems. */
export function registerFromFile(file: RegisterFile, version = 1): RegisterData {
  const { next, problems } = planImport(EMPTY, file);
  if (problems.length > 0) throw new RegisterFileError(problems);
  return { ...next, version, posts: next.posts.map((post) => ({ ...post, since: LONG_AGO })) };
}

/** Short code of what a preview was made from: this file's bytes and this version of the register. */
export const previewCode = (version: number, file: RegisterFile): string =>
  createHash('sha256').update(`${version}:${file.hash}`).digest('hex').slice(0, 8);
