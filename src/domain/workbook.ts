import type { Day } from '../lib/time';

/** Text, a number, or a day that the table shows and sorts as a day. */
export type Cell = string | number | { readonly day: Day };

export interface Sheet {
  readonly name: string;
  /** Titles of the columns; `width` in characters. */
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Tables that go out as one file. */
export interface Workbook {
  /** As people read it, without the ending. */
  readonly name: string;
  readonly sheets: readonly Sheet[];
}

/** A file that goes out. Its bytes lie in their safe place under the hash. */
export interface OutFile {
  readonly name: string;
  readonly hash: string;
  readonly type: string;
  readonly bytes: number;
}

/** Writes the file and keeps it for good, before anything is written down that names it; with where it lies below the program's folder. */
export type KeepWorkbook = (workbook: Workbook) => Promise<{ readonly file: OutFile; readonly path: string }>;
