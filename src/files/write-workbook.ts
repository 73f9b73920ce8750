import writeSheets, { type SheetData } from 'write-excel-file/node';
import type { Cell, Sheet, Workbook } from '../domain/workbook';

const HEADER = { fontWeight: 'bold', backgroundColor: '#DDEBF7', wrap: true } as const;
/** Excel's own limits for the name of a sheet and the text of a cell. */
const MAX_SHEET_NAME = 31;
const MAX_TEXT = 32_767;
/** Characters that XML cannot hold. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Typed words stay text, also those that begin like a formula or a number. */
function cellOf(cell: Cell) {
  if (typeof cell === 'number') return { value: cell, type: Number };
  if (typeof cell === 'string')
    return cell === '' ? null : { value: cell.replace(NOT_XML, '').slice(0, MAX_TEXT), type: String, wrap: true };
  // A Date is written as UTC: midnight there is the day itself.
  return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
}

function sheetOf({ name, columns, rows }: Sheet) {
  const header = columns.map(({ title }) => ({ value: title, ...HEADER }));
  const data: SheetData = [header, ...rows.map((row) => row.map(cellOf))];
  return {
    sheet: name.replace(/[[\]:*?/\\]/g, '-').slice(0, MAX_SHEET_NAME),
    data,
    stickyRowsCount: 1,
    columns: columns.map(({ width }) => ({ width })),
  };
}

/** The file as its bytes. */
export const writeWorkbook = ({ sheets }: Workbook): Promise<Buffer> => writeSheets(sheets.map(sheetOf)).toBuffer();
