import { openStorage } from '../../src/storage';
import { onEachDatabase } from './on-each-database';

onEachDatabase('the storage', (database) => {
  test('reopening keeps everything, and migrates nothing twice', async () => {
    await database.storage().work.run((tx) => tx.settings.set('a', '1'));
    const again = await openStorage({ url: database.url() });
    expect(await again.work.run((tx) => tx.settings.get('a'))).toBe('1');
    await again.close();
  });
});
