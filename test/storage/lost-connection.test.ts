import { setTimeout as sleep } from 'node:timers/promises';
import { openStorage, type Storage } from '../../src/storage';
import { dataSource } from '../../src/storage/data-source';
import { DATABASE_TIMEOUT_MS, type FreshDatabase, freshDatabase } from './databases';

const OTHERS = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid()`;

let database: FreshDatabase;
let storage: Storage;
const warnings: string[] = [];

beforeAll(async () => {
  database = await freshDatabase('postgres');
  storage = await openStorage({ url: database.url, log: { warn: (_, message) => warnings.push(message) } });
}, DATABASE_TIMEOUT_MS);

afterAll(async () => {
  await storage.close();
  await database.drop();
});

/** What a restart of the server does. */
async function cutOthers(): Promise<void> {
  const { source } = dataSource(database.url, () => undefined);
  await source.initialize();
  await source.query(OTHERS);
  await source.destroy();
}

test('PostgreSQL goes away in the middle of a unit: that one fails, the next one works', async () => {
  const cut = storage.work.run(async (tx) => {
    await tx.settings.set('cut', '1');
    await cutOthers();
    await tx.settings.set('cut', '2');
  });
  await expect(cut).rejects.toThrow(/terminat|connection|released/i);
  expect(await storage.work.run((tx) => tx.settings.get('cut'))).toBeUndefined();
});

test('it goes away while nothing runs: a warning, and the next unit works', async () => {
  await storage.ping();
  await cutOthers();
  // The pool hears of it when the socket closes. A unit that comes before gets a fresh connection and no warning is due.
  for (let left = 200; left > 0 && warnings.length === 0; left -= 1) await sleep(20);
  expect(warnings).toContain('an idle database connection was lost');
  await storage.work.run((tx) => tx.settings.set('after', '1'));
  expect(await storage.work.run((tx) => tx.settings.get('after'))).toBe('1');
});
