import { relative } from 'node:path';
import type { Inbound } from './chat/message';
import type { KeptFile } from './delivery/receiver';
import { MistakeError } from './domain/mistakes';
import type { KeepWorkbook } from './domain/workbook';
import { type FileStore, FileTooBigError, writeWorkbook } from './files';
import { projectRoot } from './project-root';

const MEGABYTE = 1024 * 1024;

/** Puts the files of a message in a safe place before it is taken in. One that is too big is noted, not kept. */
export const keepFiles =
  (files: FileStore) =>
  (message: Inbound): Promise<readonly KeptFile[]> =>
    Promise.all(message.files.flatMap(({ bytes, name }) => (bytes ? [keep(files, bytes, name)] : [])));

async function keep(files: FileStore, bytes: Uint8Array, name: string): Promise<KeptFile> {
  try {
    const { hash, type, bytes: size, name: safeName } = await files.save(bytes, name);
    return { hash, type, bytes: size, name: safeName };
  } catch (error) {
    if (error instanceof FileTooBigError) return { hash: '', type: '', bytes: error.maxBytes, name };
    throw error;
  }
}

/** @throws MistakeError that names the file that was too big */
export function demandKept(kept: readonly KeptFile[]): void {
  const refused = kept.find((file) => file.hash === '');
  if (!refused) return;
  throw new MistakeError({
    code: 'bad_file',
    typed: refused.name,
    details: { limit: `${refused.bytes / MEGABYTE}MB` },
  });
}

/** Keeps the tables that go out. */
export const keepWorkbook =
  (files: FileStore): KeepWorkbook =>
  async (workbook) => {
    const { path, ...file } = await files.save(await writeWorkbook(workbook), `${workbook.name}.xlsx`);
    return { file, path: relative(projectRoot(), path) };
  };
