import { dataSource } from '../../src/storage/data-source';
import { txOf } from '../../src/storage/tx';
import { UnitsOfWork } from '../../src/storage/units-of-work';
import { onEachDatabase } from './on-each-database';

onEachDatabase('a unit of work that never ends', (database) => {
  test('is undone after its time, and the next one runs', async () => {
    const opened = dataSource(database.url(), () => undefined);
    await opened.source.initialize();
    const units = new UnitsOfWork(opened, 50);
    const hanging = units.run(async (unit) => {
      await txOf(unit).settings.set('hanging', '1');
      await new Promise(() => undefined);
    });
    const next = units.run((unit) => txOf(unit).settings.get('hanging'));
    await expect(hanging).rejects.toMatchObject({ code: 'too_long' });
    expect(await next).toBeUndefined();
    await units.close();
    await opened.source.destroy();
  });

  test('of somebody else is not waited for without end, and leaves nothing behind here', async () => {
    const opened = dataSource(database.url(), () => undefined);
    await opened.source.initialize();
    const impatient = database.kind === 'postgres' ? `SET lock_timeout = 100; ${opened.begin}` : opened.begin;
    if (database.kind === 'sqlite') await opened.source.query('PRAGMA busy_timeout = 100');
    const units = new UnitsOfWork({ ...opened, begin: impatient });
    await database.storage().work.run(async ({ settings }) => {
      await settings.set('holder', '1');
      await expect(units.run(async () => undefined)).rejects.toThrow(/lock/i);
    });
    await units.run((unit) => txOf(unit).settings.set('after', '1'));
    expect(await database.storage().work.run(({ settings }) => settings.get('after'))).toBe('1');
    await units.close();
    await opened.source.destroy();
  });
});
