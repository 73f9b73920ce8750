import type { Day, Instant } from '../lib/time';
import type { Bulletin } from './bulletin';
import type { Attachment, LedgerRecord } from './ledger';
import type { Proposal } from './proposal';
import type { Group, Person, Post, RegisterData, Team, Unit } from './register';
import type { Due, Round, Step, Task } from './task';

/**
 * The unit of work. Everything inside one `run` is committed together or not at all; runs do not interleave.
 * Nothing inside may wait for the network. Only the dispatcher, the ticker and the sender call it.
 */
export interface Work {
  run<T>(job: (tx: Tx) => Promise<T>): Promise<T>;
}

/** What a transaction offers. Domain services are handed one and never open their own. */
export interface Tx {
  readonly register: RegisterStore;
  readonly tasks: TaskStore;
  readonly ledger: LedgerStore;
  readonly bulletins: BulletinStore;
  readonly proposals: ProposalStore;
  readonly questions: QuestionStore;
  readonly inbox: InboxStore;
  readonly outbox: OutboxStore;
  readonly attachments: AttachmentStore;
  readonly settings: SettingStore;
  readonly room: RoomStore;
  readonly secrets: Secrets;
  /** Does something and takes all of its changes back: what it gives tells what would have happened. Not nested. */
  rehearse<T>(job: () => Promise<T>): Promise<T>;
}

export interface RegisterStore {
  version(): Promise<number>;
  load(): Promise<RegisterData>;
  /** Each `put` inserts or replaces by id; the caller calls `touch` once after its changes. */
  putUnit(unit: Unit): Promise<void>;
  putPerson(person: Person): Promise<void>;
  putPost(post: Post): Promise<void>;
  putTeam(team: Team): Promise<void>;
  putGroup(group: Group): Promise<void>;
  putAmbiguous(word: string, unitIds: readonly string[]): Promise<void>;
  /** Who held a post before: written when the holder changes. */
  addHolding(holding: { postId: string; personId: string; from: Day; to: Day }): Promise<void>;
  /** Raises the version. */
  touch(): Promise<void>;
}

export interface TaskStore {
  task(id: string): Promise<Task | undefined>;
  putTask(task: Task): Promise<void>;
  activeTasks(): Promise<readonly Task[]>;
  round(id: string): Promise<Round | undefined>;
  putRound(round: Round): Promise<void>;
  /** Rounds of a task, newest first. */
  roundsOf(taskId: string, limit: number): Promise<readonly Round[]>;
  /** Rounds of active tasks whose item is one of these and whose day or deadline lies in the last 60 days or ahead. */
  recentRounds(items: readonly string[] | 'all', since: Instant): Promise<readonly Round[]>;
  due(id: string): Promise<Due | undefined>;
  putDue(due: Due): Promise<void>;
  putDues(dues: readonly Due[]): Promise<void>;
  duesOf(roundId: string): Promise<readonly Due[]>;
  duesOfRounds(roundIds: readonly string[]): Promise<readonly Due[]>;
  putStep(step: Step): Promise<void>;
  putSteps(steps: readonly Step[]): Promise<void>;
  stepsOf(roundId: string): Promise<readonly Step[]>;
  /** Planned steps with `at <= now`, by time, then task id. */
  stepsDue(now: Instant, limit: number): Promise<readonly Step[]>;
  /** Moves a step out of `planned`; false when somebody else already did. One conditional UPDATE. */
  claimStep(id: string, to: 'done' | 'skipped'): Promise<boolean>;
  /** Time of the earliest planned step. */
  nextStepAt(): Promise<Instant | undefined>;
}

export interface LedgerStore {
  /** Next number with this prefix: `YH-0022`. Numbers are never given twice, also not after an undo. */
  nextNumber(prefix: string): Promise<string>;
  /** Numbers up to `number` are taken (imported hazards). */
  reserveNumber(prefix: string, number: number): Promise<void>;
  get(id: string): Promise<LedgerRecord | undefined>;
  add(record: LedgerRecord): Promise<void>;
  setState(id: string, state: LedgerRecord['state']): Promise<void>;
  setData(id: string, data: LedgerRecord['data']): Promise<void>;
  /** Valid records, by time, that touch the days asked for. All conditions are optional. */
  find(query: {
    readonly kinds?: readonly string[];
    readonly unitIds?: readonly string[];
    readonly firstDay?: Day;
    readonly lastDay?: Day;
    readonly dueId?: string;
    readonly since?: Instant;
    readonly limit?: number;
  }): Promise<readonly LedgerRecord[]>;
  /** The newest valid records that this person made, or entered for others, newest first. */
  lastOf(personId: string, limit: number): Promise<readonly LedgerRecord[]>;
}

export interface BulletinStore {
  get(id: string): Promise<Bulletin | undefined>;
  put(bulletin: Bulletin): Promise<void>;
  ofRound(roundId: string): Promise<readonly Bulletin[]>;
  /** The newest one, in whatever state. */
  latest(): Promise<Bulletin | undefined>;
  /** The one that was published last. */
  lastPublished(): Promise<Bulletin | undefined>;
  /** Drafts that wait for a confirmation, newest first. */
  drafts(): Promise<readonly Bulletin[]>;
}

export interface ProposalStore {
  get(id: string): Promise<Proposal | undefined>;
  put(proposal: Proposal): Promise<void>;
  /** The newest one of this text that was not dropped. */
  ofText(fingerprint: string): Promise<Proposal | undefined>;
  /** The newest open one of this person. */
  openOf(owner: string, now: Instant): Promise<Proposal | undefined>;
}

