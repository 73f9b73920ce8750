import { join } from 'node:path';
import { inspectDatabase, type Inspection } from '../../storage/backup';
import { hashOf, placeOf, sizeOf } from './disk';
import { BackupError } from './failure';
import { DATABASE, FILES, MANIFEST, type Manifest, readManifest } from './manifest';

/** How many damaged things are named; the rest is counted. */
const NAMED = 5;

async function isIntact(path: string, { bytes, hash }: { bytes: number; hash: string }): Promise<boolean> {
  return (await sizeOf(path)) === bytes && (await hashOf(path)) === hash;
}

const damaged = (folder: string, what: readonly string[]): BackupError =>
  new BackupError([
    `备份 ${folder} 不完整，有 ${what.length} 处不对，什么也没有改。请换一份备份。`,
    ...what.slice(0, NAMED).map((each) => `  ✗ ${each}`),
  ]);

async function inspected(path: string): Promise<Inspection | undefined> {
  try {
    return await inspectDatabase(path);
  } catch {
    return undefined;
  }
}

function contradictions(manifest: Manifest, inspection: Inspection): string[] {
  const { counts, files, missing } = manifest;
  const has = new Set([...files.map(({ hash }) => hash), ...missing]);
  const rows = Object.entries(counts).filter(([table, count]) => inspection.counts[table] !== count);
  return [
    ...inspection.problems,
    ...rows.map(([table]) => `${table} 的行数和 ${MANIFEST} 不一样`),
    ...inspection.files.filter((hash) => !has.has(hash)).map((hash) => `缺附件 ${hash}`),
  ];
}

/**
 * Reads a backup from end to end: every hash, then the database itself.
 * @throws BackupError when anything is not as it was written, or the program is too old for it
 */
export async function checkBackup(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder);
  const { database, files } = manifest;
  const parts = [
    { name: DATABASE, bytes: database.bytes, hash: database.sha256 },
    ...files.map((file) => ({ name: join(FILES, placeOf(file.hash)), ...file })),
  ];
  const broken: string[] = [];
  for (const part of parts) {
    if (!(await isIntact(join(folder, part.name), part))) broken.push(`${part.name} 缺失或损坏`);
  }
  if (broken.length > 0) throw damaged(folder, broken);
  const inspection = await inspected(join(folder, DATABASE));
  if (!inspection) throw damaged(folder, [`${DATABASE} 打不开`]);
  if (inspection.unknownMigrations.length > 0)
    throw new BackupError([
      `${folder} 是更新的版本做的备份（${manifest.program}）。请先升级程序，再恢复。什么也没有改。`,
    ]);
  const wrong = contradictions(manifest, inspection);
  if (wrong.length > 0) throw damaged(folder, wrong);
  return manifest;
}
