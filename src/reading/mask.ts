import type { ReadingContext } from './context';
import { namesIn } from './values/names';
import { knownNames } from './values/people';
import { findPhones } from './values/phones';
import { findUnits } from './values/units';

/** A text without anything by which a person, a telephone or an institution could be known. */
export interface Masked {
  readonly text: string;
  /** Puts the typed pieces back into a line that was made from it; nothing when it names one that was not there. */
  restore(line: string): string | undefined;
}

type Kind = '甲' | '单位' | '电话' | '号码';
interface Hidden {
  readonly start: number;
  readonly end: number;
  readonly kind: Kind;
}

/** Cards and accounts, and every longer number that is no day: whatever it is, it is nobody's business. */
const LONG_NUMBER = /(?<!\d)\d(?:[ -]?\d){12,18}[\dXx]?(?!\d)|(?<![\d-])(?!20\d{6}(?!\d))\d{6,}(?!\d)/g;
const PLACEHOLDER = /[〔[【(（](甲|单位|电话|号码)(\d{1,3})[〕\]】)）]/g;

function* literally(text: string, words: readonly string[], kind: Kind): Generator<Hidden> {
  for (const word of words) {
    if (word === '') continue;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
      yield { start: at, end: at + word.length, kind };
  }
}

const longestFirst = (words: readonly string[]): string[] => [...new Set(words)].sort((a, b) => b.length - a.length);

/** What is hidden, the surest first: a later piece never takes letters of an earlier one. */
function* findings(text: string, context: ReadingContext): Generator<Hidden> {
  const { register } = context;
  for (const match of text.matchAll(LONG_NUMBER))
    if (match[0].length > 14) yield { start: match.index, end: match.index + match[0].length, kind: '号码' };
  for (const { start, end } of findPhones(text)) yield { start, end, kind: '电话' };
  for (const match of text.matchAll(LONG_NUMBER))
    yield { start: match.index, end: match.index + match[0].length, kind: '号码' };
  const units = register.units.flatMap(({ id, name }) => [name, register.shortName(id)]);
  yield* literally(text, longestFirst(units), '单位');
  for (const { start, end } of findUnits(text, context)) yield { start, end, kind: '单位' };
  yield* literally(text, longestFirst(register.people.map(({ name }) => name)), '甲');
  for (const { start, end } of namesIn(text, knownNames(context))) yield { start, end, kind: '甲' };
}

/** Hides names, telephones, numbers and institutions. `text` is normalised. Rather a word too many than a name. */
export function mask(text: string, context: ReadingContext): Masked {
  const taken: Hidden[] = [];
  for (const each of findings(text, context))
    if (taken.every((other) => each.end <= other.start || each.start >= other.end)) taken.push(each);
  const known = new Map<string, string>();
  const counts: Record<Kind, number> = { 甲: 0, 单位: 0, 电话: 0, 号码: 0 };
  let masked = '';
  let from = 0;
  for (const { start, end, kind } of taken.sort((a, b) => a.start - b.start)) {
    const piece = text.slice(start, end);
    const again = [...known].find(([name, typed]) => typed === piece && name.startsWith(kind))?.[0];
    const name = again ?? `${kind}${(counts[kind] += 1)}`;
    known.set(name, piece);
    masked += `${text.slice(from, start)}〔${name}〕`;
    from = end;
  }
  return { text: masked + text.slice(from), restore: (line) => restore(line, known) };
}

function restore(line: string, known: ReadonlyMap<string, string>): string | undefined {
  const names = [...line.matchAll(PLACEHOLDER)].map(([, kind, number]) => `${kind}${number}`);
  if (names.some((name) => !known.has(name))) return undefined;
  return line.replace(PLACEHOLDER, (_, kind: string, number: string) => known.get(`${kind}${number}`) ?? '');
}

/** The same for lines that are only examples: no numbers, so that nothing of them can be put back. */
export const nameless = (text: string, context: ReadingContext): string =>
  mask(text, context).text.replace(/〔(甲|单位|电话|号码)\d+〕/g, '〔$1…〕');