/** A question that the bot asked and that waits for its answer. */
export interface Question {
  readonly id: string;
  /** Userid of the person whose answer it waits for. */
  readonly owner: string;
  /** Chat in which it was asked; empty in private. */
  readonly chatId: string;
  /** What the owner had typed so far; a free answer is joined to it. Empty when only a choice will do. */
  readonly said: string;
  readonly choices: readonly { readonly label: string; readonly say: string }[];
  readonly expiresAt: Instant;
}

export interface QuestionStore {
  /** The newest open question of this person here that has not expired. */
  open(owner: string, chatId: string, now: Instant): Promise<Question | undefined>;
  /** Replaces an older open question of the same owner in the same chat. */
  ask(question: Omit<Question, 'id'>): Promise<void>;
  close(id: string): Promise<void>;
}

export interface InboxRow {
  readonly bot: string;
  readonly msgid: string;
  readonly state: 'received' | 'settled';
  /** The message as it came, as JSON, without file bytes; emptied when it is settled. */
  readonly payload: string;
  readonly receivedAt: Instant;
  /** The answer as JSON; empty for silence. */
  readonly answer: string;
}

export interface InboxStore {
  /** Inserts the message as received; gives the row that is there already, if there is one. */
  accept(row: Pick<InboxRow, 'bot' | 'msgid' | 'payload' | 'receivedAt'>): Promise<InboxRow | undefined>;
  get(bot: string, msgid: string): Promise<InboxRow | undefined>;
  /** Moves a message to settled; false when it already was. One conditional UPDATE. */
  settle(bot: string, msgid: string, answer: string): Promise<boolean>;
  /** Received and not settled, oldest first: what a crash left behind. */
  unsettled(before: Instant, limit: number): Promise<readonly InboxRow[]>;
  prune(before: Instant): Promise<void>;
}

export interface OutboxRow {
  readonly id: number;
  /** JSON of the route. */
  readonly route: string;
  /** JSON of markdown, choices, mentions. */
  readonly body: string;
  /** Order of sending: due time, then `place`, then id. */
  readonly sortAt: Instant;
  readonly place: string;
  readonly notBefore: Instant;
  readonly state: 'queued' | 'sending' | 'sent' | 'failed';
  readonly attempts: number;
  /** True after a send of unknown outcome: the next try is marked, and is the last. */
  readonly again: boolean;
  readonly detail: string;
}

/** Detail of a failed row whose matter was taken back before it was said: nothing is wrong with its place. */
export const TAKEN_BACK = 'taken back';

export interface OutboxStore {
  add(row: Pick<OutboxRow, 'route' | 'body' | 'sortAt' | 'place' | 'notBefore'>): Promise<void>;
  /** Queued rows whose `notBefore` has come, in sending order. */
  ready(now: Instant, limit: number): Promise<readonly OutboxRow[]>;
  /** queued → sending; false when somebody else took it. One conditional UPDATE. */
  claim(id: number): Promise<boolean>;
  finish(id: number, change: Pick<OutboxRow, 'state' | 'notBefore' | 'again' | 'detail'>): Promise<void>;
  /** Queued rows that were tried and wait for their next try, in sending order. */
  retrying(now: Instant): Promise<readonly OutboxRow[]>;
  /** Lets these go at `at`, if they still wait for another try. */
  wake(ids: readonly number[], at: Instant): Promise<void>;
  /** Queued rows that nobody has tried to send yet: they can still be taken back. */
  untried(): Promise<readonly OutboxRow[]>;
  /** Rows that a crash left in `sending`. */
  interrupted(): Promise<readonly OutboxRow[]>;
  nextAt(): Promise<Instant | undefined>;
  /** Of each place the newest row that was sent and the newest that failed; their `notBefore` is when that was. */
  newest(): Promise<readonly OutboxRow[]>;
  /** Counts by state, for health and doctor. */
  counts(): Promise<Readonly<Record<OutboxRow['state'], number>>>;
}

export interface AttachmentStore {
  add(attachment: Attachment): Promise<void>;
  /** What came with the message of a record (`bot:msgid`). */
  ofMessage(messageKey: string): Promise<readonly Attachment[]>;
}

/** Small single values: last tick, outages, the room's clock, secrets' names. */
export interface SettingStore {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
  remove(key: string): Promise<void>;
  /** Settings whose name begins so. */
  startingWith(prefix: string): Promise<readonly { readonly key: string; readonly value: string }[]>;
  addOutage(outage: { from: Instant; to: Instant }): Promise<void>;
  outages(since: Instant): Promise<readonly { readonly from: Instant; readonly to: Instant }[]>;
}

/** What was said in the local room, so that a tab that was away catches up. */
export interface RoomLine {
  readonly id: number;
  /** Names a line of which a repetition is the same line: `add` with a key that is there gives the stored line. */
  readonly key?: string;
  /** Group id, or `person:<userid>` for a private chat. */
  readonly chat: string;
  readonly author: string;
  readonly text: string;
  readonly at: Instant;
  readonly choices: readonly { readonly label: string; readonly say: string }[];
  readonly files: readonly { readonly name: string; readonly hash: string }[];
  readonly mentions: readonly string[];
}

export interface RoomStore {
  /** A line whose key is there already is given back as it is. */
  add(line: Omit<RoomLine, 'id'>): Promise<RoomLine>;
  /** Lines after this id, oldest first. */
  after(id: number, limit: number): Promise<readonly RoomLine[]>;
}

/** Secrets (webhook addresses) live in a table of their own, which nothing else reads. */
export interface Secrets {
  get(name: string): Promise<string | undefined>;
  put(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
  names(): Promise<readonly string[]>;
}
