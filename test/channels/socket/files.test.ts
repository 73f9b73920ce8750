import type { Outbound, SendResult } from '../../../src/chat/channel';
import { DAY } from '../../../src/lib/time';
import { type Started, startSocket } from './setup';

const BYTES = new Map([
  ['a'.repeat(64), Buffer.from('PK the bytes of a table')],
  ['b'.repeat(64), Buffer.alloc(1_300_000, 'chunk ')],
]);
const FILE = { name: '隐患台账.xlsx', hash: 'a'.repeat(64), type: 'application/zip', bytes: 23 };

let socket: Started;
beforeEach(async () => {
  socket = await startSocket({ readFile: async (hash) => BYTES.get(hash) });
  await socket.subscribed();
  for (const [to, kind] of [['wrG1', 'message'] as const, ['wangli', 'message'] as const])
    socket.gateway.chats.opened(`hello-${to}`, to, kind);
  await socket.places.add('group:wrG1');
  await socket.places.add('person:wangli');
});
afterEach(() => socket.stop());

const send = (more: Partial<Outbound> = {}): Promise<SendResult> =>
  socket.channel.send({
    route: { kind: 'group', chatId: 'wrG1' },
    markdown: '',
    choices: [],
    mentions: [],
    again: false,
    file: FILE,
    ...more,
  });
const uploads = (): number => socket.gateway.frames.filter(({ cmd }) => cmd === 'aibot_upload_media_init').length;

describe('a file that goes out over the long connection', () => {
  test('is uploaded under its name and shown in the chat', async () => {
    expect(await send()).toEqual({ outcome: 'sent' });
    const { chats, uploads: kept } = socket.gateway;
    const shown = chats.shown.at(-1);
    expect(shown).toMatchObject({ to: 'wrG1', by: 'push', msgtype: 'file' });
    expect(kept.names.get(shown?.mediaId ?? '')).toBe('隐患台账.xlsx');
    expect(kept.files.get(shown?.mediaId ?? '')).toEqual(BYTES.get(FILE.hash));
    expect(socket.gateway.frames.at(-1)?.body).toMatchObject({ chatid: 'wrG1', chat_type: 2, msgtype: 'file' });
  });

  test('goes in chunks when it is big, and is whole', async () => {
    const big = { ...FILE, hash: 'b'.repeat(64), bytes: 1_300_000 };
    expect(await send({ file: big, route: { kind: 'person', userid: 'wangli' } })).toEqual({ outcome: 'sent' });
    const { shown } = socket.gateway.chats;
    expect(socket.gateway.uploads.files.get(shown.at(-1)?.mediaId ?? '')).toEqual(BYTES.get(big.hash));
    expect(socket.gateway.frames.filter(({ cmd }) => cmd === 'aibot_upload_media_chunk')).toHaveLength(3);
  });

  test('is uploaded once for several places, and anew after three days', async () => {
    await send();
    await send({ route: { kind: 'person', userid: 'wangli' } });
    expect(uploads()).toBe(1);
    await socket.time.pass(3 * DAY);
    await socket.subscribed();
    expect(await send()).toEqual({ outcome: 'sent' });
    expect(uploads()).toBe(2);
  });

  test('is uploaded again when WeCom has lost it (40007)', async () => {
    await send();
    socket.gateway.uploads.forget(socket.gateway.chats.shown.at(-1)?.mediaId ?? '');
    expect(await send()).toEqual({ outcome: 'sent' });
    expect(uploads()).toBe(2);
  });

  test('an upload that fails is no send: it can be tried again without fear of a second one', async () => {
    socket.gateway.faults.ack = ({ cmd }) => (cmd === 'aibot_upload_media_finish' ? -1 : undefined);
    expect(await send()).toMatchObject({ outcome: 'refused', errcode: -1 });
    socket.gateway.faults.ack = ({ cmd }) => (cmd === 'aibot_upload_media_init' ? 846_607 : undefined);
    expect(await send()).toMatchObject({ outcome: 'refused', errcode: 846_607, retryAfterSeconds: 60 });
    expect(socket.gateway.chats.shown).toEqual([]);
    delete socket.gateway.faults.ack;
    expect(await send()).toEqual({ outcome: 'sent' });
  });

  test('30 uploads a minute are our own limit, of the whole bot', async () => {
    for (let index = 0; index < 30; index += 1) {
      const to = `wrG${index + 10}`;
      socket.gateway.chats.opened(`hello-${to}`, to, 'message');
      const file = { ...FILE, name: `${index}.xlsx` };
      expect(await send({ file, route: { kind: 'group', chatId: to } })).toEqual({ outcome: 'sent' });
    }
    const before = socket.gateway.frames.length;
    expect(await send({ file: { ...FILE, name: 'one more.xlsx' } })).toMatchObject({
      outcome: 'refused',
      errcode: 846_607,
      retryAfterSeconds: 60,
    });
    expect(socket.gateway.frames).toHaveLength(before);
  });

  test('a file that is not in its place is given up, and nothing is said', async () => {
    const file = { ...FILE, hash: 'c'.repeat(64) };
    expect(await send({ file })).toMatchObject({ outcome: 'refused', errcode: 40_007 });
    expect(socket.gateway.chats.shown).toEqual([]);
  });
});
