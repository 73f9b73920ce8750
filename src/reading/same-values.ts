import type { ReadingContext } from './context';
import { normalise } from './normalise';
import { findClocks } from './values/clocks';
import { findDays } from './values/days';
import { isTornOut, namesIn } from './values/names';
import { numberOf, NUMBER } from './values/numbers';
import { knownNames } from './values/people';
import { findPhones } from './values/phones';
import { findUnits } from './values/units';

/** Everything in a text that could be wrong: what it says is the same when all of this is. */
interface Named {
  readonly days: ReadonlySet<string>;
  readonly clocks: ReadonlySet<number>;
  readonly phones: ReadonlySet<string>;
  readonly units: ReadonlySet<string>;
  readonly numbers: ReadonlySet<number>;
  readonly names: readonly string[];
}

/** Words that hold a numeral and count nothing. */
const NO_NUMBER = /一(?=[切般直起样定下些])|万一|统一|唯一/g;
const TENSES = ['future', 'past', 'question'] as const;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text with these parts blanked, so that what they say is not read as something else. */
function without(text: string, spans: readonly Span[]): string {
  const letters = text.split('');
  for (const { start, end } of spans) letters.fill(' ', start, end);
  return letters.join('');
}

function namedIn(typed: string, context: ReadingContext): Named {
  const phones = findPhones(typed);
  const text = without(typed, phones);
  const units = findUnits(text, context);
  const plain = without(text, units);
  const clocks = findClocks(plain);
  const days = TENSES.flatMap((tense) => findDays(plain, context, { tense, spans: tense === 'question' }));
  const numbers = [
    ...without(plain, [...clocks, ...days])
      .replace(NO_NUMBER, '  ')
      .matchAll(new RegExp(NUMBER, 'g')),
  ];
  const pieces = namesIn(plain, knownNames(context));
  return {
    days: new Set(days.flatMap((span) => span.days)),
    clocks: new Set(clocks.map(({ minute }) => minute)),
    phones: new Set(phones.map(({ phone, text: digits }) => phone ?? digits)),
    units: new Set(units.flatMap(({ ids }) => ids)),
    numbers: new Set(numbers.flatMap(([digits]) => numberOf(digits) ?? [])),
    names: pieces.filter((piece, index) => !isTornOut(plain, piece, pieces[index + 1])).map(({ name }) => name),
  };
}

const within = <T>(some: ReadonlySet<T>, all: ReadonlySet<T>): boolean => [...some].every((each) => all.has(each));

/** Does a line name no day, clock, telephone, unit, number or person that the text does not name? */
export function namesNothingNew(line: string, text: string, context: ReadingContext): boolean {
  const [said, typed] = [namedIn(normalise(line), context), namedIn(normalise(text), context)];
  return (
    within(said.days, typed.days) &&
    within(said.clocks, typed.clocks) &&
    within(said.phones, typed.phones) &&
    within(said.units, typed.units) &&
    within(said.numbers, typed.numbers) &&
    said.names.every((name) => normalise(text).includes(name))
  );
}
