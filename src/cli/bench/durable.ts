import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataSource } from '../../storage/data-source';

/** Bare durable transactions on the same driver and with the same pragmas: one insert each. */
export async function durableWrites(): Promise<{ write(count: number): Promise<void>; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const { source, prepare, begin } = dataSource(`sqlite:${join(folder, 'bare.sqlite')}`, () => undefined);
  await source.initialize();
  for (const statement of prepare) await source.query(statement);
  await source.query('CREATE TABLE bare (id integer PRIMARY KEY AUTOINCREMENT, text text NOT NULL)');
  return {
    async write(count) {
      for (let each = 0; each < count; each += 1) {
        await source.query(begin);
        await source.query('INSERT INTO bare (text) VALUES (?)', ['平安'.repeat(100)]);
        await source.query('COMMIT');
      }
    },
    async close() {
      await source.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
