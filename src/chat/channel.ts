import type { Answer, Inbound, Saying } from './message';

export interface Mention {
  readonly userid?: string;
  readonly mobile?: string;
}

/** Where something goes: a group, a person in private, or a late answer to a message. */
export type Route =
  | { readonly kind: 'group'; readonly chatId: string }
  | { readonly kind: 'person'; readonly userid: string }
  | { readonly kind: 'reply'; readonly channel: string; readonly replyTo: string };

export interface Outbound extends Saying {
  readonly route: Route;
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
  /** Longest text in UTF-8 bytes. */
  readonly maxBytes: number;
}

/**
 * Settles a message and gives its answer; `undefined` is silence. Delivered again, it gives the stored answer.
 * `accepted` is called once the message is stored durably, so that it will be settled even if the process dies; a
 * channel that must acknowledge before the answer is there does so only after it. Answering implies acceptance.
 */
export type Receive = (message: Inbound, accepted?: () => void) => Promise<Answer | undefined>;

export interface Channel {
  readonly name: string;
  readonly abilities: Abilities;
  /**
   * Nobody waits for the answer of `receive`: it is put into the outbox in the same transaction as what its message
   * changed, and comes back through `send` as a route of kind `reply`. `receive` then gives `undefined`.
   */
  readonly answersByOutbox?: boolean;
  /** Can this channel carry the route now (a webhook is paired, the person is known here)? */
  reaches(route: Route): boolean | Promise<boolean>;
  start(receive: Receive): Promise<void>;
  send(outbound: Outbound): Promise<SendResult>;
  stop(): Promise<void>;
}
