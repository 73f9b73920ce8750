import readSheets from 'read-excel-file/node';
import { sayGarbled } from './check-rows';
import { type Problem, type RawRegister, type RawRow, RegisterFileError } from './register-file';
import { tidy } from './row-schemas';
import { type Column, GUIDE_SHEET, OWN_COLUMNS, SHEETS, type SheetShape } from './workbook-columns';

type Cell = string | number | boolean | Date | null;
interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

const TEMPLATE = 'data/register-template.xlsx';
/** A title and a line of remarks may stand above the headers. */
const HEADER_WITHIN_ROWS = 5;
/** What stands in a cell to take a value away; an empty cell leaves it as it is. */
const NOTHING = new Set(['无', '-', '—', '/']);

const isEmpty = (cell: Cell | undefined): boolean => cell === undefined || cell === null || String(cell).trim() === '';

async function sheetsOf(bytes: Buffer): Promise<readonly Sheet[]> {
  try {
    const sheets = await readSheets(bytes);
    return sheets.map((each) => ({ name: tidy(each.sheet), rows: each.data as readonly (readonly Cell[])[] }));
  } catch {
    const how = '旧的 .xls 和 .csv 请在 WPS 或 Excel 里另存为 .xlsx；加了打开密码的请先去掉密码';
    throw new RegisterFileError([{ at: '', text: `打不开这个 .xlsx 文件，它可能不是工作簿或者坏了：${how}` }]);
  }
}

const columnNamed = (shape: SheetShape, header: string): Column | undefined =>
  shape.columns.find((column) => column.headers.includes(header));

interface Header {
  readonly row: number;
  readonly cells: readonly string[];
}

/** The first row that names at least two columns of this sheet (or its only two). */
function headerOf(shape: SheetShape, sheet: Sheet): Header | undefined {
  for (let row = 0; row < Math.min(HEADER_WITHIN_ROWS, sheet.rows.length); row += 1) {
    const cells = (sheet.rows[row] ?? []).map((cell) => (isEmpty(cell) ? '' : tidy(String(cell)).replace(/\s/g, '')));
    if (cells.filter((cell) => columnNamed(shape, cell)).length >= 2) return { row, cells };
  }
  return undefined;
}

function headerProblems(shape: SheetShape, sheet: Sheet, header: Header): Problem[] {
  const at = `${sheet.name} 第 ${header.row + 1} 行`;
  const known = shape.columns.map((column) => column.headers[0]).join('、');
  const keys = header.cells.map((cell) => columnNamed(shape, cell)?.key);
  const missing = shape.columns.filter((column) => column.required && !keys.includes(column.key));
  const strange = header.cells.filter((cell) => cell && !columnNamed(shape, cell) && !OWN_COLUMNS.includes(cell));
  const twice = shape.columns.filter((column) => keys.filter((key) => key === column.key).length > 1);
  return [
    ...missing.map((column) => ({ at, text: `表头缺「${column.headers[0]}」这一列；可以有的列：${known}` })),
    ...strange.map((cell) => ({ at, text: `表头「${cell}」不认识；可以有的列：${known}（自用的列请叫「备注」）` })),
    ...twice.map((column) => ({ at, text: `表头「${column.headers[0]}」有两列，请只留一列` })),
  ];
}

function valueOf(cell: Cell, column: Column): unknown {
  // A date cell is read as midnight UTC of the day that Excel shows.
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (NOTHING.has(tidy(String(cell))) && column.key !== 'removed') return column.many ? [] : null;
  if (!column.many) return typeof cell === 'string' ? tidy(cell) : cell;
  return String(cell)
    .normalize('NFKC')
    .split(/[、,;\s]+/)
    .filter(Boolean);
}

function rowsOf(shape: SheetShape, sheet: Sheet, header: Header): RawRow[] {
  const columns = header.cells.map((cell) => columnNamed(shape, cell));
  return sheet.rows.slice(header.row + 1).flatMap((cells, index) => {
    const entries = columns.flatMap((column, place): [string, unknown][] => {
      const cell = cells[place];
      return column && cell !== undefined && !isEmpty(cell) ? [[column.key, valueOf(cell, column)]] : [];
    });
    if (entries.length === 0) return [];
    return [{ at: `${sheet.name} 第 ${header.row + index + 2} 行`, value: Object.fromEntries(entries) }];
  });
}

function readSheet(sheet: Sheet, problems: Problem[]): Partial<Record<SheetShape['list'], readonly RawRow[]>> {
  const names = SHEETS.map((each) => each.names[0]).join('、');
  const shape = SHEETS.find((each) => each.names.includes(sheet.name));
  if (!shape) {
    problems.push({
      at: sheet.name,
      text: `不认识工作表「${sheet.name}」：工作表只能叫 ${names}、${GUIDE_SHEET}（样表见 ${TEMPLATE}）`,
    });
    return {};
  }
  const header = headerOf(shape, sheet);
  if (!header) {
    const wanted = shape.columns.map((column) => column.headers[0]).join('、');
    problems.push({
      at: sheet.name,
      text: `前 ${HEADER_WITHIN_ROWS} 行里没有找到表头：第 1 行请写 ${wanted}（样表见 ${TEMPLATE}）`,
    });
    return {};
  }
  problems.push(...headerProblems(shape, sheet, header));
  return { [shape.list]: rowsOf(shape, sheet, header) };
}

/** The rows of a workbook. Throws a RegisterFileError when its sheets or headers are not those of the template. */
export async function readWorkbook(bytes: Buffer): Promise<RawRegister> {
  const all = await sheetsOf(bytes);
  const texts = all.flatMap((sheet) => [sheet.name, ...sheet.rows.flat().filter((cell) => typeof cell === 'string')]);
  const broken = sayGarbled(texts);
  if (broken) throw new RegisterFileError([broken]);
  const sheets = all.filter((sheet) => sheet.name !== GUIDE_SHEET && sheet.rows.some((row) => !row.every(isEmpty)));
  const problems: Problem[] = [];
  const parts = sheets.map((sheet) => readSheet(sheet, problems));
  if (sheets.length === 0) problems.push({ at: '', text: `工作簿里没有内容：请照 ${TEMPLATE} 填写` });
  if (problems.length > 0) throw new RegisterFileError(problems);
  const list = (name: SheetShape['list']): RawRow[] => parts.flatMap((part) => part[name] ?? []);
  return {
    units: list('units'),
    people: list('people'),
    groups: list('groups'),
    teams: list('teams'),
    ambiguous: list('ambiguous'),
    hazards: list('hazards'),
  };
}
