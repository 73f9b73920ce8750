import type { Instant } from '../lib/time';

/** A picture or file that came with a message. `bytes` is absent where the channel could not fetch it. */
export interface InboundFile {
  readonly kind: 'image' | 'file';
  readonly name: string;
  readonly bytes?: Uint8Array;
}

/** One message addressed to the bot, as every channel hands it in. */
export interface Inbound {
  /** Which bot and which message: together unique. */
  readonly bot: string;
  readonly msgid: string;
  readonly channel: string;
  readonly userid: string;
  /** Absent in a private chat. */
  readonly chatId?: string;
  /** As typed, mention included. */
  readonly text: string;
  readonly files: readonly InboundFile[];
  readonly quote?: { readonly text: string };
  /** When we received it: the time that counts for deadlines. */
  readonly receivedAt: Instant;
  /** Opaque to all but the channel: where a late answer goes (a response_url). Never logged. */
  readonly replyTo?: string;
  /** Label of the choice that was tapped on a card; `text` is what it says. Its answer goes through the outbox. */
  readonly tapped?: string;
}

/** A button, or a numbered line where the channel has no cards. Tapping it says `say` in the tapper's name. */
export interface Choice {
  readonly label: string;
  readonly say: string;
  /** The label itself can be typed by anybody, any time: a button, but no numbered line and no question that waits. */
  readonly unlisted?: true;
}

/** What a card shows after a tap, and to whom its buttons are closed by it. */
export interface Outcome {
  /** Plain text: who chose what, and what came of it. */
  readonly text: string;
  readonly closes: 'everyone' | 'tapper' | 'nobody';
  /** The tap did nothing: it was over before. */
  readonly over?: true;
}

/** What is said, in the small markdown that all channels know; `plain()` of `words` makes the text of it. */
export interface Saying {
  readonly markdown: string;
  readonly choices: readonly Choice[];
  /** Of the answer to a tap only. */
  readonly outcome?: Outcome;
}

/** The one answer to an inbound message. `undefined` in its place means silence. */
export type Answer = Saying;
