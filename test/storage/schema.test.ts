import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage, StorageError } from '../../src/storage';
import { dataSource } from '../../src/storage/data-source';
import { onEachDatabase } from './on-each-database';
import { due, record, round, task } from './samples';

onEachDatabase('the tables', (database) => {
  test('have exactly the columns that the schemas name, and the same ones may be empty', async () => {
    const { source } = dataSource(database.url(), () => undefined);
    await source.initialize();
    const runner = source.createQueryRunner();
    for (const metadata of source.entityMetadatas) {
      const table = await runner.getTable(metadata.tableName);
      const inDatabase = table?.columns.map(({ name, isNullable }) => [name, isNullable]);
      const inSchema = metadata.columns.map(({ databaseName, isNullable }) => [databaseName, isNullable]);
      expect([metadata.tableName, new Map(inDatabase as [])]).toEqual([metadata.tableName, new Map(inSchema as [])]);
    }
    await runner.release();
    await source.destroy();
  });

  test('are made by two that open at once', async () => {
    const { source } = dataSource(database.url(), () => undefined);
    await source.initialize();
    for (const { tableName } of source.entityMetadatas.toReversed()) await source.query(`DROP TABLE ${tableName}`);
    await source.query('DROP TABLE migrations');
    await source.destroy();

    const both = await Promise.all([openStorage({ url: database.url() }), openStorage({ url: database.url() })]);
    await Promise.all(both.map(({ ping }) => ping()));
    await Promise.all(both.map(({ close }) => close()));
    expect(await database.rows('SELECT name FROM migrations')).toEqual([{ name: 'Start1790000000000' }]);
  });

  test('wipe empties everything, numbers too', async () => {
    const { work, secrets, wipe } = database.storage();
    const day = round('TZ-0001', '2026-10-01');
    const fill = () =>
      work.run(async (tx) => {
        await tx.tasks.putTask(task('TZ-0001'));
        await tx.tasks.putRound(day);
        await tx.tasks.putDue(due(day.id, 'I01'));
        await tx.ledger.add(record(await tx.ledger.nextNumber('LB')));
        await tx.room.add({ chat: 'G1', author: 'a', text: 'b', at: 1, choices: [], files: [], mentions: [] });
      });
    await fill();
    await secrets.put('a', 'b');
    await wipe();
    expect(await work.run(({ tasks }) => tasks.activeTasks())).toEqual([]);
    expect(await secrets.names()).toEqual([]);
    await fill();
    expect((await work.run(({ ledger }) => ledger.find({}))).map(({ id }) => id)).toEqual(['LB-0001']);
    expect((await work.run(({ room }) => room.after(0, 9))).map(({ id }) => id)).toEqual([1]);
  });
});

test.each(['mysql://x', 'data/baopingan.sqlite', ''])('an address that is not understood: %j', async (url) => {
  await expect(openStorage({ url })).rejects.toThrow(StorageError);
});

test('the folder of the file is made; durability is as promised', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'baopingan-'));
  const { source, prepare } = dataSource(`sqlite:${folder}/a/b/c.sqlite`, () => undefined);
  await source.initialize();
  for (const statement of prepare) await source.query(statement);
  const pragma = async (name: string) => Object.values((await source.query<object[]>(`PRAGMA ${name}`))[0] ?? {})[0];
  expect(await pragma('journal_mode')).toBe('wal');
  expect(await pragma('synchronous')).toBe(2);
  expect(await pragma('foreign_keys')).toBe(1);
  await source.destroy();
  rmSync(folder, { recursive: true });
});
