import { setTimeout as sleep } from 'node:timers/promises';
import type { Tx } from '../../src/domain/ports';
import { openStorage, StorageError } from '../../src/storage';
import { onEachDatabase } from './on-each-database';
import { record } from './samples';

const count = async ({ settings }: Tx): Promise<number> => Number((await settings.get('count')) ?? 0);

/** Read, think, write: loses counts wherever two of them overlap. */
async function raise(tx: Tx): Promise<void> {
  const value = await count(tx);
  await sleep(1);
  await tx.settings.set('count', String(value + 1));
  await tx.ledger.add(record(await tx.ledger.nextNumber('LB')));
}

onEachDatabase('units of work', (database) => {
  const run: ReturnType<typeof database.storage>['work']['run'] = (job) => database.storage().work.run(job);
  const records = () => run(async ({ ledger }) => (await ledger.find({})).length);

  test('64 commands at once: none fails, none is lost', async () => {
    await Promise.all(Array.from({ length: 64 }, () => run(raise)));
    expect(await run(count)).toBe(64);
    expect(await records()).toBe(64);
  });

  test('two storages on one database do not overlap either', async () => {
    const other = await openStorage({ url: database.url() });
    await Promise.all(Array.from({ length: 64 }, (_, index) => (index % 2 ? run(raise) : other.work.run(raise))));
    await other.close();
    expect(await run(count)).toBe(64);
    expect(await records()).toBe(64);
  });

  test('every third throws halfway: the others stand, it leaves nothing', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 60 }, (_, index) =>
        run(async (tx) => {
          await raise(tx);
          if (index % 3 === 0) throw new Error('halfway');
        }),
      ),
    );
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(20);
    expect(await run(count)).toBe(40);
    expect(await records()).toBe(40);
  });

  test('they run in the order of asking', async () => {
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        run(async () => {
          await sleep(20 - index);
          order.push(index);
        }),
      ),
    );
    expect(order).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  test('gives what the job gives', async () => {
    expect(await run(async () => 'value')).toBe('value');
  });

  test('one inside another fails at once, and so does the outer one', async () => {
    const outer = run(async (tx) => {
      await tx.settings.set('outer', '1');
      await run((inner) => inner.settings.set('inner', '1'));
    });
    await expect(outer).rejects.toMatchObject({ code: 'nested' });
    await expect(run(() => database.storage().secrets.names())).rejects.toMatchObject({ code: 'nested' });
    expect(await run(({ settings }) => settings.get('outer'))).toBeUndefined();
  });

  test('one that is started later by something that began inside is not nested', async () => {
    let later: Promise<void> = Promise.resolve();
    await run(async () => {
      later = sleep(20).then(() => run((tx) => tx.settings.set('later', '1')));
    });
    await later;
    expect(await run(({ settings }) => settings.get('later'))).toBe('1');
  });

  test('a statement that nobody awaited undoes the unit', async () => {
    const work = run(async ({ settings }) => {
      void settings.set('forgotten', '1');
    });
    await expect(work).rejects.toMatchObject({ code: 'unawaited' });
    expect(await run(({ settings }) => settings.get('forgotten'))).toBeUndefined();
  });

  test('a transaction that was kept is of no use afterwards', async () => {
    const kept = await run(async (tx) => ({ tx }));
    await expect(kept.tx.settings.set('late', '1')).rejects.toThrow(StorageError);
    expect(await run(({ settings }) => settings.get('late'))).toBeUndefined();
  });

  test('a failed statement cannot be swallowed', async () => {
    const work = run(async ({ ledger, settings }) => {
      await settings.set('before', '1');
      await ledger.add(record('LB-0001'));
      await ledger.add(record('LB-0001')).catch(() => undefined);
    });
    await expect(work).rejects.toThrow(/unique/i);
    expect(await run(({ settings }) => settings.get('before'))).toBeUndefined();
  });

  test('statements that are asked for together run one after the other', async () => {
    await run(async ({ settings }) => {
      await Promise.all(Array.from({ length: 20 }, (_, index) => settings.set('last', String(index))));
    });
    expect(await run(({ settings }) => settings.get('last'))).toBe('19');
  });

  test('one of several at once fails: the rest is waited for and undone', async () => {
    const work = run(async ({ ledger, settings }) => {
      await ledger.add(record('LB-0001'));
      await Promise.all([ledger.add(record('LB-0001')), settings.set('beside', '1'), settings.set('beside', '2')]);
    });
    await expect(work).rejects.toThrow(/unique/i);
    expect(await run(({ settings }) => settings.get('beside'))).toBeUndefined();
  });

  test('timers and sockets get in between', async () => {
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 1);
    await Promise.all(Array.from({ length: 100 }, () => run(async () => undefined)));
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(5);
  });

  test('close waits for what was asked for and refuses what comes later', async () => {
    const other = await openStorage({ url: database.url() });
    const work = Array.from({ length: 10 }, () => other.work.run(raise));
    await other.close();
    expect((await Promise.allSettled(work)).map(({ status }) => status)).toEqual(Array(10).fill('fulfilled'));
    await expect(other.work.run(raise)).rejects.toMatchObject({ code: 'closed' });
    await expect(other.ping()).rejects.toBeInstanceOf(Error);
    expect(await run(count)).toBe(10);
    await other.close();
  });
});
