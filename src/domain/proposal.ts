import type { Day, Instant } from '../lib/time';
import type { Mistake } from './mistakes';
import type { Wish } from './order';
import type { Contact } from './values';

/** One obligation of a notice: what was read, and the words that it was read from. */
export interface ReadItem extends Wish {
  /** Code of the vocabulary, or the typed words; absent when only the deadline could be read. */
  readonly item?: string | undefined;
  /** How the notice calls it. */
  readonly title?: string | undefined;
  /** Units that are chosen later (those that were inspected), in the words of the notice. */
  readonly subset?: string | undefined;
  /** Where the paper goes: an office, a group. */
  readonly to?: string | undefined;
  readonly contact?: Contact | undefined;
  /** Its sentence, and where that stands in the text as it was read. */
  readonly words: string;
  readonly span: readonly [start: number, end: number];
  /** What is wrong with it: must be settled before it becomes a task. */
  readonly mistake?: Mistake | undefined;
}

/** A period of a campaign. Without a start it runs from the notice on. */
export interface NoticePhase {
  readonly name: string;
  readonly start?: Day | undefined;
  readonly end: Day;
}

/** What stands in a notice beside its items. */
export interface NoticeHead {
  readonly title?: string | undefined;
  readonly docNo?: string | undefined;
  readonly contact?: Contact | undefined;
  /** Late and missing units are named in a bulletin, says the notice. */
  readonly penalty?: true | undefined;
  readonly receipt?: true | undefined;
  readonly phases: readonly NoticePhase[];
  /** Pieces that speak of time and became nothing: said, never swallowed. */
  readonly unread: readonly string[];
}

export interface ReadNotice extends NoticeHead {
  readonly items: readonly ReadItem[];
}

export interface ProposedItem extends ReadItem {
  readonly dropped?: true | undefined;
  /** The task that it became. */
  readonly taskId?: string | undefined;
}

/** A notice as tasks that nobody confirmed yet. Its items keep their numbers (from 1), whatever becomes of them. */
export interface Proposal {
  /** `BZ-0001`; also the number of the record of what was created, so that an undo finds it. */
  readonly id: string;
  /** Of the text: the same notice pasted again is the same proposal. */
  readonly fingerprint: string;
  /** Id of whoever pasted it. */
  readonly owner: string;
  /** The group of institutions that it was typed in. */
  readonly groupId?: string | undefined;
  readonly text: string;
  readonly head: NoticeHead;
  readonly items: readonly ProposedItem[];
  readonly state: 'open' | 'created' | 'dropped';
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}
