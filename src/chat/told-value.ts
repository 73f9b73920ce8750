import type { DutyEntry, Named } from '../domain/values';
import { runsOf } from '../domain/services/duty';
import { discreet } from './booked-view';
import { masked, type Say } from './say';

const STAMP = /^\d{4}-\d{2}-\d{2}T/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LANDLINE = /^(0\d{2,3}-\d{3,4})\d{4}((?:-\d+)?)$/;

/** As much of a longer text as shows which one it is. */
const SHOWN = 60;
const shortened = (text: string): string => {
  const letters = Array.from(text.replace(/\s+/g, ' '));
  return letters.length > SHOWN ? `${letters.slice(0, SHOWN).join('')}…` : letters.join('');
};

/** Typed words with every number that leads to a person made unreadable: cards and accounts wholly, phones in part. */
export const veiledNumbers = (text: string): string =>
  discreet(
    text
      .replace(/(?<!\d)\d(?:[ -]?\d){13,18}[ -]?[\dXx](?!\d)/g, '****')
      .replace(/(?<!\d)(1[3-9]\d)[ -]?\d{4}[ -]?(\d{4})(?!\d)/g, '$1****$2')
      .replace(/(?<!\d)(0\d{2,3}[ -]?\d{3,4})\d{4}(?!\d)/g, '$1****')
      .replace(/(?<![\d.-])([2-8]\d{2})\d{4}(?!\d)/g, '$1****')
      .replace(/(?<![\d-])(?!20\d{6}(?!\d))\d{8,14}(?!\d)/g, (digits) => `${digits.slice(0, 3)}****`),
  );

/** The same, and no longer than it takes to recognise it. */
export const veiled = (text: string): string => veiledNumbers(shortened(text));

const named = (value: unknown): value is Named => typeof value === 'object' && value !== null && 'name' in value;

function ofString(value: string, say: Say, key: string): string {
  if (STAMP.test(value)) return say.due(Date.parse(value));
  if (DAY.test(value)) return say.day(value);
  if (key === 'inst' || key === 'targets')
    return value.startsWith('type:') ? value.slice('type:'.length) : unitOrAll(value, say);
  const { values, items, kinds, marks, counts } = say.names;
  const word = values[`${key}.${value}`] ?? wordOf(key, value, { items, kinds, marks, counts }) ?? values[value];
  if (word !== undefined) return word;
  return LANDLINE.test(value) ? value.replace(LANDLINE, '$1****$2') : veiled(masked(value));
}

const unitOrAll = (value: string, say: Say): string => say.names.values[value] ?? say.unit(value);

function wordOf(
  key: string,
  code: string,
  lists: Pick<Say['names'], 'items' | 'kinds' | 'marks' | 'counts'>,
): string | undefined {
  if (key === 'item') return lists.items[code];
  if (key === 'of' || key === 'topic') return lists.kinds[code];
  if (key === 'require') return lists.marks[code];
  return key === 'approx' ? lists.counts[code] : undefined;
}

interface DutyWords {
  readonly leader: string;
  readonly staff: string;
  readonly shifts: readonly { readonly night: boolean; readonly staff: string }[];
  readonly clock: string;
}

/** 11月24日（周二）-26日 带班王强139****1001 值班李梅: days in a row with the same people are one. */
function ofEntries(entries: readonly DutyEntry[], say: Say): string {
  const word = (code: string): string => say.names.values[code] ?? '';
  const runs = runsOf(entries).map(({ days, entry }) => {
    const { leader, staff, shifts, clock } = say.dutyDay(entry, 'masked') as unknown as DutyWords;
    const parts = [
      say.days(days),
      clock,
      leader && `${word('role.leader')}${leader}`,
      staff && `${word('role.staff')}${staff}`,
      ...shifts.map((shift) => `${word(shift.night ? 'night' : 'day')}${shift.staff}`),
    ];
    return parts.filter((part) => part !== '').join(' ');
  });
  return runs.join('；');
}

const isRange = (value: readonly unknown[]): boolean =>
  value.length === 2 && value.every((each) => typeof each === 'string' && DAY.test(each));

/** A value of a reading in words; nothing where only its typed piece can say it. */
export function toldValue(value: unknown, say: Say, key: string): string {
  if (typeof value === 'string') return ofString(value, say, key);
  if (typeof value === 'number') return key === 'weekdays' ? (say.names.weekdays[value - 1] ?? '') : String(value);
  if (typeof value === 'boolean') return say.names.values[`${key}.${value}`] ?? say.names.values[String(value)] ?? '';
  if (Array.isArray(value)) {
    if (key === 'entries') return ofEntries(value as readonly DutyEntry[], say);
    if (isRange(value)) return say.span([String(value[0]), String(value[1])]);
    return value
      .map((each) => toldValue(each, say, key))
      .filter((each) => each !== '')
      .join('、');
  }
  return typeof value === 'object' && value !== null
    ? ofObject(value as Readonly<Record<string, unknown>>, say, key)
    : '';
}

/** 第1项合格、第4项不合格; with key `bad`: 第4项应急灯坏. */
const ofItems = (value: Readonly<Record<string, unknown>>, say: Say, key: string): string =>
  Object.entries(value)
    .map(([item, said]) => `${(say.names.values['item.nth'] ?? '#').replace('#', item)}${toldValue(said, say, key)}`)
    .join('、');

const isNumbered = (value: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(value).every(([item, said]) => /^\d+$/.test(item) && typeof said === 'string');

function ofObject(value: Readonly<Record<string, unknown>>, say: Say, key: string): string {
  if ((key === 'items' || key === 'bad') && isNumbered(value)) return ofItems(value, say, key);
  if (named(value) && Object.keys(value).every((each) => each === 'name' || each === 'phone'))
    return say.named(value, 'masked');
  return Object.entries(value)
    .map(([name, inner]) => {
      const label = key === 'set' ? (say.names.counts[name] ?? '') : '';
      return `${label}${toldValue(inner, say, key === 'set' ? name : key)}`;
    })
    .join(key === 'items' ? '' : ' ');
}
