import type { Day, Instant } from '../../lib/time';

/** What exists when a story begins. */
export interface Opening {
  readonly now: Instant;
  /** As written, relative to the story; absent is the sample county. */
  readonly register?: string;
  readonly group: string;
  readonly hazards: boolean;
}

/** Where a clock move leads: a moment, a moment of the nearest such day, or so much later. */
export type Move =
  | { readonly to: 'moment'; readonly at: Instant }
  | { readonly to: 'day'; readonly monthDay: string; readonly second: number }
  | { readonly to: 'later'; readonly milliseconds: number };

export type Action =
  | { readonly do: 'comment' }
  | { readonly do: 'say'; readonly who: string; readonly text: string; readonly files: readonly string[] }
  | { readonly do: 'expect'; readonly pattern: string; readonly to?: string }
  | { readonly do: 'group'; readonly id: string }
  | { readonly do: 'private' }
  | { readonly do: 'attach'; readonly name: string }
  | { readonly do: 'choose'; readonly label: string }
  | { readonly do: 'move'; readonly move: Move }
  | { readonly do: 'resend' }
  | { readonly do: 'restart' }
  | { readonly do: 'down'; readonly milliseconds: number }
  | { readonly do: 'cut'; readonly milliseconds: number }
  | { readonly do: 'errcode'; readonly errcode: number };

/** One line of a story with what continues it: `line` counts from 1, `source` is as written. */
export type Step = Action & { readonly line: number; readonly source: string };

export interface Story {
  readonly name: string;
  readonly opening: Opening;
  /** The first lines as written, for the transcript. */
  readonly heading: readonly string[];
  readonly steps: readonly Step[];
}

/** The file does not follow the notation. */
export class BadStory extends Error {
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(`line ${line}: ${message}`);
    this.name = 'BadStory';
  }
}

export const BOT_NAME = '小安';

/** `MM-DD` with its year. */
export const withYear = (year: number, monthDay: string): Day => `${String(year).padStart(4, '0')}-${monthDay}`;
