import { join } from 'node:path';
import { enqueue, type OutgoingBody } from '../../src/chat/outgoing';
import type { Person } from '../../src/domain/register';
import { Register } from '../../src/domain/register-index';
import { instantOf } from '../../src/lib/time';
import { openStorage, type Storage } from '../../src/storage';
import { loadTemplates } from '../../src/words/templates';

const NOW = instantOf('2026-11-23', 600);
const ENCRYPTED = 'woAbCdEfGhIjKlMnOpQrStUvWxYz0123';
const templates = loadTemplates(join(__dirname, '..', '..', 'templates'));

let storage: Storage;
beforeEach(async () => {
  storage = await openStorage({ url: 'sqlite::memory:' });
  await storage.work.run((tx) =>
    tx.register.putGroup({ id: 'G1', name: '群', chatId: 'wr1', unitIds: [], bureau: false }),
  );
});
afterEach(() => storage.close());

const NO_FILE = () => Promise.reject(new Error('no file here'));

async function mentioned(people: readonly Person[]): Promise<unknown> {
  return storage.work.run(async (tx) => {
    const register = new Register(await tx.register.load());
    const view = { name: '群' };
    const push = { to: { groupId: 'G1' }, template: 'office/webhook-test', view, mentions: people };
    await enqueue({ tx, register, templates, now: NOW, keepFile: NO_FILE }, [push]);
    const [row] = await tx.outbox.ready(NOW, 1);
    const { mentions } = JSON.parse(row?.body ?? '{}') as OutgoingBody;
    return mentions.map(({ userid, mobile }) => [userid, mobile]);
  });
}

const person = { id: 'p', name: '李小丽', role: 'staff', active: true } as const;

test('an encrypted account rings nobody through a webhook: the phone number does', async () => {
  expect(
    await mentioned([
      { ...person, userid: ENCRYPTED, mobile: '13900000001' },
      { ...person, userid: 'wangli', mobile: '13900000002' },
      { ...person, userid: ENCRYPTED },
    ]),
  ).toEqual([
    [undefined, '13900000001'],
    ['wangli', '13900000002'],
    [ENCRYPTED, undefined],
  ]);
});
