import { addDays, dayOf, instantOf, type Day } from '../../lib/time';
import type { Mistake } from '../mistakes';
import type { Case } from './case';
import type { DayRange, DutyEntry } from '../values';

/** Slots that hold a day which must not be over, per intent. */
const AHEAD: Readonly<Record<string, readonly string[]>> = {
  duty_update: ['date'],
  duty_substitute: ['date'],
  activity: ['date'],
};
/** Slots that hold a day which must have come, per intent. */
const BEHIND: Readonly<Record<string, readonly string[]>> = {
  zero: ['date'],
  hazard: ['found'],
  fix: ['done'],
  accept: ['done'],
  visit: ['date'],
  test: ['date'],
  vaccine: ['date'],
  patrol: ['date'],
  health: ['date'],
  selfcheck: ['date'],
  drill: ['date'],
  flag: ['date'],
  visitor: ['time'],
  handover: ['time'],
  supplies: ['date'],
  return_home: ['date'],
  leave_back: ['date'],
  lottery_check: ['date'],
  tipoff: ['date'],
};
const DEADLINES: Readonly<Record<string, readonly string[]>> = {
  deadline: ['due'],
  broadcast: ['due'],
  hazard: ['due'],
  supervise: ['due'],
  recheck: ['due'],
  fix_extend: ['new_due'],
  accept: ['new_due'],
  plan: ['due'],
};
/** An activity of so many people needs its application so many days ahead (S3-13; the county may set others). */
const LARGE_ACTIVITY_PEOPLE = 30;
const LARGE_ACTIVITY_DAYS = 3;
/** Whoever asks for a new order of a day that is over at this moment means the day itself. */
const END_OF_DAY_MINUTE = 1440;

const instantOfDue = (due: string): number =>
  due.includes('T') ? Date.parse(due) : instantOf(due, END_OF_DAY_MINUTE) - 1;

const days = ({ intent, slots }: Case, table: Readonly<Record<string, readonly string[]>>): Day[] =>
  (table[intent] ?? []).map((key) => slots[key]).filter((value): value is Day => typeof value === 'string');

function rosterDays({ intent, slots }: Case): Day[] {
  const entries = intent === 'duty' ? ((slots['entries'] as readonly DutyEntry[] | undefined) ?? []) : [];
  const shifts = intent === 'duty_swap' ? [slots['a'], slots['b']] : [];
  return [
    ...entries.map((entry) => entry.date),
    ...shifts.flatMap((shift) => (shift ? [(shift as { date: Day }).date] : [])),
  ];
}

function tooSoon(slots: Case['slots'], today: Day): boolean {
  const [people, date] = [slots['people'], slots['date']];
  if (typeof people !== 'number' || typeof date !== 'string' || people < LARGE_ACTIVITY_PEOPLE) return false;
  return date >= today && date < addDays(today, LARGE_ACTIVITY_DAYS);
}

/** Days on the wrong side of today, and deadlines that are over. */
export function dateMistakes(given: Case): readonly Mistake[] {
  const { facts, intent, slots, today } = given;
  const mistakes: Mistake[] = [];
  for (const day of [...days(given, AHEAD), ...rosterDays(given)])
    if (day < today) mistakes.push({ code: 'past_date', details: { day } });
  for (const day of days(given, BEHIND))
    if (day.slice(0, 10) > today) mistakes.push({ code: 'future_date', details: { day: day.slice(0, 10) } });
  const range = slots['range'] as DayRange | undefined;
  if (intent === 'visit' && range && range[1] > today)
    mistakes.push({ code: 'future_date', details: { day: range[1] } });
  if (intent === 'leave' && range && range[1] < today) mistakes.push({ code: 'past_date', details: { day: range[1] } });
  if (intent === 'activity' && tooSoon(slots, today))
    mistakes.push({ code: 'too_late', details: { days: LARGE_ACTIVITY_DAYS } });
  for (const due of days(given, DEADLINES))
    if (instantOfDue(due) < facts.now) mistakes.push({ code: 'due_in_past', details: { due } });
  if (intent === 'shame' && slots['kind'] !== 'praise' && facts.itemDue !== undefined && facts.itemDue > facts.now) {
    mistakes.push({ code: 'deadline_not_reached', details: { day: dayOf(facts.itemDue) } });
  }
  return mistakes;
}
