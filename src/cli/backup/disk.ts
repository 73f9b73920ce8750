import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** SHA-256 of a file in hex, read piece by piece. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

export async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** A file or folder is on the disk only when this was done. */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function copyWhole(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
  await flush(to);
}

/** Where a file with this hash lies, as the store of the attachments keeps it. */
export const placeOf = (hash: string): string => join(hash.slice(0, 2), hash);

export interface Kept {
  readonly hash: string;
  readonly bytes: number;
}

/** The attachments in a folder. What is not under its hash (a `.part` of a crash) is none. */
export async function keptIn(folder: string): Promise<readonly Kept[]> {
  if ((await sizeOf(folder)) === undefined) return [];
  const names = await readdir(folder, { recursive: true });
  const hashes = names.flatMap((name) => /^([0-9a-f]{2})[\\/](\1[0-9a-f]{62})$/.exec(name)?.[2] ?? []).sort();
  return Promise.all(hashes.map(async (hash) => ({ hash, bytes: (await sizeOf(join(folder, placeOf(hash)))) ?? 0 })));
}
