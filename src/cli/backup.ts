import { join, resolve } from 'node:path';
import { loadConfig } from '../config';
import { loadEnvironment } from '../environment';
import { systemClock } from '../lib/clock';
import { sayFailure } from './backup/failure';
import { makeBackup, nameOf } from './backup/make';
import { ownFolders, sqlitePath } from './backup/own';
import { postgresBackup } from './backup/postgres';

const USAGE = `用法：
  npm run backup              备份到 backups/，小安不用停
  npm run backup -- 文件夹     备份到别处，最好是另一块磁盘`;
const MEGABYTE = 1024 * 1024;

async function main(): Promise<number> {
  const [given, ...more] = process.argv.slice(2);
  if (more.length > 0 || given?.startsWith('-')) {
    console.error(USAGE);
    return 2;
  }
  loadEnvironment();
  const { databaseUrl } = loadConfig(process.env);
  const { filesDir, backups, program } = ownFolders();
  const target = resolve(given ?? backups);
  const database = sqlitePath(databaseUrl);
  if (database === undefined) {
    for (const line of postgresBackup(databaseUrl, { target: join(target, nameOf(systemClock.now())), filesDir }))
      console.error(line);
    return 1;
  }
  // The copies hold names, phones and secrets: for this user's eyes only.
  process.umask(0o077);
  try {
    const { folder, manifest } = await makeBackup({ database, filesDir, target, now: systemClock.now(), program });
    const { counts, files, missing } = manifest;
    const bytes = files.reduce((sum, file) => sum + file.bytes, manifest.database.bytes);
    console.log(`备份好了：${folder}`);
    console.log(
      `台账 ${counts['records'] ?? 0} 条，人员 ${counts['people'] ?? 0} 人，附件 ${files.length} 个，共 ${(bytes / MEGABYTE).toFixed(1)} MB`,
    );
    if (missing.length > 0)
      console.error(`注意：数据库里有 ${missing.length} 个附件，${filesDir} 里已经没有或已损坏。`);
    return 0;
  } catch (error) {
    for (const line of sayFailure(error, target)) console.error(line);
    return 1;
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    for (const line of sayFailure(error, '')) console.error(line);
    process.exitCode = 1;
  },
);
