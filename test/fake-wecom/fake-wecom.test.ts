import { once } from 'node:events';
import { WebSocket } from 'ws';
import { DAY, HOUR, MINUTE } from '../../src/lib/time';
import { MovableClock } from '../../src/lib/movable-clock';
import type { Frame } from './gateway';
import { BOT_ID, type FakeWecom, SECRET, startFakeWecom } from '.';

const clock = new MovableClock(Date.parse('2026-09-28T02:00:00Z'));
const pass = (milliseconds: number): void => clock.moveTo(clock.now() + milliseconds);
let wecom: FakeWecom;
beforeEach(async () => {
  wecom = await startFakeWecom(clock);
});
afterEach(() => wecom.stop());

let serial = 0;
const nextId = (): string => `r-${(serial += 1)}`;

/** A bare client, without any library of a bot. */
async function connect() {
  const socket = new WebSocket(wecom.gateway.url);
  const frames: Partial<Frame & { errcode: number }>[] = [];
  socket.on('message', (data: Buffer) => void frames.push(JSON.parse(data.toString()) as Frame));
  await once(socket, 'open');
  const ask = async (cmd: string, body: unknown, reqId = nextId()) => {
    const acks = () => frames.filter(({ cmd: callback, headers }) => !callback && headers?.req_id === reqId);
    const count = acks().length;
    socket.send(JSON.stringify({ cmd, headers: { req_id: reqId }, body }));
    while (acks().length === count) await once(socket, 'message');
    return acks().at(-1) as { errcode?: number; body?: Record<string, unknown> };
  };
  const errcode = async (...args: Parameters<typeof ask>) => (await ask(...args)).errcode;
  const subscribe = (secret = SECRET) => errcode('aibot_subscribe', { bot_id: BOT_ID, secret });
  return { socket, frames, ask, errcode, subscribe };
}
const markdown = (content: string) => ({ msgtype: 'markdown', markdown: { content } });
const push = (chatid: string, content = 'x') => ({ chatid, chat_type: 2, ...markdown(content) });
const stream = (id: string, content: string, finish = true) => ({ msgtype: 'stream', stream: { id, finish, content } });
const said = { userid: 'u', chatId: 'wr1', text: '@bot hello' };

describe('the gateway', () => {
  test('knows its bot: 853000 for a wrong secret, 846609 before the subscribe', async () => {
    const bot = await connect();
    expect(await bot.subscribe('wrong')).toBe(853000);
    expect(await bot.errcode('aibot_send_msg', push('wr1'))).toBe(846609);
    expect(await bot.subscribe()).toBe(0);
    expect(await bot.errcode('ping', undefined)).toBe(0);
  });

  test('keeps one connection per bot: the older one is told, then closed', async () => {
    const [older, newer] = [await connect(), await connect()];
    await older.subscribe();
    const closed = once(older.socket, 'close');
    await newer.subscribe();
    await closed;
    expect(older.frames.at(-1)).toMatchObject({ body: { event: { eventtype: 'disconnected_event' } } });
    expect(wecom.gateway.say(said)).toBeDefined();
  });

  test('takes pushes only where somebody has spoken', async () => {
    const bot = await connect();
    await bot.subscribe();
    expect(await bot.errcode('aibot_send_msg', push('wr1'))).toBe(93006);
    wecom.gateway.say(said);
    await once(bot.socket, 'message');
    expect(await bot.errcode('aibot_send_msg', push('wr1'))).toBe(0);
  });

  test('brings a bot only what it may hear', async () => {
    const bot = await connect();
    await bot.subscribe();
    const { gateway } = wecom;
    expect(gateway.say({ userid: 'u', chatId: 'wr1', text: 'no mention' })).toBeUndefined();
    expect(gateway.say({ userid: 'u', chatId: 'wr1', msgtype: 'image' })).toBeUndefined();
    expect(gateway.say({ userid: 'u', msgtype: 'image' })).toBeDefined();
    expect(gateway.lost).toEqual([]);
  });

  test('counts replies and pushes of a conversation together: 30 a minute, 1000 an hour', async () => {
    const bot = await connect();
    await bot.subscribe();
    wecom.gateway.say(said);
    const codes: unknown[] = [];
    for (let sent = 0; sent < 31; sent += 1) codes.push(await bot.errcode('aibot_send_msg', push('wr1')));
    expect(codes.filter((code) => code === 0)).toHaveLength(30);
    expect(codes.at(-1)).toBe(846607);
    pass(MINUTE);
    expect(await bot.errcode('aibot_send_msg', push('wr1'))).toBe(0);
  });

  test('takes replies for 24 hours, streams once finished never again, no text, no more than 20480 bytes', async () => {
    const bot = await connect();
    await bot.subscribe();
    const reqId = wecom.gateway.say(said) ?? '';
    await once(bot.socket, 'message');
    const reply = (body: unknown) => bot.errcode('aibot_respond_msg', body, reqId);
    expect(await reply(stream('s1', 'a', false))).toBe(0);
    expect(await reply(stream('s1', 'ab'))).toBe(0);
    expect(await reply(stream('s1', 'abc'))).toBe(846608);
    expect(await reply({ msgtype: 'text', text: { content: 'x' } })).toBe(40008);
    expect(await reply(markdown('x'.repeat(20_481)))).toBe(40058);
    expect(await reply(markdown(''))).toBe(44004);
    expect(wecom.gateway.chats.shown.map(({ text }) => text)).toEqual(['ab']);
    expect(await bot.errcode('aibot_respond_msg', markdown('x'), 'never seen')).toBe(846605);
    pass(DAY + 1);
    expect(await reply(markdown('x'))).toBe(846604);
  });

  test('takes the answer to an event for five seconds', async () => {
    const bot = await connect();
    await bot.subscribe();
    const welcome = { msgtype: 'text', text: { content: 'hi' } };
    const [first = '', second = ''] = [1, 2].map(() => wecom.gateway.happen('enter_chat', { userid: 'u' }));
    expect(await bot.errcode('aibot_respond_welcome_msg', welcome, first)).toBe(0);
    pass(5001);
    expect(await bot.errcode('aibot_respond_welcome_msg', welcome, second)).toBe(846604);
  });

  test('takes uploads in chunks', async () => {
    const bot = await connect();
    await bot.subscribe();
    const init = { type: 'file', filename: 'a', total_size: 8, total_chunks: 2 };
    const { body } = await bot.ask('aibot_upload_media_init', init);
    const chunk = (chunk_index: number, text: string) =>
      bot.errcode('aibot_upload_media_chunk', {
        ...body,
        chunk_index,
        base64_data: Buffer.from(text).toString('base64'),
      });
    expect([await chunk(1, 'efgh'), await chunk(0, 'abcd'), await chunk(2, 'x')]).toEqual([0, 0, 40058]);
    const done = await bot.ask('aibot_upload_media_finish', body);
    expect(wecom.gateway.uploads.files.get(String(done.body?.['media_id']))?.toString()).toBe('abcdefgh');
  });
});

