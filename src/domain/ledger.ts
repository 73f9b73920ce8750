import type { Day, Instant } from '../lib/time';

/** 台账记录: what a unit reported, or what an admin decided. Never changed, only replaced or undone. */
export interface LedgerRecord {
  /** `LB-0001`: prefix of its kind and a running number. */
  readonly id: string;
  /** Intent of the command that made it: `duty`, `zero`, `hazard`, `visit`, `deadline` … */
  readonly kind: string;
  readonly unitId: string;
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** The values as read, in the vocabulary's form. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Whose words they are, as far as is known. */
  readonly byPersonId: string;
  /** 代录: who entered it for the unit. */
  readonly enteredBy?: string;
  /** The line of a list that it stood in: pasted again with other words, it is corrected. */
  readonly pastedAs?: PastedLine;
  readonly at: Instant;
  /** `bot:msgid` of the message that made it. */
  readonly messageKey: string;
  readonly state: 'valid' | 'replaced' | 'undone';
  /** The record that this one replaced: undone, it comes back. */
  readonly replaces?: string;
  /** The entry that it was counted for, when it was made. */
  readonly dueId?: string;
}

/** A line of a 接龙: the unit's n-th of its kind under this heading. */
export interface PastedLine {
  readonly list: string;
  readonly nth: number;
  readonly text: string;
}

/** 附件: stored outside the database, found by its hash. */
export interface Attachment {
  readonly id: string;
  readonly hash: string;
  /** What the bytes are, not what the name says: `image/jpeg`, `application/pdf` … */
  readonly type: string;
  readonly bytes: number;
  readonly name: string;
  readonly ownerId: string;
  readonly messageKey: string;
  readonly at: Instant;
}
