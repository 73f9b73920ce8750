import { dayOf, daysBetween, mondayOf, type Day } from '../lib/time';
import type { Origin, ReadingContext } from './context';
import { findDays } from './values/days';

/** Rules that settle a doubt: P1-P12 of the house, and what stands for a value that was not typed. */
export const READING_RULES = [
  'year_ahead',
  'year_behind',
  'year_over',
  'this_week',
  'next_week',
  'last_week',
  'date_ahead',
  'date_behind',
  'weekday_fits',
  'before_clock',
  'whole_day',
  'night_starts',
  'round_the_clock',
  'same_month',
  'holiday_table',
  'workday_table',
  'lunar',
  'incident_first',
  'no_command',
  'slip',
  'own_unit',
  'self',
  'quote',
  'role',
  'today',
  'last_round',
  'wording',
  'title',
  'area_code',
  'approximate',
  'weekday_wrong',
  'lunar_missing',
  'no_table',
  'nothing_dropped',
] as const;
export type ReadingRule = (typeof READING_RULES)[number];

const CONTEXT: Readonly<Record<string, ReadingRule>> = {
  inst: 'own_unit',
  sender: 'self',
  quote: 'quote',
  role: 'role',
};
const DEFAULTS: Readonly<Record<string, ReadingRule>> = { today: 'today', 'the last such round': 'last_round' };

const YEAR = /\d{4}|[今明去本后前]年|\d{2}年/;
const LUNAR =
  /[正冬腊]月|农历|阴历|旧历|初[一二三四五六七八九十]|除夕|年三十|腊八|小年|元宵|重阳|七夕|中元|龙抬头|年夜/;
const FESTIVAL = /元旦|春节|清明|劳动节|五·?一|端午|中秋|国庆|十·?一(?!月)|节[前后]/;
const MONTH_DAY = /月\S{0,2}[\d一二三四五六七八九十]|^\d{1,2}[./-]\d{1,2}|^\d{4}(?!\d|年|-)/;
const WEEKDAY = /(?:周|星期|礼拜)[一二三四五六日天]/;
const WEEK_NAMED = /[上下本这个](?:周|星期|礼拜)/;
const DATE_ONLY = /^\d{1,2}[日号]|^[一二三四五六七八九十]{1,3}[日号]/;
const SAME_MONTH = /月\d{1,2}[日号]?\s?(?:-|至|到|、|,)\s?\d{1,2}(?:[日号]|$)/;

interface DayDoubt {
  readonly day: Day;
  readonly today: Day;
  readonly looksAhead: boolean;
}

/** Rules for the days that one piece of the text stands for. */
function ofDay(piece: string, { day, today, looksAhead }: DayDoubt): ReadingRule[] {
  if (LUNAR.test(piece)) return ['lunar'];
  if (/工作日|上班/.test(piece)) return ['workday_table'];
  if (FESTIVAL.test(piece) && !/\d月|\d[日号]/.test(piece)) return ['holiday_table'];
  const ahead = day >= today;
  if (MONTH_DAY.test(piece)) {
    return [
      ...(YEAR.test(piece) && !/^\d{4}(?!\d|年|-)/.test(piece)
        ? []
        : ([ahead ? 'year_ahead' : looksAhead ? 'year_over' : 'year_behind'] as const)),
      ...(SAME_MONTH.test(piece) ? (['same_month'] as const) : []),
      ...(WEEKDAY.test(piece) ? (['weekday_fits'] as const) : []),
    ];
  }
  if (DATE_ONLY.test(piece)) return [ahead ? 'date_ahead' : 'date_behind'];
  if (!WEEKDAY.test(piece) || WEEK_NAMED.test(piece)) return [];
  const weeks = daysBetween(mondayOf(today), mondayOf(day)) / 7;
  return [weeks === 0 ? 'this_week' : weeks > 0 ? 'next_week' : 'last_week'];
}

const DAY = /^\d{4}-\d{2}-\d{2}/;

