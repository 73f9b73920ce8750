import type { Scene } from '../domain/scene';
import type { Step } from '../domain/task';
import { MINUTE } from '../lib/time';
import { Markdown, type Templates } from '../words/templates';
import type { Push } from './command';
import { isCoverage } from './coverage-steps';
import { isHazardStep } from './hazard-steps';

/** Steps that one message may gather. */
const AT_ONCE = 500;
/** Later ones go one by one: one that fails again and again must not hold up the others. */
const PUNCTUAL = 2 * MINUTE;
/** Kinds of steps of which a place reads one message a minute; drafts are confirmed one by one. */
const TOGETHER: ReadonlySet<Step['kind']> = new Set(['remind', 'escalate']);

/** The other reminders of this minute, claimed: a group or person hears of all of them in one message. */
export async function remindersOfNow({ tx, now }: Scene, step: Step): Promise<readonly Step[]> {
  if (!TOGETHER.has(step.kind) || now - step.at > PUNCTUAL) return [];
  const own = await tx.tasks.task(step.taskId);
  if (!own || isCoverage(own)) return [];
  // Findings gather themselves: one of their steps stands for all.
  let hasHazards = isHazardStep(own);
  const claimed: Step[] = [];
  for (const other of await tx.tasks.stepsDue(now, AT_ONCE)) {
    if (other.kind !== step.kind || other.at !== step.at || other.id === step.id) continue;
    const task = await tx.tasks.task(other.taskId);
    if (!task || isCoverage(task) || (hasHazards && isHazardStep(task))) continue;
    if (!(await tx.tasks.claimStep(other.id, 'done'))) continue;
    hasHazards ||= isHazardStep(task);
    claimed.push(other);
  }
  return claimed;
}

const placeOf = ({ to }: Push): string => ('groupId' in to ? to.groupId : `person:${to.person.id}`);

/** One message for each place, in the order in which the places come first. */
export function joined(templates: Templates, pushes: readonly Push[]): readonly Push[] {
  const places = new Map<string, Push[]>();
  for (const push of pushes) places.set(placeOf(push), [...(places.get(placeOf(push)) ?? []), push]);
  return [...places.values()].flatMap((here) => {
    const [first, second] = here;
    if (!first || !second) return here;
    return {
      ...first,
      template: 'task/together',
      view: { parts: here.map(({ template, view }) => ({ text: new Markdown(templates.render(template, view)) })) },
      choices: here.flatMap(({ choices = [] }) => choices),
      mentions: [...new Set(here.flatMap(({ mentions = [] }) => mentions))],
    };
  });
}
