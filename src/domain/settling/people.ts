import type { Day } from '../../lib/time';
import type { Mistake } from '../mistakes';
import type { Case } from './case';
import type { DayRange, DutyEntry, Named } from '../values';

function ofRoster(entries: readonly DutyEntry[]): Mistake[] {
  return entries.flatMap((entry): Mistake[] => {
    const staff = new Set(
      [...(entry.staff ?? []), ...(entry.shifts ?? []).flatMap((shift) => shift.staff)].map((person) => person.name),
    );
    const twice = entry.leader?.find((person) => staff.has(person.name));
    return twice ? [{ code: 'same_person', typed: twice.name, details: { day: entry.date } }] : [];
  });
}

/** People of a unit whose names the register has not are asked about; a unit without people is not judged. */
function strangers({ slots, facts, rules }: Case, names: readonly (string | undefined)[]): Mistake[] {
  const unitId = (slots['inst'] as string | undefined) ?? facts.unitId;
  const known = unitId === undefined ? [] : rules.register.peopleOf(unitId);
  if (unitId === undefined || known.length === 0) return [];
  return names
    .filter((name): name is string => name !== undefined && !known.some((person) => person.name === name))
    .map((name) => ({ code: 'not_on_roster', typed: name, details: { unit: unitId } }));
}

interface Shift {
  readonly date: Day;
  readonly name: string;
}

/** One person in two places, and names that the unit does not have. */
export function peopleMistakes(given: Case): readonly Mistake[] {
  const { intent, slots, facts } = given;
  if (intent === 'duty') return ofRoster((slots['entries'] as readonly DutyEntry[] | undefined) ?? []);
  if (intent === 'duty_swap') {
    const [a, b] = [slots['a'] as Shift | undefined, slots['b'] as Shift | undefined];
    const same: Mistake[] = a && b && a.name === b.name ? [{ code: 'same_person', typed: a.name }] : [];
    return [...same, ...strangers(given, [a?.name, b?.name])];
  }
  if (intent === 'duty_substitute' || (intent === 'duty_update' && slots['from'] !== undefined)) {
    const [from, to] = [slots['from'] as string | undefined, slots['to'] as string | undefined];
    const same: Mistake[] = from !== undefined && from === to ? [{ code: 'same_person', typed: from }] : [];
    return [...same, ...(intent === 'duty_substitute' ? strangers(given, [from, to]) : [])];
  }
  if (intent === 'handover' && slots['from'] !== undefined && slots['from'] === slots['to'])
    return [{ code: 'same_person', typed: slots['to'] as string }];
  const range = slots['range'] as DayRange | undefined;
  const deputy = intent === 'leave' ? (slots['deputy'] as readonly Named[] | undefined) : undefined;
  if (deputy?.some((person) => person.name === slots['name']))
    return [{ code: 'same_person', typed: slots['name'] as string }];
  const travels = intent === 'leave' && slots['kind'] !== 'elder';
  const conflict = travels && range ? facts.onDuty.find((day) => day >= range[0] && day <= range[1]) : undefined;
  return conflict === undefined ? [] : [{ code: 'duty_conflict', details: { day: conflict } }];
}
