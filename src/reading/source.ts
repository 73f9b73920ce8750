import type { Mistake } from '../domain/mistakes';
import type { Origin, ReadingContext } from './context';

/** A taken or found piece; positions are those of `text`. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly groups: readonly (string | undefined)[];
}

/** Stands for every character that is taken; normalised text never holds it. */
export const GAP = '\uE000';

/**
 * The normalised text of one record while its values are read. Readers take their pieces out of it; what remains is
 * free text. Positions never move: taken characters become gaps of the same length.
 */
export class Source {
  readonly mistakes: Mistake[] = [];
  readonly origins: Record<string, Origin> = {};
  /** One cell per UTF-16 unit; joined again only when somebody looks after a cut. */
  private readonly cells: string[];
  private joined: string;
  private stale = false;
  private readonly memory = new Map<unknown, unknown>();

  constructor(
    /** Normalised, without the command name. */
    readonly text: string,
    readonly context: ReadingContext,
    /** The command word as typed, empty when there was none; and what stands around the record. */
    readonly frame: Frame,
  ) {
    this.cells = text.split('');
    this.joined = text;
  }

  /** The text with gaps. */
  get rest(): string {
    if (this.stale) {
      this.joined = this.cells.join('');
      this.stale = false;
    }
    return this.joined;
  }

  /** First match in what remains; nothing is taken. Patterns must be linear. */
  find(pattern: RegExp): Piece | undefined {
    const match = pattern.exec(this.rest);
    if (!match) return undefined;
    return { start: match.index, end: match.index + match[0].length, text: match[0], groups: match.slice(1) };
  }

  /** Takes the first match. */
  take(pattern: RegExp): Piece | undefined {
    const piece = this.find(pattern);
    if (piece) this.cut(piece.start, piece.end);
    return piece;
  }

  /** Turns a part into a gap. */
  cut(start: number, end: number): void {
    this.cells.fill(GAP, start, end);
    this.stale = true;
  }

  /** Free text: what remains, gaps and the punctuation beside them removed, pieces joined by one space. */
  free(): string {
    return this.rest
      .split(/[\uE000\n]+/)
      .map((part) => part.replace(/^[\s,;:。、.|()!-]+|[\s,;:。、.|(!-]+$/g, ''))
      .filter((part) => part !== '')
      .join(' ');
  }

  mistake(mistake: Mistake): undefined {
    this.mistakes.push(mistake);
    return undefined;
  }

  /** Reads once per message, however many slots ask. */
  once<T>(read: (source: Source) => T): T {
    if (!this.memory.has(read)) this.memory.set(read, read(this));
    return this.memory.get(read) as T;
  }
}

export interface Frame {
  readonly intent: string;
  /** The command word as typed: `值班表`; empty without one. */
  readonly command: string;
  /** True when a slash (or its key neighbours) stood before it. */
  readonly slash: boolean;
  /** Text above a 接龙 or list that this record stands in. */
  readonly heading: string;
  /** The whole normalised message. */
  readonly message: string;
}
