import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

export const KINDS = ['sqlite', 'postgres'] as const;
export type Kind = (typeof KINDS)[number];

export interface FreshDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** The first PostgreSQL of a test run has to be made: give hooks that call `freshDatabase` this long. */
export const DATABASE_TIMEOUT_MS = 90_000;

/** An empty database of its own: a file in a folder of its own, or one of the test run's PostgreSQL server. */
export const freshDatabase = (kind: Kind): Promise<FreshDatabase> =>
  kind === 'sqlite' ? freshFile() : freshPostgres();

async function freshFile(): Promise<FreshDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'baopingan-'));
  return {
    url: `sqlite:${join(folder, 'test.sqlite')}`,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function freshPostgres(): Promise<FreshDatabase> {
  const server = await serverUrl();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await ask(server, `CREATE DATABASE ${name}`);
  return { url: server + name, drop: () => ask(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function ask(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: `${server}postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

// Workers are forked by jest, with a channel to it; without workers the tests run in jest's own process.
const jestPid = process.send ? process.ppid : process.pid;
const folder = join(tmpdir(), `baopingan-postgres-${jestPid}`);

/** Whoever makes the folder starts the server; it stops by itself when jest has ended, however it ended. */
async function serverUrl(): Promise<string> {
  if (isFirst()) startKeeper();
  const url = await written();
  try {
    await ask(url, 'SELECT 1');
    return url;
  } catch {
    // Left behind by an earlier process of the same number that was killed together with its keeper.
    rmSync(folder, { recursive: true, force: true });
    if (isFirst()) startKeeper();
    return written();
  }
}

function isFirst(): boolean {
  try {
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    return true;
  } catch {
    return false;
  }
}

function startKeeper(): void {
  const keeper = require.resolve('./postgres-keeper.js');
  spawn(process.execPath, [keeper, folder, String(jestPid)], { detached: true, stdio: 'ignore', cwd: '/' }).unref();
}

async function written(): Promise<string> {
  const failed = join(folder, 'failed');
  for (let waited = 0; waited < DATABASE_TIMEOUT_MS; waited += 50) {
    if (existsSync(join(folder, 'url'))) return readFileSync(join(folder, 'url'), 'utf8');
    if (existsSync(failed)) throw new Error(`PostgreSQL did not start: ${readFileSync(failed, 'utf8')}`);
    await sleep(50);
  }
  throw new Error('PostgreSQL did not start in time');
}
