import type { Cell, Sheet } from '../../domain/workbook';
import type { Names } from '../../words/names';
import { discreet } from '../booked-view';

/** One column: the code of its title in `templates/names.yaml` (or the title), and what stands in it. */
export interface Column<Row> {
  readonly code: string;
  readonly title?: string | undefined;
  /** In characters; Chinese ones take two. */
  readonly width?: number;
  readonly of: (row: Row) => Cell | undefined;
}

const WIDTH = 12;

/** A sheet of these rows; what is not known leaves its cell empty. */
export const sheetOf = <Row>(
  names: Names,
  code: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Sheet => ({
  name: names.sheets[code] ?? code,
  columns: columns.map(({ code: column, width = WIDTH, title = names.columns[column] }) => ({
    title: title ?? column,
    width,
  })),
  rows: rows.map((row) => columns.map(({ of }) => of(row) ?? '')),
});

/** What people typed, without numbers of cards and phones. */
export const typed = (words: unknown): string => (typeof words === 'string' ? discreet(words) : '');

/** A day as a day; a moment as text, to the minute. */
export function dayOrMoment(value: string | undefined): Cell | undefined {
  if (value === undefined) return undefined;
  return value.length === 10 ? { day: value } : value.slice(0, 16).replace('T', ' ');
}

/** `85%`, cut, so that nothing is called done before it is; empty where there is nothing to be done. */
export const rate = (part: number, whole: number): string =>
  whole === 0 ? '' : `${Math.floor((part * 100) / whole)}%`;
