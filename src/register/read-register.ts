import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { checkRows } from './check-rows';
import { type RawRegister, type RegisterFile, RegisterFileError } from './register-file';
import { readText } from './read-text';
import { readWorkbook } from './read-workbook';

/** A county has some hundred institutions and some thousand people: a bigger file is another file. */
const MAX_BYTES = 20 * 1024 * 1024;

const refuse = (text: string): RegisterFileError => new RegisterFileError([{ at: '', text }]);

async function bytesOf(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) throw refuse('文件超过 20 MB，不像名册，请核对');
    return await readFile(path);
  } catch (error) {
    if (error instanceof RegisterFileError) throw error;
    throw refuse(`读不到文件「${path}」：请核对路径和文件名`);
  }
}

/** Editors write UTF-8 with or without a mark, or UTF-16 with one; anything else is most likely GBK. */
function textOf(bytes: Buffer): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('文件不是 UTF-8 编码（多半是 GBK）：请在编辑器里另存为 UTF-8 再导入');
  }
}

async function rawOf(path: string, bytes: Buffer): Promise<RawRegister> {
  switch (extname(path).toLowerCase()) {
    case '.json':
      return readText(textOf(bytes), 'json');
    case '.yaml':
    case '.yml':
      return readText(textOf(bytes), 'yaml');
    case '.xlsx':
      return await readWorkbook(bytes);
    default:
      throw refuse('名册文件只能是 .xlsx、.json 或 .yaml：旧的 .xls 和 .csv 请先另存为 .xlsx');
  }
}

/** Reads a register file. Throws a RegisterFileError that names everything that is wrong in it. */
export async function readRegister(path: string): Promise<RegisterFile> {
  const bytes = await bytesOf(path);
  const { rows, problems } = checkRows(await rawOf(path, bytes));
  if (problems.length > 0) throw new RegisterFileError(problems);
  return { hash: createHash('sha256').update(bytes).digest('hex'), ...rows };
}
