import type { Tx } from '../domain/ports';
import type { Day, Instant } from '../lib/time';
import type { ImportPlan } from './plan-import';
import { RegisterChangedError, RegisterFileError } from './register-file';

const isEmpty = ({ units, people, posts, teams, groups, ambiguous }: ImportPlan): boolean =>
  [units, people, posts, teams, groups, ambiguous].every((list) => list.length === 0);

/**
 * Stores a plan and raises the register's version once; a plan without changes stores nothing.
 * Throws a RegisterFileError when the plan has problems, a RegisterChangedError when it was made for another version.
 */
export async function applyImport(
  { register }: Pick<Tx, 'register'>,
  plan: ImportPlan,
  { day }: { readonly now: Instant; readonly day: Day },
): Promise<void> {
  if (plan.problems.length > 0) throw new RegisterFileError(plan.problems);
  if ((await register.version()) !== plan.version) throw new RegisterChangedError();
  if (isEmpty(plan)) return;
  for (const unit of plan.units) await register.putUnit(unit);
  for (const person of plan.people) await register.putPerson(person);
  for (const post of plan.posts) {
    await register.putPost(plan.handedPostIds.has(post.id) ? { ...post, since: day } : post);
  }
  for (const leaving of plan.leavings) await register.addHolding({ ...leaving, to: day });
  for (const group of plan.groups) await register.putGroup(group);
  for (const team of plan.teams) await register.putTeam(team);
  for (const [word, unitIds] of plan.ambiguous) await register.putAmbiguous(word, unitIds);
  await register.touch();
}