describe('the web', () => {
  const post = async (url: string, body: unknown): Promise<number> => {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
    return ((await response.json()) as { errcode: number }).errcode;
  };

  test('webhooks: 20 a minute, byte limits, 93000 once removed', async () => {
    const hook = wecom.web.webhook('key-of-wr1');
    const text = { msgtype: 'text', text: { content: 'x', mentioned_list: ['u'] } };
    expect(await post(hook, { msgtype: 'text', text: { content: 'x'.repeat(2049) } })).toBe(40058);
    expect(await post(hook, markdown('x'.repeat(4097)))).toBe(40058);
    expect(await post(hook, { msgtype: 'stream' })).toBe(40008);
    for (let sent = 0; sent < 20; sent += 1) expect(await post(hook, text)).toBe(0);
    expect(await post(hook, text)).toBe(45009);
    expect(wecom.web.webhooks.posted[0]).toMatchObject({ key: 'key-of-wr1', text: 'x', mentioned: ['u'] });
    wecom.web.webhooks.remove('key-of-wr1');
    expect(await post(hook, text)).toBe(93000);
  });

  test('upload_media: a file of more than five bytes, for its own webhook', async () => {
    const hook = wecom.web.webhook('key-of-wr1');
    const upload = async (bytes: string) => {
      const form = new FormData();
      form.set('media', new Blob([bytes]), 'a.txt');
      const url = `${hook.replace('/send', '/upload_media')}&type=file`;
      return (await (await fetch(url, { method: 'POST', body: form })).json()) as { errcode: number; media_id: string };
    };
    expect((await upload('12345')).errcode).toBe(40006);
    const { media_id } = await upload('123456');
    const file = { msgtype: 'file', file: { media_id } };
    expect(await post(hook, file)).toBe(0);
    expect(await post(wecom.web.webhook('another'), file)).toBe(40007);
  });

  test('response_url: once, within an hour, cards only in private', async () => {
    const { responses } = wecom.web;
    const [once_, late, group] = [responses.give('u', true), responses.give('u', true), responses.give('wr1', false)];
    expect(await post(group, { msgtype: 'template_card' })).toBe(40008);
    expect(await post(once_, markdown('x'))).toBe(0);
    expect(await post(once_, markdown('x'))).not.toBe(0);
    pass(HOUR + 1);
    expect(await post(late, markdown('x'))).not.toBe(0);
    expect(responses.posted).toEqual([{ to: 'u', text: 'x' }]);
  });
});
