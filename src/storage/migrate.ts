import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';

/** Brings the tables up to date inside the transaction that is open on this runner. */
export async function migrate(source: DataSource, runner: QueryRunner): Promise<void> {
  const executor = new MigrationExecutor(source, runner);
  executor.transaction = 'none';
  await executor.executePendingMigrations();
}

/** Drops every table, children first, and makes them anew: one transaction, the one that is open on this runner. */
export async function rebuild(source: DataSource, runner: QueryRunner): Promise<void> {
  const tables = source.entityMetadatas.map((metadata) => metadata.tableName);
  for (const table of [...tables.toReversed(), source.options.migrationsTableName ?? 'migrations']) {
    await runner.query(`DROP TABLE IF EXISTS ${source.driver.escape(table)}`);
  }
  await migrate(source, runner);
}
