import { chmod, mkdir, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY, type Instant, stampOf } from '../../lib/time';
import { copyDatabase, inspectDatabase } from '../../storage/backup';
import { copyWhole, flush, hashOf, keptIn, type Kept, placeOf, sizeOf } from './disk';
import { BackupError } from './failure';
import { DATABASE, FILES, MANIFEST, type Manifest, readManifest, writeManifest } from './manifest';

export interface BackupWish {
  /** The SQLite file of the bot. */
  readonly database: string;
  readonly filesDir: string;
  /** The folder of the backups: each is a folder of its own in it. */
  readonly target: string;
  readonly now: Instant;
  readonly program: string;
  /** Bytes that are free there; by default the file system is asked. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

export interface Made {
  readonly folder: string;
  readonly manifest: Manifest;
}

const MEGABYTE = 1024 * 1024;
/** For the manifest and the folders themselves. */
const SPARE_BYTES = MEGABYTE;

async function freeOn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** `20261123-101500`, in Beijing time. */
export const nameOf = (now: Instant): string => stampOf(now).slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');

async function freeName(target: string, now: Instant): Promise<string> {
  for (let turn = 1; ; turn += 1) {
    const folder = join(target, turn === 1 ? nameOf(now) : `${nameOf(now)}-${turn}`);
    if ((await sizeOf(folder)) === undefined) return folder;
  }
}

async function demandRoom({ database, filesDir, target, freeBytes = freeOn }: BackupWish): Promise<void> {
  const kept = await keptIn(filesDir);
  const sizes = [
    (await sizeOf(database)) ?? 0,
    (await sizeOf(`${database}-wal`)) ?? 0,
    ...kept.map(({ bytes }) => bytes),
  ];
  const needed = sizes.reduce((sum, bytes) => sum + bytes, SPARE_BYTES);
  const free = await freeBytes(target);
  if (free >= needed) return;
  const [need, have] = [needed, free].map((bytes) => `${Math.ceil(bytes / MEGABYTE)} MB`);
  throw new BackupError([`${target} 放不下：要 ${need}，只剩 ${have}。没有备份。请腾出空间，或换一个文件夹。`]);
}

/** Copies the attachments and reads each copy again: a disk that fails is noticed now, not when it is needed. */
async function copyFiles(from: string, to: string): Promise<Kept[]> {
  const copied: Kept[] = [];
  await mkdir(to);
  for (const kept of await keptIn(from)) {
    const path = join(to, placeOf(kept.hash));
    await copyWhole(join(from, placeOf(kept.hash)), path);
    if ((await hashOf(path)) === kept.hash) copied.push(kept);
    else await rm(path);
  }
  return copied;
}

/**
 * The database first, as of one moment, then the attachments: a file is written before the row that names it and never
 * changes, so whatever the copy of the database names is there when the files are copied.
 */
async function fill(part: string, { database, filesDir, now, program }: BackupWish): Promise<void> {
  const copy = join(part, DATABASE);
  await copyDatabase(database, copy);
  await chmod(copy, 0o600);
  await flush(copy);
  const { problems, migrations, counts, files: named } = await inspectDatabase(copy);
  if (problems.length > 0)
    throw new BackupError([
      '数据库有损坏，什么也没有留下。请留好以前的备份，用最近的一份恢复。',
      ...problems.map((each) => `  ✗ ${each}`),
    ]);
  const files = await copyFiles(filesDir, join(part, FILES));
  const has = new Set(files.map(({ hash }) => hash));
  const text = writeManifest({
    program,
    madeAt: stampOf(now),
    database: { bytes: (await sizeOf(copy)) ?? 0, sha256: await hashOf(copy) },
    migrations: [...migrations],
    counts,
    files,
    missing: named.filter((hash) => !has.has(hash)),
  });
  await writeFile(join(part, MANIFEST), text, { mode: 0o600, flush: true });
  await flush(part);
}

const UNFINISHED = '.unfinished-';

/** What a backup that was killed left here; one that is under way is younger. */
async function clearLeftOvers(target: string, now: Instant): Promise<void> {
  for (const name of await readdir(target)) {
    const path = join(target, name);
    if (name.startsWith(UNFINISHED) && now - (await stat(path)).mtimeMs > DAY) await rm(path, { recursive: true });
  }
}

/** Makes a backup beside a running bot. It gets its name when it is complete; on any failure nothing is left. */
export async function makeBackup(wish: BackupWish): Promise<Made> {
  const { database, target, now } = wish;
  if ((await sizeOf(database)) === undefined)
    throw new BackupError([`没有数据库 ${database}，没有什么可备份。请在程序的文件夹里执行，设置和小安的一样。`]);
  await mkdir(target, { recursive: true, mode: 0o700 });
  await clearLeftOvers(target, now);
  await demandRoom(wish);
  const part = join(target, `${UNFINISHED}${nameOf(now)}-${process.pid}`);
  try {
    await mkdir(part, { mode: 0o700 });
    await fill(part, wish);
    const folder = await freeName(target, now);
    await rename(part, folder);
    await flush(target);
    return { folder, manifest: await readManifest(folder) };
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}
