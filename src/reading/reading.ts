import type { Mistake } from '../domain/mistakes';
import type { Register } from '../domain/register-index';
import type { Role } from '../domain/register';
import type { Instant } from '../lib/time';
import type { Calendar } from '../calendar/calendar';

/** What the bot knows besides the text. */
export interface ReadingContext {
  readonly now: Instant;
  readonly register: Register;
  readonly calendar: Calendar;
  readonly sender: {
    readonly name?: string;
    readonly phone?: string;
    readonly unitId?: string;
    readonly role: Role;
  };
  /** Id of the group (of the register) that it was typed in; absent in private. */
  readonly groupId?: string;
  readonly hasImage: boolean;
  readonly hasFile: boolean;
  /** Text of the quoted message. */
  readonly quote?: string;
  /** The bot waits for an answer of this kind from the sender. */
  readonly awaiting?: 'spot_check' | 'shame';
  /** Titles of tasks that are open now, so that `年度总结 已报` is known to be one. */
  readonly openTitles: readonly string[];
}

/** Where a value comes from: a piece of the normalised text, the sender's context, or a named default. */
export type Origin =
  | { readonly from: 'text'; readonly piece: string }
  | { readonly from: 'context'; readonly key: string }
  | { readonly from: 'default'; readonly rule: string };

/** A message as values. `mistakes` are unreadable values; `settle` adds those that the facts make. */
export interface Reading {
  readonly intent: string;
  readonly slots: Readonly<Record<string, unknown>>;
  readonly mistakes: readonly Mistake[];
  readonly origins: Readonly<Record<string, Origin>>;
  /** The single records of a message that has several, each with its own mistakes. */
  readonly records?: readonly Reading[];
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
import type { Source } from './source';
