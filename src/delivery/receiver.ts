import type { Answer, Inbound } from '../chat/message';
import type { Attachment } from '../domain/ledger';
import { type Mistake, MistakeError } from '../domain/mistakes';
import type { InboxRow, Tx, Work } from '../domain/ports';
import type { Clock } from '../lib/clock';
import type { Log } from '../lib/log';
import { MINUTE } from '../lib/time';

/** A file of a message after its bytes were put in a safe place; without a hash it was too big to be kept. */
export type KeptFile = Pick<Attachment, 'hash' | 'type' | 'bytes' | 'name'>;

/** What was found out about a message before its transaction. */
export interface Given {
  readonly files: readonly KeptFile[];
  /** A second reader's checked proposal for a sentence that ours gives up on. */
  readonly proposal?: string;
}

/** What settles a message inside a transaction: the dispatcher with the register of the moment. */
export interface Settler {
  settle(tx: Tx, message: Inbound, given: Given): Promise<Answer | undefined>;
  mistaken(tx: Tx, message: Inbound, mistake: Mistake): Promise<Answer>;
  faulty(traceId: string): Answer;
}

export interface ReceiverParts {
  readonly work: Work;
  readonly clock: Clock;
  readonly log: Log;
  readonly settler: Settler;
  /** Keeps the bytes of the files; the same bytes twice are kept once. */
  readonly keep: (message: Inbound) => Promise<readonly KeptFile[]>;
  /** Asks outside about a message, within a time of its own; never throws. Where nobody is asked, it is left out. */
  readonly advise?: (message: Inbound) => Promise<string | undefined>;
  /** Called after a commit that may have put something into the outbox. */
  readonly settled: () => void;
  /** Sends an answer for which nobody waits any more. */
  readonly late: (tx: Tx, message: Inbound, answer: Answer) => Promise<void>;
  readonly newTraceId: () => string;
}

/** A redelivery gets this long to bring an interrupted message back before it is settled unasked. */
const RECOVER_AFTER = MINUTE;
const RECOVER_AT_ONCE = 50;

class SettledElsewhere extends Error {}

type Unasked = (tx: Tx, answer: Answer) => Promise<void>;

interface Stored {
  readonly message: Inbound;
  readonly kept: readonly KeptFile[];
}

/**
 * Takes every message in once: first the bare row, so that nothing acknowledged can be lost, then everything that it
 * changes together with its answer in one transaction. Delivered again, it gets the stored answer.
 */
export class Receiver {
  readonly #underWay = new Map<string, Promise<Answer | undefined>>();

  constructor(private readonly parts: ReceiverParts) {}

  /** With `byOutbox` the answer also goes into the outbox, in the same transaction. */
  receive(
    message: Inbound,
    accepted: () => void = () => undefined,
    { byOutbox = false }: { readonly byOutbox?: boolean } = {},
  ): Promise<Answer | undefined> {
    const key = `${message.bot}\n${message.msgid}`;
    const running =
      this.#underWay.get(key) ??
      this.#take(
        message,
        accepted,
        byOutbox ? (tx, answer) => this.parts.late(tx, message, answer) : undefined,
      ).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, running);
    return running;
  }

  /** Settles what a crash left behind and what nobody delivered again. */
  async recover(): Promise<void> {
    const { work, clock, log, late } = this.parts;
    const before = clock.now() - RECOVER_AFTER;
    const rows = await work.run((tx) => tx.inbox.unsettled(before, RECOVER_AT_ONCE));
    for (const row of rows) {
      if (this.#underWay.has(`${row.bot}\n${row.msgid}`)) continue;
      log.warn({ msgid: row.msgid }, 'settling a message that was interrupted');
      try {
        const { message, kept } = JSON.parse(row.payload) as Stored;
        await this.#settle(message, { files: kept }, (tx, answer) => late(tx, message, answer));
      } catch (error) {
        // It stays, and must keep neither the others nor the clock's steps waiting.
        log.error({ err: error, msgid: row.msgid }, 'message not settled');
      }
    }
    if (rows.length > 0) this.parts.settled();
  }

  async #take(message: Inbound, accepted: () => void, unasked?: Unasked): Promise<Answer | undefined> {
    const { work } = this.parts;
    const kept = await this.parts.keep(message);
    const payload = JSON.stringify({ message: { ...message, files: withoutBytes(message) }, kept } satisfies Stored);
    const { bot, msgid, receivedAt } = message;
    const before = await work.run((tx) => tx.inbox.accept({ bot, msgid, payload, receivedAt }));
    accepted();
    if (before?.state === 'settled') return storedAnswer(before);
    // The time that counts is when it was received first.
    const first = before ? { ...message, receivedAt: before.receivedAt } : message;
    const proposal = await this.parts.advise?.(first);
    const given = { files: kept, ...(proposal !== undefined && { proposal }) };
    const answer = await this.#settle(first, given, unasked);
    this.parts.settled();
    return answer;
  }

  /** `unasked` is what becomes, in the same transaction, of an answer that no request waits for. */
  async #settle(message: Inbound, given: Given, unasked?: Unasked): Promise<Answer | undefined> {
    const { work, settler } = this.parts;
    const { bot, msgid } = message;
    const once = (decide: (tx: Tx) => Promise<Answer | undefined>): Promise<Answer | undefined> =>
      work.run(async (tx) => {
        const answer = await decide(tx);
        if (!(await tx.inbox.settle(bot, msgid, answer ? JSON.stringify(answer) : ''))) throw new SettledElsewhere();
        if (answer) await unasked?.(tx, answer);
        return answer;
      });
    const ways: readonly ((tx: Tx, failure: unknown) => Promise<Answer | undefined>)[] = [
      (tx) => settler.settle(tx, message, given),
      (tx, failure) =>
        failure instanceof MistakeError
          ? settler.mistaken(tx, message, failure.mistake)
          : this.#faulty(message, failure),
      (_, failure) => this.#faulty(message, failure),
    ];
    let failure: unknown;
    for (const way of ways) {
      try {
        return await once((tx) => way(tx, failure));
      } catch (error) {
        if (error instanceof SettledElsewhere) return this.#stored(bot, msgid);
        failure = error;
      }
    }
    throw failure;
  }

  async #faulty(message: Inbound, failure: unknown): Promise<Answer> {
    const { settler, log, newTraceId } = this.parts;
    const traceId = newTraceId();
    log.error({ err: failure, traceId, msgid: message.msgid }, 'message failed');
    return settler.faulty(traceId);
  }

  async #stored(bot: string, msgid: string): Promise<Answer | undefined> {
    const row = await this.parts.work.run((tx) => tx.inbox.get(bot, msgid));
    return row && storedAnswer(row);
  }
}

const storedAnswer = (row: InboxRow): Answer | undefined =>
  row.answer === '' ? undefined : (JSON.parse(row.answer) as Answer);

const withoutBytes = (message: Inbound): Inbound['files'] => message.files.map(({ kind, name }) => ({ kind, name }));
