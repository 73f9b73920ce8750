import type { QueryRunner } from 'typeorm';
import { dataSource } from './data-source';
import { pendingMigrations, ranMigrations, unknownMigrations } from './migrate';

/** What a database is like, without bringing its tables up to date. */
export interface Examination {
  readonly kind: 'SQLite' | 'PostgreSQL';
  /** No program has made its tables here yet. */
  readonly isEmpty: boolean;
  /** How many migrations the next start would run. */
  readonly pending: number;
  /** Migrations that this program does not know: a newer one was here. */
  readonly unknown: readonly string[];
  /** The first complaint of the engine; empty when the file is whole. */
  readonly problem: string;
}

/** How long we wait for somebody who writes at this moment. */
const WAIT_MS = 5000;
const CHECK = 'PRAGMA integrity_check(1)';
const PROBE = 'checkup_probe';

/**
 * Opens, reads and writes (what it writes is rolled back). A SQLite file that is not there would be made: look first.
 * @throws the driver's error when it cannot be reached, read or written
 */
export async function examineDatabase(url: string): Promise<Examination> {
  const { source } = dataSource(url, () => undefined);
  await source.initialize();
  const lite = source.options.type === 'sqlite';
  const runner = source.createQueryRunner();
  try {
    if (lite) await runner.query(`PRAGMA busy_timeout = ${WAIT_MS}`);
    const [complaint] = lite ? await runner.manager.query<Record<string, string>[]>(CHECK) : [];
    const problem = Object.values(complaint ?? {})[0] ?? 'ok';
    if (problem === 'ok') await write(runner, lite);
    return {
      kind: lite ? 'SQLite' : 'PostgreSQL',
      isEmpty: (await ranMigrations(source, runner)).length === 0,
      pending: await pendingMigrations(source, runner),
      unknown: await unknownMigrations(source, runner),
      problem: problem === 'ok' ? '' : problem,
    };
  } finally {
    await runner.release();
    await source.destroy();
  }
}

async function write(runner: QueryRunner, lite: boolean): Promise<void> {
  await runner.query(lite ? 'BEGIN IMMEDIATE' : 'BEGIN');
  try {
    await runner.query(`CREATE TABLE ${PROBE} (id integer)`);
  } finally {
    await runner.query('ROLLBACK');
  }
}
