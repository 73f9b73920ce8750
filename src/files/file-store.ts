import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileName } from './file-name';
import { type FileType, fileType } from './file-type';

/** A photo of a phone has 3 to 8 MB; WeCom's own limit for a file is 20 MB. */
const MAX_FILE_BYTES = 20 * 1024 * 1024;

export interface StoredFile {
  /** SHA-256 in hex: the file's key. */
  readonly hash: string;
  readonly type: FileType;
  readonly bytes: number;
  /** The given name without anything harmful. It is never a part of the path. */
  readonly name: string;
  readonly path: string;
}

export interface FileStore {
  /** Keeps these bytes for good; the same bytes again are the same file. Throws a FileTooBigError. */
  save(bytes: Uint8Array, name: string): Promise<StoredFile>;
  read(hash: string): Promise<Buffer | undefined>;
}

export class FileTooBigError extends Error {
  constructor(
    readonly bytes: number,
    readonly maxBytes: number,
  ) {
    super(`a file has ${bytes} bytes, more than ${maxBytes}`);
    this.name = 'FileTooBigError';
  }
}

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function flushed(path: string, flags: 'r' | 'wx', bytes?: Uint8Array): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    if (bytes) await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Whole or not at all: a crash leaves at most a `.part` file, which nothing reads. */
async function write(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const part = `${path}.${randomUUID()}.part`;
  try {
    await flushed(part, 'wx', bytes);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  // The rename is on disk only when its folder is.
  await flushed(folder, 'r');
}

/** Attachments in `dir`, each under its hash: `ab/abcdef…`. */
export function createFileStore({ dir, maxBytes = MAX_FILE_BYTES }: { dir: string; maxBytes?: number }): FileStore {
  const pathOf = (hash: string): string => join(dir, hash.slice(0, 2), hash);
  return {
    async save(given, name) {
      if (given.length > maxBytes) throw new FileTooBigError(given.length, maxBytes);
      const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
      const hash = createHash('sha256').update(bytes).digest('hex');
      const path = pathOf(hash);
      if ((await sizeOf(path)) !== bytes.length) await write(path, bytes);
      return { hash, type: fileType(bytes), bytes: bytes.length, name: fileName(name), path };
    },
    async read(hash) {
      if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
      try {
        return await readFile(pathOf(hash));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
  };
}
