import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createRoom } from '../../../src/channels/room';
import { createHttp } from '../../../src/http/server';
import { HOUR } from '../../../src/lib/time';
import { FakePort, start } from './fake-port';
import { type OpenRoom, openRoom } from './open-room';

interface Line {
  readonly id: number;
  readonly author: string;
  readonly text: string;
  readonly chat: string;
}

describe('the local room', () => {
  let room: OpenRoom;
  let count = 0;

  beforeEach(async () => {
    room = await openRoom();
  });
  afterEach(() => room.stop());

  const newId = (): string => `message-${(count += 1)}`;
  const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${room.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const say = (text: string, more: Record<string, unknown> = {}): Promise<Response> =>
    post('/room/messages', { msgid: newId(), who: 'limei', chat: 'G1', text, ...more });
  const get = async <T>(path: string): Promise<T> => (await fetch(`${room.url}${path}`)).json() as Promise<T>;
  const linesFor = async (who: string, after = 0): Promise<readonly Line[]> =>
    (await get<{ lines: readonly Line[] }>(`/room/lines?who=${who}&after=${after}`)).lines;

  test('serves the page and every file that it names, and nothing from elsewhere', async () => {
    const html = await (await fetch(`${room.url}/`)).text();
    const named = [...html.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, path]) => path ?? '');
    expect(named.length).toBeGreaterThan(2);
    for (const path of named) {
      expect(path).toMatch(/^\/room\/page\//);
      const response = await fetch(`${room.url}${path}`);
      expect([path, response.status]).toEqual([path, 200]);
      const imported = [...(await response.text()).matchAll(/from '\.\/([^']+)'/g)].map(([, name]) => name);
      for (const name of imported) expect((await fetch(`${room.url}/room/page/${name}`)).status).toBe(200);
    }
    const policy = (await fetch(`${room.url}/`)).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'self'");
  });

  test('the page stays small', () => {
    const folder = join(__dirname, '../../../src/channels/room/page');
    const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
    const text = scripts.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
    expect(gzipSync(text).length).toBeLessThan(25_000);
  });

  test('begins with who one can be, own groups first, and the private chat', async () => {
    const state = await get<{ me: string; chats: { id: string; private: boolean }[] }>('/room/state?who=limei');
    expect(state.me).toBe('limei');
    expect(state.chats.map(({ id }) => id)).toEqual(['G1', 'person:limei', 'G2', 'G3']);
    expect((await get<{ me: string }>('/room/state?who=nobody')).me).toBe('gaofeng');
  });

  test('hands a message to the bot and keeps it with its answer', async () => {
    expect((await say('你好')).status).toBe(200);
    expect(room.port.received).toMatchObject([
      { bot: 'sample', channel: 'room', userid: 'limei', chatId: 'G1', text: '你好', receivedAt: start, files: [] },
    ]);
    expect(await linesFor('zhoumin')).toMatchObject([
      { author: 'limei', text: '你好', chat: 'G1' },
      { author: '', text: '收到：你好', chat: 'G1' },
    ]);
  });

  test('the answer stands above what is pushed because of it', async () => {
    const port = new FakePort();
    const { receive } = port;
    let pushed: Promise<unknown> = Promise.resolve();
    port.receive = async (message) => {
      pushed = room.push({ route: { kind: 'group', chatId: 'G1' }, markdown: '推送' });
      await new Promise((resolve) => setTimeout(resolve, 30));
      return receive(message);
    };
    await room.stop();
    room = await openRoom(port);
    await say('你好');
    await pushed;
    expect((await linesFor('limei')).map(({ text }) => text)).toEqual(['你好', '收到：你好', '推送']);
  });

  test('a bot that waits for its own push before it answers is not held up for long', async () => {
    const port = new FakePort();
    port.receive = async () => {
      await room.push({ route: { kind: 'group', chatId: 'G1' }, markdown: '推送' });
      return { markdown: '答', choices: [] };
    };
    await room.stop();
    room = await openRoom(port);
    expect((await say('你好')).status).toBe(200);
    expect(await linesFor('limei')).toHaveLength(3);
  });

  test('silence is no line', async () => {
    await say('在吗');
    expect(await linesFor('limei')).toHaveLength(1);
  });

  test('what is said in private is seen by that person only', async () => {
    await say('你好', { chat: 'private' });
    expect(room.port.received[0]?.chatId).toBeUndefined();
    await room.push({ route: { kind: 'person', userid: 'limei' }, markdown: '提醒' });
    expect((await linesFor('limei')).map(({ text }) => text)).toEqual(['你好', '收到：你好', '提醒']);
    expect(await linesFor('wangqiang')).toEqual([]);
    const spying = await fetch(`${room.url}/room/lines?who=wangqiang&chat=person:limei`);
    expect([spying.status, await spying.json()]).toEqual([422, { error: 'unknown-chat' }]);
    expect((await say('我是李梅', { who: 'wangqiang', chat: 'person:limei' })).status).toBe(422);
  });

  test('a message that is sent again is a redelivery, at once, later and after a restart', async () => {
    const msgid = newId();
    await Promise.all([say('报一次', { msgid }), say('报一次', { msgid })]);
    await say('报一次', { msgid });
    await room.stop();
    room = await openRoom(room.port);
    expect((await say('报一次', { msgid })).status).toBe(200);
    expect(room.port.received).toHaveLength(1);
    expect((await linesFor('limei')).map(({ text }) => text)).toEqual(['报一次', '收到：报一次']);
  });

  test('after a failure the retry brings the answer, and the line stands once', async () => {
    const { receive } = room.port;
    await room.stop();
    const port = new FakePort();
    port.receive = async () => Promise.reject(new Error('disk full'));
    room = await openRoom(port);
    const msgid = newId();
    expect((await say('再试', { msgid })).status).toBe(500);
    await room.stop();
    port.receive = receive;
    room = await openRoom(port);
    expect((await say('再试', { msgid })).status).toBe(200);
    expect((await linesFor('limei')).map(({ text }) => text)).toEqual(['再试', '收到：再试']);
  });

  test('a choice is said in the name of who taps it, and only choices that this person sees', async () => {
    await say('通报');
    const [, draft] = await linesFor('gaofeng');
    const tap = (who: string, choice: number): Promise<Response> =>
      post('/room/choice', { msgid: newId(), who, line: draft?.id, choice });
    expect((await tap('gaofeng', 0)).status).toBe(200);
    expect(room.port.received.at(-1)).toMatchObject({ userid: 'gaofeng', chatId: 'G1', text: '/确认 TB-0001' });
    expect((await tap('gaofeng', 7)).status).toBe(422);
    await say('通报', { chat: 'private' });
    const own = (await linesFor('limei')).at(-1);
    const foreign = await post('/room/choice', { msgid: newId(), who: 'gaofeng', line: own?.id, choice: 0 });
    expect(foreign.status).toBe(422);
  });

  test('pages back through what was said', async () => {
    for (let number = 1; number <= 450; number += 1) {
      await room.push({ route: { kind: 'group', chatId: 'G1' }, markdown: String(number) });
      if (number % 3 === 0) await room.push({ route: { kind: 'group', chatId: 'G2' }, markdown: 'elsewhere' });
    }
    const page = (before: number | string): Promise<{ lines: Line[]; more: boolean }> =>
      get(`/room/lines?who=limei&chat=G1&before=${before}`);
    const texts = (lines: readonly Line[]): string[] => [lines[0]?.text ?? '', lines.at(-1)?.text ?? ''];
    const newest = await page('');
    expect([texts(newest.lines), newest.more]).toEqual([['251', '450'], true]);
    const older = await page(newest.lines[0]?.id ?? 0);
    expect([texts(older.lines), older.more]).toEqual([['51', '250'], true]);
    const oldest = await page(older.lines[0]?.id ?? 0);
    expect([texts(oldest.lines), oldest.more]).toEqual([['1', '50'], false]);
  });

  test('reaches groups and people of the register, and late answers never', async () => {
    const { channel } = createRoom(room.port);
    expect(await channel.reaches({ kind: 'group', chatId: 'G3' })).toBe(true);
    expect(await channel.reaches({ kind: 'group', chatId: 'G9' })).toBe(false);
    expect(await channel.reaches({ kind: 'person', userid: 'limei' })).toBe(true);
    expect(await channel.reaches({ kind: 'person', userid: 'nobody' })).toBe(false);
    expect(await channel.reaches({ kind: 'reply', channel: 'room', replyTo: 'x' })).toBe(false);
  });

  test('the clock goes forward only, and one journey at a time', async () => {
    const to = (at: unknown): Promise<Response> => post('/room/clock', { to: at });
    expect((await to(start + 7 * HOUR)).status).toBe(200);
    expect((await linesFor('limei')).at(-1)).toMatchObject({ author: '', mentions: ['limei'], at: start + 6 * HOUR });
    const back = await to(start);
    expect([back.status, await back.json()]).toEqual([422, { error: 'clock-back' }]);
    expect((await to(start + 7 * HOUR)).status).toBe(422);
    expect((await to(start + 9000 * HOUR)).status).toBe(422);
    expect((await to('soon')).status).toBe(400);
    room.port.stepMs = 20;
    const [first, second] = await Promise.all([to(start + 8 * HOUR), to(start + 8 * HOUR)]);
    expect([first.status, second.status].sort((a, b) => a - b)).toEqual([200, 409]);
    expect(room.port.clock).toBe(start + 8 * HOUR);
  });

  test('reset empties the room and tells it by another epoch', async () => {
    await say('你好');
    const before = await get<{ epoch: string }>('/room/state?who=limei');
    expect((await post('/room/reset', {})).status).toBe(200);
    const after = await get<{ epoch: string; lastId: number; now: number }>('/room/state?who=limei');
    expect(after).toMatchObject({ lastId: 0, now: start });
    expect(after.epoch).not.toBe(before.epoch);
    await say('又来');
    expect(await linesFor('limei')).toHaveLength(2);
  });

  test('before it is started and after it is stopped it asks for patience', async () => {
    const log = { info() {}, warn() {}, error() {} };
    const http = createHttp({ host: '127.0.0.1', port: 0, log, routes: createRoom(new FakePort()).routes });
    const { port } = await http.start();
    const body = JSON.stringify({ msgid: newId(), who: 'limei', chat: 'G1', text: 'x' });
    const headers = { 'content-type': 'application/json' };
    const early = await fetch(`http://127.0.0.1:${port}/room/messages`, { method: 'POST', headers, body });
    expect([early.status, await early.json()]).toEqual([503, { error: 'not-ready' }]);
    await http.stop();
  });

  describe('who may ask', () => {
    const refused = async (response: Response): Promise<void> => {
      expect([response.status, await response.json()]).toEqual([403, { error: 'foreign-origin' }]);
    };
    const message = { msgid: 'message-from-elsewhere', who: 'limei', chat: 'G1', text: '/撤销' };

    test.each([
      ['another site', { origin: 'https://evil.example' }],
      ['another port of this machine', { origin: 'http://localhost:4000' }],
      ['a sandboxed frame', { origin: 'null' }],
      ['a form of another site', { 'sec-fetch-site': 'cross-site' }],
      ['a form of another port', { 'sec-fetch-site': 'same-site' }],
    ])('a post from %s is refused and nothing is said', async (_name, headers) => {
      for (const path of ['/room/messages', '/room/choice', '/room/clock', '/room/reset']) {
        await refused(await post(path, message, headers as Record<string, string>));
      }
      expect(room.port.received).toEqual([]);
      expect(room.port.stored).toEqual([]);
    });

    test('a post of the own page is taken', async () => {
      const { status } = await post('/room/messages', message, { origin: room.url, 'sec-fetch-site': 'same-origin' });
      expect(status).toBe(200);
    });

    /** The bare request of a client that sets these headers itself. */
    const ask = (path: string, headers: Record<string, string>): Promise<number> =>
      new Promise((resolve, reject) => {
        const asked = request({ host: '127.0.0.1', port: new URL(room.url).port, path, headers }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        });
        asked.on('error', reject).end();
      });

    test('a name that was bent to this machine is refused (DNS rebinding)', async () => {
      expect(await ask('/room/state', { host: 'room.evil.example' })).toBe(403);
      expect(await ask('/', { host: 'localhost.evil.example:3000' })).toBe(403);
      expect(await ask('/room/state', { host: 'localhost:3000' })).toBe(200);
      expect(await ask('/room/state', { host: '[::1]:3000' })).toBe(200);
    });

    test('a link from elsewhere opens the page, but no script of elsewhere reads from it', async () => {
      const from = (mode: string) => ({ host: 'localhost', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode });
      expect(await ask('/', from('navigate'))).toBe(200);
      expect(await ask('/room/state', from('no-cors'))).toBe(403);
      expect(await ask('/room/events', from('cors'))).toBe(403);
    });

    test.each([
      ['no msgid', { who: 'limei', chat: 'G1', text: 'x' }, 400],
      ['nothing said', { ...message, text: '  ' }, 400],
      ['nobody of the register', { ...message, who: 'nobody' }, 422],
      ['no such group', { ...message, chat: 'G9' }, 422],
      ['endless text', { ...message, text: 'x'.repeat(20_001) }, 400],
    ])('%s is refused', async (_name, body, status) => {
      expect((await post('/room/messages', body)).status).toBe(status);
      expect(room.port.received).toEqual([]);
    });
  });
});
