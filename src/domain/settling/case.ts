import type { Day, Instant } from '../../lib/time';
import type { Mistake } from '../mistakes';
import type { Role } from '../register';
import type { Register } from '../register-index';

/** A hazard as far as a message about it must know it. */
export interface HazardFact {
  readonly id: string;
  readonly unitId: string;
  readonly desc: string;
  readonly level: 'general' | 'major';
  readonly due?: Day;
  /** `rectifying`, `supervised`, `accepted`, `closed` … Everything but `closed` and `accepted` is open. */
  readonly state: string;
}

/** What is true around a message. The bot takes it from the database, `understand` from the line's `ctx`. */
export interface Facts {
  readonly now: Instant;
  readonly role: Role;
  /** Institution of the sender; absent for the bureau and for guests. */
  readonly unitId?: string;
  /** The group that it was typed in; `institutions` is false for the bureau's own. Absent in private. */
  readonly group?: { readonly id: string; readonly institutions: boolean };
  /** Hazards that the message may mean: those of the numbers typed, and the open ones of the unit. */
  readonly hazards: readonly HazardFact[];
  readonly openIncident: boolean;
  /** Is there something of this person to undo? */
  readonly undoable: boolean;
  /** The record to correct belongs to a closed reporting day. */
  readonly lastClosed: boolean;
  /** Deadline of the item that is to be made known as late, when it is still ahead or just passed. */
  readonly itemDue?: Instant;
  /** Days on which the person who wants to travel is on duty. */
  readonly onDuty: readonly Day[];
  /** A picture or file came with the message, or is quoted. */
  readonly evidence: boolean;
}

export interface Rules {
  readonly register: Register;
  mayRead(role: Role, intent: string): boolean;
}

/** One record of a message, as the checks see it. */
export interface Case {
  readonly intent: string;
  readonly slots: Readonly<Record<string, unknown>>;
  readonly facts: Facts;
  readonly rules: Rules;
  readonly today: Day;
  readonly inList: boolean;
}

export type Check = (given: Case) => readonly Mistake[];
