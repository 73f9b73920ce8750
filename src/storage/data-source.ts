import { DataSource, type DataSourceOptions, DefaultNamingStrategy } from 'typeorm';
import { StorageError } from './errors';
import { Start1790000000000 } from './migrations/0001-start';
import { schemas } from './schemas';

/** How long a writer waits for another process before it gives up. */
const LOCK_WAIT_MS = 15_000;

/** `graceMinutes` is `grace_minutes` in the database. */
class SnakeCase extends DefaultNamingStrategy {
  override columnName(property: string, custom: string | undefined): string {
    return custom ?? property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}

const common = {
  entities: Object.values(schemas),
  migrations: [Start1790000000000],
  migrationsTableName: 'migrations',
  namingStrategy: new SnakeCase(),
  synchronize: false,
  logging: false,
  // `where: { id: undefined }` would otherwise mean "any".
  invalidWhereValuesBehavior: { undefined: 'throw', null: 'throw' },
} satisfies Partial<DataSourceOptions>;

/** What differs between the two databases. */
export interface Database {
  readonly source: DataSource;
  /** Statements that a fresh connection needs once. */
  readonly prepare: readonly string[];
  /** Opens a transaction that no other one, of this or another process, can overlap. */
  readonly begin: string;
}

/** The only place that names a driver. */
export function dataSource(url: string, onIdleError: (error: unknown) => void): Database {
  if (url.startsWith('sqlite:')) return sqlite(url.slice('sqlite:'.length));
  if (/^postgres(ql)?:\/\//.test(url)) return postgres(url, onIdleError);
  throw new StorageError('bad_url', 'a database address begins with sqlite: or postgres://');
}

const sqlite = (path: string): Database => ({
  source: new DataSource({ ...common, type: 'sqlite', database: path }),
  // The wait comes first: another process may be opening the same file.
  prepare: [
    `PRAGMA busy_timeout = ${LOCK_WAIT_MS}`,
    'PRAGMA journal_mode = WAL',
    'PRAGMA synchronous = FULL',
    'PRAGMA foreign_keys = ON',
  ],
  // A deferred BEGIN that reads first and writes later fails with "database is locked" beside another process.
  begin: 'BEGIN IMMEDIATE',
});

/** Any number that nothing else in the database uses. Advisory locks are per database. */
const WRITER_LOCK = 20_260_101;

const postgres = (url: string, poolErrorHandler: (error: unknown) => void): Database => ({
  source: new DataSource({
    ...common,
    type: 'postgres',
    url,
    installExtensions: false,
    connectTimeoutMS: 10_000,
    poolErrorHandler,
    // A process that hangs or vanishes inside a transaction must not stop the others for ever.
    extra: {
      max: 4,
      keepAlive: true,
      lock_timeout: LOCK_WAIT_MS,
      statement_timeout: 30_000,
      query_timeout: 35_000,
      idle_in_transaction_session_timeout: 60_000,
    },
  }),
  prepare: [],
  begin: `BEGIN; SELECT pg_advisory_xact_lock(${WRITER_LOCK})`,
});
