import type { Mistake } from '../mistakes';
import type { Case } from './case';

/** Anybody may ask about any unit, and tell on one. */
const ABOUT_ANYBODY: ReadonlySet<string> = new Set(['query', 'tipoff', 'register', 'ack']);
const OF_ONE_UNIT: ReadonlySet<string> = new Set(['staff', 'head']);

/** Where it was typed, who may, whose record it is, and whether there is anything to change. */
export function placeMistakes({ intent, slots, facts, rules, inList }: Case): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  if (intent === 'tipoff' && facts.group) mistakes.push({ code: 'private_only' });
  if (intent === 'inspect' && slots['secret'] === true && facts.group?.institutions)
    mistakes.push({ code: 'secret_in_group' });
  // A lottery station's own people may report on themselves; the other checks are the manager's.
  const ownCheck = intent === 'lottery_check' && slots['own'] === true;
  if (!ownCheck && !rules.mayRead(facts.role, intent)) mistakes.push({ code: 'no_permission', details: { intent } });
  const inst = slots['inst'];
  const foreign = typeof inst === 'string' && facts.unitId !== undefined && inst !== facts.unitId;
  if (foreign && !inList && OF_ONE_UNIT.has(facts.role) && !ABOUT_ANYBODY.has(intent)) {
    mistakes.push({ code: 'no_permission', details: { unit: inst } });
  }
  if (intent === 'incident_follow' && !facts.openIncident) mistakes.push({ code: 'no_open_incident' });
  if (intent === 'undo' && slots['ref'] === 'last' && !facts.undoable) mistakes.push({ code: 'nothing_to_undo' });
  if (intent === 'correct' && facts.lastClosed) mistakes.push({ code: 'stale' });
  return mistakes;
}
