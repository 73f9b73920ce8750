import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { onEachDatabase } from './on-each-database';
import { DUES } from './writer';

const hook = require.resolve('./typescript.js');
const program = require.resolve('./writer.ts');

interface Writer {
  readonly child: ChildProcess;
  /** Units that it said were done. */
  done(): string[];
  /** Exit code (null when killed) and what it complained about. */
  readonly ended: Promise<[number | null, string]>;
}

function startWriter(url: string, name: string, count: number): Writer {
  const child = spawn(process.execPath, ['-r', hook, program, url, name, String(count)]);
  let [said, complained] = ['', ''];
  child.stdout.on('data', (chunk) => (said += String(chunk)));
  child.stderr.on('data', (chunk) => (complained += String(chunk)));
  return {
    child,
    done: () => said.split('\n').slice(0, -1),
    ended: once(child, 'close').then(([code]: unknown[]) => [code as number | null, complained]),
  };
}

onEachDatabase('several processes', (database) => {
  const run: ReturnType<typeof database.storage>['work']['run'] = (job) => database.storage().work.run(job);
  const total = () => run(async ({ settings }) => Number((await settings.get('total')) ?? 0));

  test('two write beside this one: nobody is told that the database is locked, nothing is lost', async () => {
    const writers = ['a', 'b'].map((name) => startWriter(database.url(), name, 60));
    await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        await sleep(index * 20);
        await run(async ({ settings }) => {
          const value = Number((await settings.get('total')) ?? 0);
          await sleep(2);
          await settings.set('total', String(value + 1));
        });
      }),
    );
    expect(await Promise.all(writers.map(({ ended }) => ended))).toEqual([
      [0, ''],
      [0, ''],
    ]);
    expect(await total()).toBe(180);
  }, 60_000);

  test('killed at any moment: each unit is there whole or not at all, and what was acknowledged is there', async () => {
    const acknowledged: string[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const writer = startWriter(database.url(), `k${attempt}`, 10_000);
      while (writer.done().length === 0 && writer.child.exitCode === null) await sleep(5);
      await sleep(attempt * 7);
      writer.child.kill('SIGKILL');
      expect(await writer.ended).toEqual([null, '']);
      acknowledged.push(...writer.done());
    }
    const units = await run(async ({ tasks, ledger, outbox }) => {
      const rounds = await tasks.roundsOf('TZ-0001', 100_000);
      return {
        days: rounds.map(({ day }) => day),
        dues: (await tasks.duesOfRounds(rounds.map(({ id }) => id))).length,
        records: (await ledger.find({})).length,
        sends: (await outbox.ready(1, 100_000)).length,
      };
    });
    const count = units.days.length;
    expect(units).toMatchObject({ dues: count * DUES, records: count, sends: count });
    expect(await total()).toBe(count);
    expect(acknowledged.filter((day) => !units.days.includes(day))).toEqual([]);
    expect(count).toBeGreaterThanOrEqual(acknowledged.length);
  }, 60_000);
});
