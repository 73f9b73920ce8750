import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { StorageError } from './errors';

const TABLE = 'migrations';

/** Names of the migrations that made its tables; none in an empty database. Changes nothing. */
export async function ranMigrations(source: DataSource, runner: QueryRunner): Promise<readonly string[]> {
  const table = source.options.migrationsTableName ?? TABLE;
  if (!(await runner.hasTable(table))) return [];
  const rows = await runner.manager.query<{ name: string }[]>(`SELECT name FROM ${source.driver.escape(table)}`);
  return rows.map(({ name }) => name);
}

const knownTo = (source: DataSource): readonly string[] =>
  source.migrations.map(({ name, constructor }) => name ?? constructor.name);

/** What a newer program did to this database. */
export async function unknownMigrations(source: DataSource, runner: QueryRunner): Promise<readonly string[]> {
  const known = knownTo(source);
  return (await ranMigrations(source, runner)).filter((name) => !known.includes(name));
}

/** How many steps are still to be done. */
export async function pendingMigrations(source: DataSource, runner: QueryRunner): Promise<number> {
  const ran = await ranMigrations(source, runner);
  return knownTo(source).filter((name) => !ran.includes(name)).length;
}

/** Brings the tables up to date inside the transaction that is open on this runner. */
export async function migrate(source: DataSource, runner: QueryRunner): Promise<void> {
  const [newest] = (await unknownMigrations(source, runner)).slice(-1);
  if (newest !== undefined) throw new StorageError('newer', `the database was made by a newer program (${newest})`);
  const executor = new MigrationExecutor(source, runner);
  executor.transaction = 'none';
  await executor.executePendingMigrations();
}

/** Drops every table, children first, and makes them anew: one transaction, the one that is open on this runner. */
export async function rebuild(source: DataSource, runner: QueryRunner): Promise<void> {
  const tables = source.entityMetadatas.map((metadata) => metadata.tableName);
  for (const table of [...tables.toReversed(), source.options.migrationsTableName ?? TABLE]) {
    await runner.query(`DROP TABLE IF EXISTS ${source.driver.escape(table)}`);
  }
  await migrate(source, runner);
}
