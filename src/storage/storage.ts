import type { Secrets, Work } from '../domain/ports';
import { dataSource } from './data-source';
import { migrate, rebuild } from './migrate';
import { txOf } from './tx';
import { UnitsOfWork } from './units-of-work';

export interface Storage {
  readonly work: Work;
  /** For callers outside a unit of work; inside there is `tx.secrets`. */
  readonly secrets: Secrets;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  /** Drops everything and starts anew. */
  wipe(): Promise<void>;
  /** Waits for the units that are under way; later ones are refused. */
  close(): Promise<void>;
}

export interface StorageOptions {
  /** `sqlite:data/baopingan.sqlite` or `postgres://…`. */
  readonly url: string;
  readonly log?: { warn(details: object, message: string): void };
}

/** Opens the database, brings its tables up to date, and gives the only way to them. */
export async function openStorage({ url, log }: StorageOptions): Promise<Storage> {
  const database = dataSource(url, (error) => log?.warn({ err: error }, 'an idle database connection was lost'));
  const { source } = database;
  await source.initialize();
  const units = new UnitsOfWork(database);
  try {
    for (const statement of database.prepare) await source.query(statement);
    await units.run((_, runner) => migrate(source, runner));
  } catch (error) {
    await source.destroy();
    throw error;
  }
  const work: Work = { run: (job) => units.run((unit) => job(txOf(unit))) };
  return {
    work,
    secrets: secretsOf(work),
    ping: async () => {
      await source.query('SELECT 1 FROM settings LIMIT 1');
    },
    wipe: () => units.run((_, runner) => rebuild(source, runner)),
    close: async () => {
      await units.close();
      if (source.isInitialized) await source.destroy();
    },
  };
}

const secretsOf = (work: Work): Secrets => ({
  get: (name) => work.run((tx) => tx.secrets.get(name)),
  put: (name, value) => work.run((tx) => tx.secrets.put(name, value)),
  remove: (name) => work.run((tx) => tx.secrets.remove(name)),
  names: () => work.run((tx) => tx.secrets.names()),
});
