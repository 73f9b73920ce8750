import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { type Config, ConfigError } from './config';
import { PlaybookError } from './playbook';
import { examineDatabase } from './storage';

/** What stops the start most often, by the code of the error: the setting to look at, and what to do. */
const KNOWN: Readonly<Record<string, string>> = {
  EADDRINUSE: 'PORT: another program listens there already (perhaps this one); stop it or choose another port',
  EACCES: 'HOST, PORT or the database file: not permitted for this user; ports below 1024 need more rights',
  EADDRNOTAVAIL: 'HOST: this machine has no such address',
  ENOENT: 'DATABASE_URL: the folder of the file is not there and cannot be made; make it, or name another',
  ENOTDIR: 'DATABASE_URL: a part of the path is a file where a folder is needed; name another path',
  EEXIST: 'DATABASE_URL: a part of the path is a file where a folder is needed; name another path',
  EROFS: 'DATABASE_URL: the disk may only be read; mount it for writing, or name another path',
  ENOSPC: 'DATABASE_URL: the disk is full; make room',
  ENOTFOUND: 'DATABASE_URL: the name of the database server is not known here',
  EAI_AGAIN: 'DATABASE_URL: the name of the database server cannot be looked up; is the network up?',
  ECONNREFUSED: 'DATABASE_URL: nothing answers at that address; is PostgreSQL running there?',
  ETIMEDOUT: 'DATABASE_URL: no answer from that address; a firewall, or the wrong host?',
  EHOSTUNREACH: 'DATABASE_URL: no way leads to that address; is the network up?',
  SQLITE_CANTOPEN: 'DATABASE_URL: the file cannot be opened or made; check the folder and its rights',
  SQLITE_NOTADB: 'DATABASE_URL: the file is there but is no SQLite database; move it away or name another',
  SQLITE_READONLY: 'DATABASE_URL: the file may only be read; check its rights and those of its folder',
  SQLITE_FULL: 'DATABASE_URL: the disk is full; make room',
  SQLITE_CORRUPT: 'DATABASE_URL: the file is damaged; stop, keep a copy of data/, put the last backup in its place',
  SQLITE_BUSY: 'DATABASE_URL: another program keeps the file locked; is the bot running twice?',
  newer:
    'DATABASE_URL: a newer program made this database; put that program back, or the backup from before the upgrade',
  '28P01': 'DATABASE_URL: PostgreSQL refuses the password',
  '28000': 'DATABASE_URL: PostgreSQL refuses this user',
  '3D000': 'DATABASE_URL: PostgreSQL has no database of that name; create it first',
  '57P03': 'DATABASE_URL: PostgreSQL is just starting; wait a moment',
  '53300': 'DATABASE_URL: PostgreSQL has no connection to spare; close others or raise max_connections',
};

/** One message for the operator: settings by name; only what nobody foresaw comes with its stack. */
export function startFailure(error: unknown): string {
  if (error instanceof ConfigError || error instanceof PlaybookError) return error.message;
  const advice = adviceOf(error);
  if (advice !== undefined) return `the program cannot start:\n  - ${advice}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * The same, and whatever else would stop the next try: nobody should have to start five times to learn of five
 * mistakes. `config` is absent when the settings themselves are wrong; the rest of them is looked at all the same.
 */
export async function startFailures(error: unknown, config: Config | undefined): Promise<string> {
  const known = error instanceof ConfigError ? error.rest : config;
  const first = startFailure(error);
  if (!known || (!(error instanceof ConfigError) && adviceOf(error) === undefined)) return first;
  const others = await Promise.all([databaseProblem(known), portProblem(known)]);
  const more = [...new Set(others)].filter((text) => text !== undefined && !first.includes(text));
  return [first, ...more.map((text) => `  - ${text}`), 'npm run doctor tells more'].join('\n');
}

/** A file that is not there yet is the start's to make, not ours. */
async function databaseProblem({ databaseUrl }: Config): Promise<string | undefined> {
  const path = databaseUrl.startsWith('sqlite:') ? databaseUrl.slice('sqlite:'.length) : undefined;
  if (path !== undefined && !existsSync(path)) return undefined;
  try {
    const { unknown, problem } = await examineDatabase(databaseUrl);
    if (problem !== '') return KNOWN['SQLITE_CORRUPT'];
    return unknown.length > 0 ? KNOWN['newer'] : undefined;
  } catch (error) {
    return adviceOf(error);
  }
}

const portProblem = ({ host, port }: Config): Promise<string | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(adviceOf(error)));
    server.listen({ host, port }, () => server.close(() => resolve(undefined)));
  });

function adviceOf(error: unknown): string | undefined {
  const code = failureCode(error);
  const advice = code === undefined ? undefined : KNOWN[code];
  return advice === undefined ? undefined : `${advice} (${code})`;
}

/** Drivers put the code on the error or on the one that they wrap. */
export function failureCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('driverError' in error) return failureCode(error.driverError);
  if (error instanceof AggregateError) return failureCode(error.errors[0]);
  return 'cause' in error ? failureCode(error.cause) : undefined;
}
