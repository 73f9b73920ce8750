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
}

/** A button, or a numbered line where the channel has no cards. Tapping it says `say` in the tapper's name. */
export interface Choice {
  readonly label: string;
  readonly say: string;
}

/** What is said, in the small markdown that all channels know; `plain()` of `words` makes the text of it. */
export interface Saying {
  readonly markdown: string;
  readonly choices: readonly Choice[];
}

/** The one answer to an inbound message. `undefined` in its place means silence. */
export type Answer = Saying;
