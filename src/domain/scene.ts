import type { Calendar } from '../calendar/calendar';
import type { Day, Instant } from '../lib/time';
import type { LedgerRecord, PastedLine } from './ledger';
import type { Playbook } from './playbook';
import type { Tx } from './ports';
import type { Person, Role } from './register';
import type { Register } from './register-index';

/** Who acts. An unknown sender has a userid only. */
export interface Actor {
  readonly userid: string;
  readonly person?: Person;
  readonly unitId?: string;
  readonly role: Role;
}

/** Everything that a rule of the domain may look at while one message or one step is settled. */
export interface Scene {
  readonly tx: Tx;
  readonly register: Register;
  /** Holidays, make-up workdays and lunar days. */
  readonly workdays: Calendar;
  /** Campaigns, checklists and rules of the county. */
  readonly playbook: Playbook;
  readonly now: Instant;
  readonly today: Day;
  /** `bot:msgid` of the message, or the id of the step. */
  readonly messageKey: string;
}

/** A message of a person: the scene with its actor and its evidence. */
export interface ActorScene extends Scene {
  readonly actor: Actor;
  readonly passedOn?: PassedOn;
}

/** The actor's words were copied from elsewhere, by somebody else or as a line of a list. */
export interface PassedOn {
  /** Id of the person who enters them for the unit. */
  readonly enteredBy?: string;
  readonly line?: PastedLine;
  /** Is told of every record that the words made, or would have made anew. */
  readonly heed: (record: LedgerRecord, how: 'new' | 'edited' | 'unchanged') => void;
}

/** Id under which an actor's records are kept: the person's, or the bare userid. */
export const actorId = (actor: Actor): string => actor.person?.id ?? actor.userid;
