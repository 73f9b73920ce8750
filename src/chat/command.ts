import type { Attachment } from '../domain/ledger';
import type { Mistake } from '../domain/mistakes';
import type { Vitals } from '../domain/checkup/vitals';
import type { Allow, Place, Where } from '../domain/policy';
import type { Group, Person } from '../domain/register';
import type { ActorScene } from '../domain/scene';
import type { Workbook } from '../domain/workbook';
import type { Explained } from '../reading/explain';
import type { Slot, Values } from '../reading/reading';
import type { Markdown, View } from '../words/templates';
import type { Instant } from '../lib/time';
import type { Choice } from './message';
import type { Say } from './say';

/** Everything that a command may use. It never sends, never reads the clock, never sees WeCom or the database. */
export interface CommandContext extends ActorScene {
  readonly say: Say;
  /** Pictures and files of this message, already stored. */
  readonly files: readonly Attachment[];
  readonly place: Place;
  /** The group of the register that it was typed in. */
  readonly group?: Group;
  /** WeCom's id of the chat, also of one that the register does not know; absent in private. */
  readonly chatId?: string;
  /** What the running program knows of itself, for `/自检`. */
  readonly vitals: () => Vitals;
  /** What was typed, without the mention. */
  readonly text: string;
  /** Commands that this person may use, here or elsewhere, for the help; `section` is the folder that they lie in. */
  readonly commands: readonly (Command & { readonly section: string })[];
  /** What a sentence (without one the quoted message) would be and do; nothing of it happens. */
  rehearse(typed: string | undefined): Promise<Rehearsal | undefined>;
  /** What is answered to a mistake; the command gives the example. */
  mistakeText(mistake: Mistake, command: Command | undefined): Markdown;
}

/** Something that is said unasked, beside the answer. */
export interface Push {
  readonly to: { readonly groupId: string } | { readonly person: Person };
  readonly template: string;
  readonly view: View;
  readonly choices?: readonly Choice[];
  /** People who are really @-ed where the channel can. */
  readonly mentions?: readonly Person[];
  /** Whose bare 1 or 2 answers the choices. */
  readonly askOf?: readonly Person[];
  /** When it was due; the moment of the message by default. Decides the order of sending. */
  readonly dueAt?: Instant;
  /** Goes out in the quiet hours too. */
  readonly urgent?: boolean;
  /** The channel that must carry it, where there is one of this name: the test of a webhook proves nothing elsewhere. */
  readonly by?: 'webhook';
  /** Number of what it announces: taken back before it is sent, it is not sent. */
  readonly about?: string;
  /** It tells that something else did not arrive. */
  readonly trouble?: true;
  /** Tables that follow the text as a file. */
  readonly file?: Workbook;
}

export interface Reply {
  readonly template: string;
  readonly view: View;
  readonly choices?: readonly Choice[];
  /** Who else may answer the choices by number here; the sender always may. */
  readonly askOf?: readonly Person[];
  readonly pushes?: readonly Push[];
  /** A free answer of the sender is joined to this text (a missing value was asked for). */
  readonly joinTo?: string;
  /** To be pasted elsewhere: without marks, in parts. */
  readonly plain?: true;
  /** Tables that follow the answer as a file. */
  readonly file?: Workbook;
  /** What was asked of several is decided: the buttons of its card are closed to everyone. */
  readonly decided?: true;
}

/** What a sentence would have been and done, had it been sent by this person, here and now. */
export interface Rehearsal {
  /** As it was read: behind what it answers. */
  readonly sentence: string;
  /** It was read as the answer to an open question. */
  readonly answers: boolean;
  readonly explained: Explained;
  readonly command?: Command;
  /** What the command would have answered; absent where it would have kept silent. */
  readonly reply?: Reply;
  /** Why it would not have been done. */
  readonly mistake?: Mistake;
  /** Lines of a list that would not have counted. */
  readonly bad: readonly { readonly line: number; readonly mistake: Mistake }[];
  /** Lines of a list or a copied chat that are neither booked nor wrong: talk, another house's, for later. */
  readonly skipped?: number;
}

export type Slots = Readonly<Record<string, Slot<unknown>>>;

/** One file in `commands/` is one command. See CONTRIBUTING.md. */
export interface Command<S extends Slots = Slots> {
  /** Name of its reading: see docs/vocabulary.md. */
  readonly intent: string;
  /** What people type; the first is shown in the help. */
  readonly names: readonly string[];
  readonly summary: string;
  /** Lines that work as they stand; each runs as a test. */
  readonly examples: readonly string[];
  readonly where: Where;
  readonly allow: Allow;
  readonly slots: S;
  /** It answers a question of the bot (同意换班): not listed in the help. */
  readonly aside?: boolean;
  /** The answer; nothing is silence. */
  run(values: Values<S>, context: CommandContext): Promise<Reply | undefined>;
  /** For lists (接龙): all records of one message at once. By default `run` for each. */
  runMany?(values: readonly Values<S>[], context: CommandContext): Promise<Reply | undefined>;
}

/** Keeps the argument types; the object stays plain. */
export const defineCommand = <const S extends Slots>(command: Command<S>): Command => command as unknown as Command;

/** The answer of a command. */
export const reply = (template: string, view: View = {}, more: Omit<Reply, 'template' | 'view'> = {}): Reply => ({
  template,
  view,
  ...more,
});
