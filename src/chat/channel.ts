import type { ConnectionState } from '../domain/checkup/vitals';
import type { OutFile } from '../domain/workbook';
import type { Answer, Inbound, Saying } from './message';

export type { ConnectionState, OutFile };

export interface Mention {
  readonly userid?: string;
  readonly mobile?: string;
  /** As the text names them: said where nothing rings, and tells to which part of a long text they belong. */
  readonly name?: string;
  readonly unit?: string;
}

/** A conversation that can be spoken to unasked. */
export type PushRoute =
  | { readonly kind: 'group'; readonly chatId: string }
  | { readonly kind: 'person'; readonly userid: string };

/** Where something goes: a group, a person in private, or a late answer to a message. */
export type Route =
  | PushRoute
  | {
      readonly kind: 'reply';
      readonly channel: string;
      readonly replyTo: string;
      /** The conversation of the message: the answer goes there when the way of the reply is closed. */
      readonly to?: PushRoute;
    };

export interface Outbound extends Saying {
  readonly route: Route;
  /** Goes instead of words; its bytes are kept under the hash. */
  readonly file?: OutFile;
  readonly mentions: readonly Mention[];
  /** True when an earlier try may have arrived: the text is marked 补发. */
  readonly again: boolean;
}

/**
 * `sent` it is out; `refused` it did not arrive (errcode decides what follows, `retryAfterSeconds` is the channel's
 * own wish); `unknown` it may have arrived (timeout after the request was written).
 */
export type SendResult =
  | { readonly outcome: 'sent' }
  | {
      readonly outcome: 'refused';
      readonly errcode: number;
      readonly detail: string;
      readonly retryAfterSeconds?: number;
    }
  | { readonly outcome: 'unknown'; readonly detail: string };

export interface Abilities {
  /** Kinds of route that this channel can carry unasked. */
  readonly push: readonly Route['kind'][];
  readonly mentions: boolean;
  /** Can it show choices as buttons? Otherwise they are written as numbered lines. */
  readonly cards: boolean;
  /** Can it bring files unasked? */
  readonly files?: true;
  /** Longest text in UTF-8 bytes. */
  readonly maxBytes: number;
  /** The same for a text that rings people, where it is less. */
  readonly maxBytesWithMentions?: number;
}

/**
 * Settles a message and gives its answer; `undefined` is silence. Delivered again, it gives the stored answer.
 * `accepted` is called once the message is stored durably, so that it will be settled even if the process dies; a
 * channel that must acknowledge before the answer is there does so only after it. Answering implies acceptance.
 */
export type Receive = (message: Inbound, accepted?: () => void) => Promise<Answer | undefined>;

/** What is said to somebody who opens the private chat. It changes nothing. */
export type Greet = (userid: string) => Promise<Saying>;

export interface Channel {
  readonly name: string;
  readonly abilities: Abilities;
  /**
   * Nobody waits for the answer of `receive`: it is put into the outbox in the same transaction as what its message
   * changed, and comes back through `send` as a route of kind `reply`. So is the answer to every tap; `receive` gives
   * it as well, for the card.
   */
  readonly answersByOutbox?: boolean;
  /** What one saying becomes here, each sent and repeated on its own: a long text before its card. */
  portions?(saying: Saying): readonly Saying[];
  /** Can this channel carry the route now (a webhook is paired, the person is known here)? */
  reaches(route: Route): boolean | Promise<boolean>;
  /** `able` is called whenever the channel can send again after it could not. */
  start(receive: Receive, greet?: Greet, able?: () => void): Promise<void>;
  /**
   * The other side does not know this place any more: `reaches` says no from now on, also after a restart, until it is
   * paired again or somebody speaks there.
   */
  forget?(route: PushRoute): Promise<void>;
  send(outbound: Outbound): Promise<SendResult>;
  /** How its connection fares, for `/readyz` and `/自检`; a channel without one has none. */
  state?(): ConnectionState;
  stop(): Promise<void>;
}
