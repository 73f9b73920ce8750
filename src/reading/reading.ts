import type { Mistake } from '../domain/mistakes';
import type { Instant } from '../lib/time';
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
  /** The lines of a list or copied chat, each with whose it is: set where people pass on what others said. */
  readonly pasted?: Pasted;
  /** No command was typed; the wording told the intent. Talk of people who may not give it is left alone. */
  readonly guessed?: true;
}

/** Whose words a copied line repeats, by the name that stands with it. */
export interface Speaker {
  /** The name as it stood there. */
  readonly word: string;
  /** Several: the name is known in each of them. None: nobody knows it. */
  readonly unitIds: readonly string[];
  readonly personId?: string;
  /** Somebody of the bureau: what it says is no report. */
  readonly bureau: boolean;
}

/** One line of a list, or one message of a copied chat. */
export interface PastedEntry {
  /** From 1, as people count them: the lines of a list, or the messages of a chat. */
  readonly line: number;
  readonly text: string;
  readonly speaker?: Speaker;
  /** By the paste's own words; nobody has proved it. */
  readonly saidAt?: Instant;
  /** A line of a list, also of one that stood in a chat. */
  readonly inList: boolean;
  readonly reading: Reading;
}

export interface Pasted {
  /** Heading of the list; empty for a chat, and for a list without one. */
  readonly title: string;
  readonly chat: boolean;
  readonly entries: readonly PastedEntry[];
  /** Pictures and files that stood in the chat: their names came along, they did not. */
  readonly files: number;
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
