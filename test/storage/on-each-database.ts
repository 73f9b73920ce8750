import { openStorage, type Storage } from '../../src/storage';
import { dataSource } from '../../src/storage/data-source';
import { DATABASE_TIMEOUT_MS, type FreshDatabase, freshDatabase, KINDS, type Kind } from './databases';

export interface TestDatabase {
  readonly kind: Kind;
  url(): string;
  storage(): Storage;
  /** What a statement finds in the tables, past the stores. */
  rows(sql: string): Promise<unknown[]>;
}

/** The same tests on SQLite and on a real PostgreSQL, each test on empty tables. */
export function onEachDatabase(name: string, tests: (database: TestDatabase) => void): void {
  describe.each(KINDS)(`${name} on %s`, (kind) => {
    let database: FreshDatabase;
    let storage: Storage;
    beforeAll(async () => {
      database = await freshDatabase(kind);
      storage = await openStorage({ url: database.url });
    }, DATABASE_TIMEOUT_MS);
    beforeEach(() => storage.wipe());
    afterAll(async () => {
      await storage.close();
      await database.drop();
    });
    tests({
      kind,
      url: () => database.url,
      storage: () => storage,
      rows: (sql) => rowsOf(database.url, sql),
    });
  });
}

async function rowsOf(url: string, sql: string): Promise<unknown[]> {
  const { source } = dataSource(url, () => undefined);
  await source.initialize();
  try {
    return await source.query<unknown[]>(sql);
  } finally {
    await source.destroy();
  }
}
