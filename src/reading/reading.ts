import type { Mistake } from '../domain/mistakes';
import type { Origin } from './context';
import type { Source } from './source';

/** A message as values. `mistakes` are unreadable values; `settle` adds those that the facts make. */
export interface Reading {
  readonly intent: string;
  readonly slots: Readonly<Record<string, unknown>>;
  readonly mistakes: readonly Mistake[];
  readonly origins: Readonly<Record<string, Origin>>;
  /** The single records of a message that has several, each with its own mistakes. */
  readonly records?: readonly Reading[];
  /** For each value the words, key or rule that it comes from; worked out when somebody asks. */
  readonly explain?: () => Readonly<Record<string, Origin>>;
}

/** What the reader needs to know of a command. */
export interface Grammar {
  readonly intent: string;
  readonly names: readonly string[];
  readonly slots: Readonly<Record<string, Slot<unknown>>>;
  readonly examples: readonly string[];
}

/**
 * Reads one value. It takes its piece out of the source (so that what remains is free text), notes unreadable
 * values as mistakes on the source, and returns `undefined` when nothing in the text is its own.
 */
export interface Slot<T> {
  /** The Chinese word for it, used when it is asked for. */
  readonly label: string;
  readonly required: boolean;
  readonly take: (source: Source) => T | undefined;
}

/** Argument types of a command, inferred from its slots. */
export type Values<S extends Readonly<Record<string, Slot<unknown>>>> = {
  readonly [K in keyof S]: S[K] extends Slot<infer T> ? T : never;
};

/** The text while it is being read: see `source.ts`. */
export type { Source } from './source';
export type { Origin, ReadingContext } from './context';
