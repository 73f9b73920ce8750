import { join } from 'node:path';

/** The address without its password: pg_dump asks for it, or takes it from PGPASSWORD or ~/.pgpass. */
function withoutPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.password = '';
  return url.href;
}

/** PostgreSQL has its own tools, which must be of the server's version: we say the lines. `target` is a new folder. */
export const postgresBackup = (databaseUrl: string, where: { target: string; filesDir: string }): readonly string[] => [
  '数据库是 PostgreSQL，请用它自己的工具备份，小安不用停。先数据库，后附件：',
  `  mkdir -p '${where.target}'`,
  `  pg_dump --format=custom --no-owner --file='${join(where.target, 'database.dump')}' '${withoutPassword(databaseUrl)}'`,
  `  cp -a '${where.filesDir}' '${join(where.target, 'files')}'`,
];

/** The way back. */
export const postgresRestore = (
  databaseUrl: string,
  where: { folder: string; filesDir: string },
): readonly string[] => [
  '数据库是 PostgreSQL，请停下小安，用它自己的工具恢复：',
  `  pg_restore --clean --if-exists --no-owner --single-transaction --dbname='${withoutPassword(databaseUrl)}' '${join(where.folder, 'database.dump')}'`,
  `  cp -a '${join(where.folder, 'files')}/.' '${where.filesDir}/'`,
];
