import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectRoot } from '../../project-root';

/** Where the program keeps its things. */
export function ownFolders(): { filesDir: string; backups: string; program: string } {
  const root = projectRoot();
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { filesDir: join(root, 'data', 'files'), backups: join(root, 'backups'), program: version };
}

/** The file of the database; none for PostgreSQL. Relative ones count from the working folder, as at the start. */
export const sqlitePath = (databaseUrl: string): string | undefined =>
  databaseUrl.startsWith('sqlite:') ? resolve(databaseUrl.slice('sqlite:'.length)) : undefined;
