import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import writeSheets from 'write-excel-file/node';
import { type Problem, type RegisterFile, RegisterFileError } from '../../src/register/register-file';
import { readRegister } from '../../src/register/read-register';

type Cell = string | number | boolean | Date | null;
export type Sheets = Readonly<Record<string, readonly (readonly Cell[])[]>>;

const dir = mkdtempSync(join(tmpdir(), 'register-'));
afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});
let count = 0;

export function fileWith(content: string | Uint8Array, extension: string): string {
  count += 1;
  const path = join(dir, `${count}.${extension}`);
  writeFileSync(path, content);
  return path;
}

export const jsonFile = (content: object): string => fileWith(JSON.stringify(content, null, 1), 'json');

export async function workbook(sheets: Sheets): Promise<string> {
  const parts = Object.entries(sheets).map(([sheet, rows]) => ({
    sheet,
    data: rows.map((row) => row.map((value) => (value instanceof Date ? { value, format: 'yyyy-mm-dd' } : value))),
  }));
  return fileWith(await writeSheets(parts).toBuffer(), 'xlsx');
}

export const fromJson = (content: object): Promise<RegisterFile> => readRegister(jsonFile(content));

/** What is wrong with a file, as `place: text`. */
export async function problemsOf(path: string): Promise<readonly string[]> {
  try {
    await readRegister(path);
  } catch (error) {
    if (error instanceof RegisterFileError) return said(error.problems);
    throw error;
  }
  return [];
}

export const said = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ at, text }) => (at ? `${at}：${text}` : text));
