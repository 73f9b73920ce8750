import { chmod, copyFile, link, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Instant } from '../../lib/time';
import { closeDown, inspectDatabase } from '../../storage/backup';
import { copyWhole, flush, hashOf, placeOf, sizeOf } from '../backup/disk';
import { BackupError } from '../backup/failure';
import { nameOf } from '../backup/make';
import { DATABASE, FILES, type Manifest } from '../backup/manifest';

export interface RestoreWish {
  /** The folder of the backup. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** The SQLite file of the bot; it need not be there. */
  readonly database: string;
  readonly filesDir: string;
  readonly now: Instant;
}

/** Another name for the same file; a copy where the file system has no such thing. */
async function keep(path: string, as: string): Promise<void> {
  await link(path, as).catch(() => copyFile(path, as));
  await flush(as);
}

/** Attachments only ever grow: what is there and whole stays; what is damaged goes to the replaced ones. */
async function putFiles({ folder, manifest, filesDir }: RestoreWish, replaced: string): Promise<void> {
  for (const { hash } of manifest.files) {
    const path = join(filesDir, placeOf(hash));
    const isThere = (await sizeOf(path)) !== undefined;
    if (isThere && (await hashOf(path)) === hash) continue;
    if (isThere) await copyWhole(path, join(replaced, FILES, placeOf(hash)));
    const part = `${path}.restored.part`;
    await copyWhole(join(folder, FILES, placeOf(hash)), part);
    await rename(part, path);
  }
}

async function staged({ folder, manifest, database }: RestoreWish): Promise<string> {
  const part = `${database}.restored.part`;
  await copyWhole(join(folder, DATABASE), part);
  await chmod(part, 0o600);
  const isWhole =
    (await hashOf(part)) === manifest.database.sha256 && (await inspectDatabase(part)).problems.length === 0;
  if (isWhole) return part;
  await rm(part);
  throw new BackupError(['复制过来的数据库和备份不一样，什么也没有改。请检查磁盘。']);
}

async function demandFree(database: string): Promise<void> {
  if ((await sizeOf(database)) === undefined || (await closeDown(database)) !== 'busy') return;
  throw new BackupError([`${database} 还有程序开着，什么也没有改。请先停下小安，再恢复。`]);
}

/** What is there keeps its name in a folder beside, until somebody removes it. */
async function setAside(database: string, replaced: string): Promise<void> {
  if ((await sizeOf(database)) === undefined) return;
  await keep(database, join(replaced, basename(database)));
  for (const end of ['-wal', '-shm', '-journal']) {
    // Left over only where the engine could not read the file; beside the new one they would spoil it.
    if ((await sizeOf(`${database}${end}`)) !== undefined)
      await rename(`${database}${end}`, join(replaced, `${basename(database)}${end}`));
  }
}

/**
 * Puts a checked backup in the place of the data; the program must be down. Attachments first, then the database by
 * one rename: whoever pulls the plug has either the old data or the new.
 * @returns the folder with what was replaced
 */
export async function putBack(wish: RestoreWish): Promise<string> {
  const { database, now } = wish;
  const home = dirname(database);
  const replaced = join(home, `replaced-${nameOf(now)}`);
  await mkdir(home, { recursive: true });
  await demandFree(database);
  const part = await staged(wish);
  try {
    await mkdir(replaced, { mode: 0o700 });
    await putFiles(wish, replaced);
    await setAside(database, replaced);
    await rename(part, database);
    await flush(home);
    return replaced;
  } finally {
    await rm(part, { force: true });
  }
}
