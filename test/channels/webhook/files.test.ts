import { WebhookChannel } from '../../../src/channels/webhook/channel';
import type { SendResult } from '../../../src/chat/channel';
import { DAY } from '../../../src/lib/time';
import { MovableClock } from '../../../src/lib/movable-clock';
import { FakeWeb } from '../../fake-wecom/web';

const BYTES = Buffer.from('PK\r\n\r\nthe bytes of a table\r\n');
const FILE = { name: '隐患台账.xlsx', hash: 'a'.repeat(64), type: 'application/zip', bytes: BYTES.length };

let web: FakeWeb;
let clock: MovableClock;
let channel: WebhookChannel;
beforeEach(async () => {
  clock = new MovableClock(1_000_000);
  web = new FakeWeb(clock);
  await web.start();
  const hooks = new Map(['G1', 'G2'].map((group) => [group, web.webhook(`webhook-of-${group}`)]));
  channel = new WebhookChannel({
    apiBase: web.base,
    address: async (chatId) => hooks.get(chatId),
    unpair: async () => undefined,
    plain: (markdown) => markdown,
    clock,
    readFile: async (hash) => (hash === FILE.hash ? BYTES : undefined),
  });
});
afterEach(() => web.stop());

const send = (chatId = 'G1', file = FILE): Promise<SendResult> =>
  channel.send({ route: { kind: 'group', chatId }, markdown: '', choices: [], mentions: [], again: false, file });

describe('a file that goes out through a webhook', () => {
  test('is uploaded under its name, byte for byte, and sent', async () => {
    expect(await send()).toEqual({ outcome: 'sent' });
    const [posted] = web.webhooks.posted;
    expect(posted).toMatchObject({ key: 'webhook-of-G1', msgtype: 'file' });
    expect(web.webhooks.files.get(posted?.mediaId ?? '')).toEqual({ name: '隐患台账.xlsx', bytes: BYTES });
  });

  test('is uploaded for each webhook, once, and anew after three days or when WeCom has lost it', async () => {
    await send();
    await send();
    expect(web.webhooks.files.size).toBe(1);
    expect(await send('G2')).toEqual({ outcome: 'sent' });
    expect(web.webhooks.files.size).toBe(2);
    clock.moveTo(clock.now() + 3 * DAY);
    expect(await send()).toEqual({ outcome: 'sent' });
    expect(web.webhooks.files.size).toBe(3);
    web.webhooks.forget(web.webhooks.posted.at(-1)?.mediaId ?? '');
    expect(await send()).toEqual({ outcome: 'sent' });
    expect(web.webhooks.posted).toHaveLength(5);
  });

  test('a webhook that is gone, a file that is not in its place', async () => {
    expect(await send('G1', { ...FILE, hash: 'b'.repeat(64) })).toMatchObject({ outcome: 'refused', errcode: 40_007 });
    web.webhooks.remove('webhook-of-G1');
    expect(await send()).toMatchObject({ outcome: 'refused', errcode: 93_000 });
    expect(web.webhooks.posted).toEqual([]);
  });

  test('nothing listens: it can be tried again', async () => {
    await web.stop();
    expect(await send()).toMatchObject({ outcome: 'refused', errcode: -1 });
    await web.start();
  });
});
