import type { Choice } from '../../chat/message';
import type { Instant } from '../../lib/time';

/** A person of the register whom a visitor of the room may be. Words are ready to be shown. */
export interface RoomPerson {
  readonly userid: string;
  readonly name: string;
  /** Short name of the person's unit; people of one unit stand together in the list. */
  readonly unit: string;
  /** What the person may do, in one word. */
  readonly role: string;
  /** Ids of the person's own groups: shown first. Everybody may speak in every group. */
  readonly groups: readonly string[];
}

export interface RoomGroup {
  readonly id: string;
  readonly name: string;
}

/** One click of the guided first minute: something to say, or the clock's first jump. */
export type GuideStep =
  | {
      readonly kind: 'say';
      readonly who: string;
      /** Group id; `private` is the person's chat with the bot. */
      readonly chat: string;
      readonly text: string;
      /** One short sentence: what happens here. */
      readonly note: string;
    }
  | { readonly kind: 'jump'; readonly note: string };

export interface RoomScene {
  readonly botName: string;
  readonly people: readonly RoomPerson[];
  readonly groups: readonly RoomGroup[];
  readonly guide: readonly GuideStep[];
}

/** A moment that the clock can be moved to with one click, named as people name it. */
export interface RoomJump {
  readonly label: string;
  readonly at: Instant;
}

/** One line of the conversation as it is stored. */
export interface RoomLine {
  readonly id: number;
  /** Set for what a visitor sent and for the answer to it: a repetition is the same line. */
  readonly key?: string;
  /** Group id, or `person:<userid>` for a private chat. */
  readonly chat: string;
  /** Userid; empty for the bot. */
  readonly author: string;
  readonly text: string;
  readonly at: Instant;
  readonly choices: readonly Choice[];
  readonly files: readonly { readonly name: string; readonly hash: string }[];
  readonly mentions: readonly string[];
}

/** All that the room asks of the program around it, beside `Receive`. */
export interface RoomPort {
  /** Name of the bot in `Inbound.bot`. */
  readonly bot: string;
  scene(): Promise<RoomScene>;
  /** The room's clock. It survives a restart. */
  now(): Instant;
  /** Moves the room's clock; resolves when everything due on the way was done and sent. Never called with a past time. */
  advance(to: Instant): Promise<void>;
  /** Moments ahead, the nearest first; the first one is what the guide takes. */
  jumps(): Promise<readonly RoomJump[]>;
  /** Puts the sample back as it was on the first day; the lines are gone, too. */
  reset(): Promise<void>;
  /** Some stored lines after this id, oldest first; none at the end. */
  lines(after: number): Promise<readonly RoomLine[]>;
  addLine(line: Omit<RoomLine, 'id'>): Promise<RoomLine>;
  /** Keeps an attachment and gives its hash (hexadecimal). */
  keepFile(bytes: Uint8Array): Promise<string>;
  file(hash: string): Promise<Uint8Array | undefined>;
}
