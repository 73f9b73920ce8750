import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BackupError } from './failure';

/** Names inside the folder of a backup. */
export const DATABASE = 'database.sqlite';
export const FILES = 'files';
export const MANIFEST = 'manifest.json';

const FORMAT = 1;
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const schema = z.object({
  format: z.literal(FORMAT),
  /** Version of the program that wrote it. */
  program: z.string(),
  madeAt: z.string(),
  database: z.object({ bytes: z.number(), sha256: hash }),
  migrations: z.array(z.string()),
  /** Rows, per table. */
  counts: z.record(z.string(), z.number()),
  /** The attachments; each hash is the name of its file too. */
  files: z.array(z.object({ hash, bytes: z.number() })),
  /** Attachments that the database names and that were lost before the backup was made. */
  missing: z.array(hash),
});
export type Manifest = z.output<typeof schema>;

export const writeManifest = (manifest: Omit<Manifest, 'format'>): string =>
  `${JSON.stringify({ format: FORMAT, ...manifest }, undefined, 2)}\n`;

/** @throws BackupError when the folder is no backup, or one of a newer program */
export async function readManifest(folder: string): Promise<Manifest> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8'));
  } catch {
    throw new BackupError([`${folder} 不是一份完整的备份：没有可读的 ${MANIFEST}。什么也没有改。`]);
  }
  const format = z.object({ format: z.number() }).safeParse(json);
  if (format.success && format.data.format > FORMAT)
    throw new BackupError([`${folder} 是更新的版本做的备份。请先升级程序，再恢复。什么也没有改。`]);
  const read = schema.safeParse(json);
  if (!read.success) throw new BackupError([`${folder} 的 ${MANIFEST} 损坏了。什么也没有改。`]);
  return read.data;
}
