import type { DataSource } from 'typeorm';
import { dataSource } from './data-source';

/** What a database file holds, read without changing it. */
export interface Inspection {
  /** What the engine finds wrong; empty when the file is whole. */
  readonly problems: readonly string[];
  /** Names of the migrations that made its tables, the oldest first. */
  readonly migrations: readonly string[];
  /** Of these, what this program does not know: a newer one made the file. */
  readonly unknownMigrations: readonly string[];
  /** Rows, per table. */
  readonly counts: Readonly<Record<string, number>>;
  /** Hashes of the files that its rows name. */
  readonly files: readonly string[];
}

/** How long we wait for somebody who writes at this moment. */
const WAIT_MS = 5000;

const FILE_LISTS: Readonly<Record<string, string>> = {
  attachments: 'SELECT DISTINCT hash FROM attachments',
  room_lines: "SELECT DISTINCT json_extract(value, '$.hash') AS hash FROM room_lines, json_each(room_lines.files)",
};

async function opened<T>(path: string, job: (source: DataSource) => Promise<T>): Promise<T> {
  const { source } = dataSource(`sqlite:${path}`, () => undefined);
  await source.initialize();
  try {
    await source.query(`PRAGMA busy_timeout = ${WAIT_MS}`);
    return await job(source);
  } finally {
    await source.destroy();
  }
}

/**
 * Writes the database as of one moment into a new file, while others read and write it: SQLite's own `VACUUM INTO`,
 * one read transaction, which in WAL mode stops nobody. The file must exist; an empty one would be made otherwise.
 */
export const copyDatabase = (path: string, into: string): Promise<void> =>
  opened(path, async (source) => {
    await source.query('VACUUM INTO ?', [into]);
  });

const column = async (source: DataSource, sql: string): Promise<string[]> =>
  (await source.query<Record<string, unknown>[]>(sql)).map((row) => String(Object.values(row)[0]));

const TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";

async function countsOf(source: DataSource, tables: readonly string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const [count = '0'] = await column(source, `SELECT COUNT(*) FROM ${source.driver.escape(table)}`);
    counts[table] = Number(count);
  }
  return counts;
}

async function filesOf(source: DataSource, tables: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const [table, sql] of Object.entries(FILE_LISTS)) {
    if (tables.includes(table)) files.push(...(await column(source, sql)));
  }
  return [...new Set(files)].filter((hash) => /^[0-9a-f]{64}$/.test(hash)).sort();
}

/** @throws the driver's error when it is no database at all */
export const inspectDatabase = (path: string): Promise<Inspection> =>
  opened(path, async (source) => {
    const integrity = await column(source, 'PRAGMA integrity_check');
    const problems = integrity.filter((line) => line !== 'ok');
    if (problems.length > 0) return { problems, migrations: [], unknownMigrations: [], counts: {}, files: [] };
    const orphans = new Set(await column(source, 'PRAGMA foreign_key_check'));
    const tables = await column(source, TABLES);
    const made = tables.includes('migrations') ? await column(source, 'SELECT name FROM migrations ORDER BY id') : [];
    const known = source.migrations.map((migration) => migration.name ?? migration.constructor.name);
    return {
      problems: [...orphans].map((table) => `${table}: rows refer to rows that are not there`),
      migrations: made,
      unknownMigrations: made.filter((name) => !known.includes(name)),
      counts: await countsOf(source, tables),
      files: await filesOf(source, tables),
    };
  });

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/**
 * Brings what stands in the `-wal` into the file and takes the `-wal` away, so that the file is the whole database.
 * `busy`: another process has it open, for SQLite lets only the last connection leave WAL mode. `broken`: the engine
 * cannot read it.
 */
export async function closeDown(path: string): Promise<'closed' | 'busy' | 'broken'> {
  try {
    const mode = await opened(path, (source) => column(source, 'PRAGMA journal_mode = DELETE'));
    return mode[0] === 'delete' ? 'closed' : 'busy';
  } catch (error) {
    const code = codeOf(error);
    if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') return 'busy';
    if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') return 'broken';
    throw error;
  }
}