/** Every plain value inside a value. */
export function leaves(value: unknown): (string | number)[] {
  if (typeof value === 'string' || typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}

interface Shift {
  readonly start?: string;
  readonly end?: string;
  readonly shifts?: readonly { readonly shift: string }[];
}
/** A night belongs to the day that it starts on (P7). */
function ofShifts(value: unknown): ReadingRule[] {
  const entries = Array.isArray(value) ? (value as readonly Shift[]) : [];
  return [
    ...(entries.some((entry) => entry.shifts?.some(({ shift }) => shift === 'night'))
      ? (['night_starts'] as const)
      : []),
    ...(entries.some(({ start, end }) => start !== undefined && start === end) ? (['round_the_clock'] as const) : []),
  ];
}

const DEADLINES: ReadonlySet<string> = new Set(['due', 'new_due']);
/** Values that look ahead: a day that is past by now was meant for a year that is over (P1). */
const AHEAD: ReadonlySet<string> = new Set(['due', 'new_due', 'entries', 'promised', 'covers', 'expect', 'a', 'b']);

export interface Doubt {
  readonly key: string;
  readonly value: unknown;
  readonly origin: Origin;
  /** The whole normalised sentence. */
  readonly sentence: string;
}

/** Which rules decided this value, in the order in which they are told. */
export function rulesOf({ key, value, origin, sentence }: Doubt, context: ReadingContext): readonly ReadingRule[] {
  if (origin.from === 'context') return [CONTEXT[origin.key] ?? 'wording'];
  const known = origin.from === 'default' ? DEFAULTS[origin.rule] : undefined;
  if (known) return [known];
  const inside = leaves(value);
  const rules = [
    ...(origin.from === 'text' ? ofDays({ key, inside, piece: origin.piece }, context) : []),
    ...(key === 'entries' ? ofShifts(value) : []),
    ...(inside.some((leaf) => lacksArea(leaf, sentence)) ? (['area_code'] as const) : []),
    ...(key === 'approx' ? (['approximate'] as const) : []),
    ...(isTitled(inside, sentence, context) ? (['title'] as const) : []),
  ];
  return origin.from === 'default' && rules.length === 0 ? [untyped(value, context)] : [...new Set(rules)];
}

function ofDays(
  { key, inside, piece }: { readonly key: string; readonly inside: Inside; readonly piece: string },
  context: ReadingContext,
): ReadingRule[] {
  const day = inside.filter((leaf) => typeof leaf === 'string').find((leaf) => DAY.test(leaf));
  if (day === undefined) return [];
  const doubt = { day: day.slice(0, 10), today: dayOf(context.now), looksAhead: AHEAD.has(key) };
  const rules = piece
    .split(' … ')
    .filter((each) => findDays(each, context, { tense: 'question', spans: true }).length > 0)
    .flatMap((each) => ofDay(each, doubt));
  if (!DEADLINES.has(key)) return rules;
  return [...rules, day.includes('T') ? 'before_clock' : 'whole_day'];
}

/** No words gave it: what stands for such a value is the sender's unit, today, or the sentence as a whole. */
function untyped(value: unknown, { sender, now }: ReadingContext): ReadingRule {
  const [only] = Array.isArray(value) && value.length === 1 ? (value as unknown[]) : [value];
  if (only !== undefined && only === sender.unitId) return 'own_unit';
  if (only !== undefined && only === sender.name) return 'self';
  return only === dayOf(now) ? 'today' : 'wording';
}

type Inside = readonly (string | number)[];

/** 8380001 became 0477-8380001. */
const lacksArea = (leaf: string | number, sentence: string): boolean =>
  typeof leaf === 'string' && /^0\d{2,3}-/.test(leaf) && !sentence.includes(leaf.slice(0, leaf.indexOf('-')));

/** 王院长 was typed and a name of the register stands for it. */
const isTitled = (inside: Inside, sentence: string, { register, sender }: ReadingContext): boolean =>
  /院长|局长|主任|站长|馆长|书记|镇长|科长|所长|经理|组长|护士长|会计/.test(sentence) &&
  inside.some(
    (leaf) =>
      typeof leaf === 'string' &&
      leaf !== sender.name &&
      !sentence.includes(leaf) &&
      register.people.some((person) => person.name === leaf),
  );
