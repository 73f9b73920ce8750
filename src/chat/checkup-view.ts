import { CAUSES, type Finding, type FindingState } from '../domain/checkup/finding';
import type { Day } from '../lib/time';
import { sayMinutes, sayMoment } from '../words/dates';
import type { View } from '../words/templates';

const MARKS: Readonly<Record<FindingState, string>> = { ok: '✔', wrong: '✘', note: '–' };

/**
 * What `templates/checkup/<topic>.md` is filled with: the mark, the cause as a section (the others left out), and the
 * facts in words. The first line says what is so, those below what it means and what to do.
 */
export function findingView({ topic, cause, state, facts }: Finding, today: Day): View {
  const causes = Object.keys(CAUSES[topic]).map((each) => [each, each === cause] as const);
  const words = Object.entries(facts).map(([name, value]) => [name, worded(name, value, today)] as const);
  return { mark: MARKS[state], ...Object.fromEntries([...causes, ...words]) };
}

function worded(name: string, value: Finding['facts'][string], today: Day): unknown {
  if (typeof value === 'number' && name.endsWith('At')) return sayMoment(value, today);
  if (typeof value === 'number' && name.endsWith('Minutes')) return sayMinutes(value);
  return typeof value === 'object' ? value.join('、') : value;
}
