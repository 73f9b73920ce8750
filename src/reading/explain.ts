import type { MistakeCode } from '../domain/mistakes';
import { leaves, rulesOf, type ReadingRule } from './explain-rules';
import { normalise } from './normalise';
import type { Origin, Reading, ReadingContext } from './reading';
import { VOCABULARY } from './vocabulary';

export interface ExplainedValue {
  readonly key: string;
  readonly value: unknown;
  /** The words that gave it, in typed order; empty when it came from elsewhere. */
  readonly pieces: readonly string[];
  readonly rules: readonly ReadingRule[];
}

/** A reading value by value: one list for each record of the message. */
export interface Explained {
  readonly intent: string;
  readonly records: readonly (readonly ExplainedValue[])[];
  /** Rules for the message as a whole. */
  readonly rules: readonly ReadingRule[];
}

const OF_MISTAKES: Partial<Readonly<Record<MistakeCode, ReadingRule>>> = {
  weekday_mismatch: 'weekday_wrong',
  lunar_missing_day: 'lunar_missing',
};

function ofMistakes({ mistakes }: Reading): ReadingRule[] {
  const rules = mistakes.flatMap(({ code, details }) =>
    code === 'bad_date' && details?.['table'] === false
      ? (['no_table'] as const)
      : code === 'unclear' && details?.['left'] === true
        ? (['nothing_dropped'] as const)
        : (OF_MISTAKES[code] ?? []),
  );
  return [...new Set(rules)];
}

/** How the matter itself was found, where its word does not stand there as it is written. */
function ofWord({ intent }: Reading, sentence: string, names: readonly string[]): ReadingRule[] {
  const words = [...names, ...(VOCABULARY.find((grammar) => grammar.intent === intent)?.names ?? [])];
  const typed = sentence.replace(/^[/\\、\s]+/, '');
  const commanded = typed !== sentence || /^[a-z]/i.test(typed);
  const fits = (name: string): boolean => (commanded ? typed.startsWith(name) : typed.includes(name));
  if (words.length === 0 || words.some((name) => fits(normalise(name)))) return [];
  return [commanded ? 'slip' : 'no_command'];
}

const piecesOf = (origin: Origin): readonly string[] =>
  origin.from === 'text' ? [...new Set(origin.piece.split(/ … |\n/).filter((piece) => piece.trim() !== ''))] : [];

/** The records of a message; of a copied chat those of its own matter. */
function recordsOf(reading: Reading): readonly Reading[] {
  const copied = reading.pasted?.chat ? reading.pasted.entries.map((entry) => entry.reading) : undefined;
  return reading.records ?? copied?.filter(({ intent }) => intent === reading.intent) ?? [reading];
}

/** How a sentence was read: which words gave which value, and by which rule where there was a doubt. */
export function explained(
  reading: Reading,
  { sentence, names }: { readonly sentence: string; readonly names: readonly string[] },
  context: ReadingContext,
): Explained {
  const records = recordsOf(reading).map((record): ExplainedValue[] => {
    const origins = record.explain?.() ?? record.origins;
    return Object.entries(record.slots)
      .filter(([key, value]) => key !== 'multi' && leavesSomething(value))
      .map(([key, value]) => {
        const origin = origins[key] ?? { from: 'default', rule: '' };
        return { key, value, pieces: piecesOf(origin), rules: rulesOf({ key, value, origin, sentence }, context) };
      });
  });
  const first: ReadingRule[] = reading.intent === 'incident' ? ['incident_first'] : ofWord(reading, sentence, names);
  return { intent: reading.intent, records, rules: [...first, ...ofMistakes(reading)] };
}

const leavesSomething = (value: unknown): boolean => typeof value === 'boolean' || leaves(value).length > 0;
