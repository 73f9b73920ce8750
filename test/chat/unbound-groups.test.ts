import { join } from 'node:path';
import { bound } from '../../src/chat';
import { Register } from '../../src/domain/register-index';
import { openStorage } from '../../src/storage';
import { loadTemplates } from '../../src/words/templates';

const templates = loadTemplates(join(__dirname, '..', '..', 'templates'));

test('only groups that have a chat are said to be reached', async () => {
  const storage = await openStorage({ url: 'sqlite::memory:' });
  const reached = await storage.work.run(async (tx) => {
    await tx.register.putGroup({ id: 'G1', name: '甲群', chatId: 'wr1', unitIds: [], bureau: false });
    await tx.register.putGroup({ id: 'G2', name: '乙群', unitIds: [], bureau: false });
    return bound(new Register(await tx.register.load()), ['G1', 'G2', 'G9']);
  });
  await storage.close();
  expect(reached).toEqual(['G1']);
});

const published = (view: { groups: string; unbound: string; nowhere: boolean }): string =>
  templates.render('office/bulletin-published', {
    number: 'TB-0001',
    title: '值班表',
    owed: 2,
    onTimeCount: 1,
    lateCount: 0,
    missingCount: 1,
    ...view,
  });

test('a 通报 that nothing can carry says so, and how to pass it on', () => {
  const nowhere = published({ groups: '', unbound: '甲群', nowhere: true });
  expect(nowhere).toContain('还没有绑定群，没有发出去');
  expect(nowhere).toContain('文本 TB-0001');
  expect(nowhere).not.toContain('已发布');
  expect(published({ groups: '甲群', unbound: '乙群', nowhere: false })).toMatch(
    /已发布到：甲群。\n还没有绑定群，没有发出去：乙群\n应报2家/,
  );
  expect(published({ groups: '甲群', unbound: '', nowhere: false })).toMatch(/已发布到：甲群。\n应报2家/);
});
