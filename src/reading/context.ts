import type { Calendar } from '../calendar/calendar';
import type { Role } from '../domain/register';
import type { Register } from '../domain/register-index';
import type { Instant } from '../lib/time';

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
