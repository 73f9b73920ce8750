import { ConfigError } from './config';
import { PlaybookError } from './playbook';

/** What stops the start most often, by the code of the error: the setting to look at, and what to do. */
const KNOWN: Readonly<Record<string, string>> = {
  EADDRINUSE: 'PORT: another program listens there already (perhaps this one); stop it or choose another port',
  EACCES: 'HOST, PORT or the database file: not permitted for this user; ports below 1024 need more rights',
  EADDRNOTAVAIL: 'HOST: this machine has no such address',
  ENOTFOUND: 'DATABASE_URL: the name of the database server is not known here',
  ECONNREFUSED: 'DATABASE_URL: nothing answers at that address; is PostgreSQL running there?',
  SQLITE_CANTOPEN: 'DATABASE_URL: the file cannot be opened or made; check the folder and its rights',
  SQLITE_NOTADB: 'DATABASE_URL: the file is there but is no SQLite database; move it away or name another',
  SQLITE_READONLY: 'DATABASE_URL: the file may only be read; check its rights and those of its folder',
  '28P01': 'DATABASE_URL: PostgreSQL refuses the password',
  '3D000': 'DATABASE_URL: PostgreSQL has no database of that name; create it first',
};

/** One message for the operator: settings by name; only what nobody foresaw comes with its stack. */
export function startFailure(error: unknown): string {
  if (error instanceof ConfigError || error instanceof PlaybookError) return error.message;
  const code = codeOf(error);
  const advice = code === undefined ? undefined : KNOWN[code];
  if (advice !== undefined) return `the program cannot start (${code}):\n  - ${advice}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Drivers put the code on the error or on the one that they wrap. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('driverError' in error) return codeOf(error.driverError);
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return 'cause' in error ? codeOf(error.cause) : undefined;
}
