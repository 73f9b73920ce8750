import type { Source } from '../source';
import { numberOf, VAGUE } from './numbers';

/** The number in the first group that matched, its piece taken; nobody can count with a negative one. */
export function takeNumber(source: Source, pattern: RegExp): number | undefined {
  const piece = source.take(pattern);
  const typed = piece?.groups.find((group) => group !== undefined && group !== '');
  const value = typed === undefined ? undefined : numberOf(typed);
  if (value !== undefined && value < 0) return source.mistake({ code: 'bad_number', typed: piece?.text.trim() ?? '' });
  return value;
}

/** 五六十人, 十几个: asked about, wherever it stands. */
export function noteVague(source: Source): void {
  const vague = source.find(VAGUE);
  if (vague) source.mistake({ code: 'vague_number', typed: vague.text });
}

export const missing = (source: Source, ask: string, slot: string): undefined =>
  source.mistakes.length > 0 ? undefined : source.mistake({ code: 'missing_field', ask, details: { slot } });

/** Leaves out what was not read. */
export function known<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
