import type { Day } from '../lib/time';

/** Values that a message can carry, in the form that the vocabulary of readings fixes (see docs/vocabulary.md). */

/** `YYYY-MM-DDTHH:MM:SS+08:00` when a clock was typed, else a Day. */
export type DayOrStamp = string;

export interface Named {
  readonly name: string;
  /** 11 digits, or a landline `0477-8380001`. */
  readonly phone?: string;
}

/** Whom to ask, as a notice names them: they need not be on the register. */
export interface Contact {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
}

export interface ShiftEntry {
  readonly shift: 'day' | 'night';
  readonly staff: readonly Named[];
}

/** One day of a roster. */
export interface DutyEntry {
  readonly date: Day;
  readonly leader?: readonly Named[];
  readonly staff?: readonly Named[];
  readonly shifts?: readonly ShiftEntry[];
  readonly start?: string;
  readonly end?: string;
}

export const MARKS = ['landline', 'mobile', 'signed', 'stamped', 'scan'] as const;
/** What a task may demand beside the content: 固定电话 手机号 签字 盖章 扫描件, in the order in which it is said. */
export type Mark = (typeof MARKS)[number];

/** `[first, last]`, both included. */
export type DayRange = readonly [Day, Day];

export interface Item {
  readonly name: string;
  readonly qty?: number;
  readonly unit?: string;
}
