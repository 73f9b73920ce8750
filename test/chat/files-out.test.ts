import { join } from 'node:path';
import { enqueue, type OutgoingBody } from '../../src/chat/outgoing';
import { Register } from '../../src/domain/register-index';
import type { KeepWorkbook, Workbook } from '../../src/domain/workbook';
import { instantOf } from '../../src/lib/time';
import { projectRoot } from '../../src/project-root';
import { openStorage, type Storage } from '../../src/storage';
import { loadTemplates } from '../../src/words/templates';

const NOW = instantOf('2026-11-16', 600);
const BOOK: Workbook = { name: '台账', sheets: [{ name: '台账', columns: [], rows: [] }] };
const templates = loadTemplates(join(projectRoot(), 'templates'));

let storage: Storage;
beforeEach(async () => {
  storage = await openStorage({ url: 'sqlite::memory:' });
  await storage.work.run(async (tx) => {
    for (const id of ['G1', 'G2'])
      await tx.register.putGroup({ id, name: id, chatId: `wr${id}`, unitIds: [], bureau: false });
  });
});
afterEach(() => storage.close());

const push = (keepFile: KeepWorkbook): Promise<unknown> =>
  storage.work.run(async (tx) => {
    const register = new Register(await tx.register.load());
    const pushes = ['G1', 'G2'].map((groupId) => ({
      to: { groupId },
      template: 'office/webhook-test',
      view: { name: groupId },
      file: BOOK,
    }));
    return enqueue({ tx, register, templates, now: NOW, keepFile }, pushes);
  });
const rows = () => storage.work.run((tx) => tx.outbox.ready(NOW, 10));

test('the words first, then the file, in every place; the file is written once', async () => {
  let written = 0;
  await push(async ({ name }) => {
    written += 1;
    return { file: { name: `${name}.xlsx`, hash: 'a', type: 'application/zip', bytes: 1 }, path: 'a' };
  });
  expect(written).toBe(1);
  expect(
    (await rows()).map(({ place, body }) => {
      const { markdown, file } = JSON.parse(body) as OutgoingBody;
      return [place, file?.name ?? markdown !== ''];
    }),
  ).toEqual([
    ['G1', true],
    ['G1', '台账.xlsx'],
    ['G2', true],
    ['G2', '台账.xlsx'],
  ]);
});

test('a file that cannot be kept is never named: nothing of the message has happened', async () => {
  await expect(push(() => Promise.reject(new Error('no space left')))).rejects.toThrow('no space left');
  expect(await rows()).toEqual([]);
});
