import { examineDatabase, openStorage } from '../../src/storage';
import { dataSource } from '../../src/storage/data-source';
import { freshDatabase, KINDS, DATABASE_TIMEOUT_MS } from './databases';
import { onEachDatabase } from './on-each-database';

onEachDatabase('what a check-up reads', (database) => {
  test('of each place the newest row that was sent and the newest that failed', async () => {
    const { work } = database.storage();
    const outcomes = [
      ['G1', 'sent', ''],
      ['G1', 'failed', 'first'],
      ['G1', 'failed', 'second'],
      ['G2', 'sent', ''],
      ['G2', 'queued', 'later'],
    ] as const;
    await work.run(async ({ outbox }) => {
      for (const [index, [place, state, detail]] of outcomes.entries()) {
        await outbox.add({ route: '{}', body: '{}', sortAt: index, place, notBefore: index });
        const row = (await outbox.ready(index, 9)).find(({ notBefore }) => notBefore === index);
        await outbox.finish(row?.id ?? 0, { state, notBefore: 100 + index, again: false, detail });
      }
    });
    const newest = await work.run(({ outbox }) => outbox.newest());
    expect(newest.map(({ place, state, detail, notBefore }) => [place, state, detail, notBefore])).toEqual([
      ['G1', 'sent', '', 100],
      ['G1', 'failed', 'second', 102],
      ['G2', 'sent', '', 103],
    ]);
  });

  test('settings that begin alike', async () => {
    const { work } = database.storage();
    const found = await work.run(async ({ settings }) => {
      for (const key of ['heard:b', 'heard:', 'heard', 'unheard:c', 'heard:a']) await settings.set(key, `of ${key}`);
      return settings.startingWith('heard:');
    });
    expect(found).toEqual(['heard:', 'heard:a', 'heard:b'].map((key) => ({ key, value: `of ${key}` })));
  });

  test('a database of this program is current, and looking changes nothing', async () => {
    const tables = database.kind === 'sqlite' ? "SELECT name FROM sqlite_master WHERE type = 'table'" : 'SELECT 1';
    const before = await database.rows(tables);
    expect(await examineDatabase(database.url())).toMatchObject({
      isEmpty: false,
      pending: 0,
      unknown: [],
      problem: '',
    });
    expect(await database.rows(tables)).toEqual(before);
  });
});

test.each(KINDS)(
  'an empty %s database waits for its tables, which looking does not make',
  async (kind) => {
    const fresh = await freshDatabase(kind);
    for (const _ of ['looked at', 'looked at again']) {
      expect(await examineDatabase(fresh.url)).toMatchObject({ isEmpty: true, unknown: [], problem: '' });
    }
    await fresh.drop();
  },
  DATABASE_TIMEOUT_MS,
);

test('a database of a newer program is left alone', async () => {
  const fresh = await freshDatabase('sqlite');
  await (await openStorage({ url: fresh.url })).close();
  const { source } = dataSource(fresh.url, () => undefined);
  await source.initialize();
  await source.query("INSERT INTO migrations (timestamp, name) VALUES (2790000000000, 'Later2790000000000')");
  await source.destroy();
  await expect(openStorage({ url: fresh.url })).rejects.toMatchObject({ code: 'newer' });
  expect((await examineDatabase(fresh.url)).unknown).toEqual(['Later2790000000000']);
  await fresh.drop();
});
