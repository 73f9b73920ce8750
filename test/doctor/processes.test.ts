import { createServer } from 'node:http';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataSource } from '../../src/storage/data-source';
import { SECRET } from '../fake-wecom';
import { keyOf, openWorld, type World } from './world';

jest.setTimeout(60_000);

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const doctor = (more: Record<string, string> = {}, ...args: string[]) => world.run('src/cli/doctor.ts', more, ...args);

test('a healthy bureau: it says so, on one screen, and the running bot stays where it is', async () => {
  await world.start();
  await untilSubscribed();
  const { code, out, err } = await doctor();
  expect({ code, out }).toEqual({ code: 0, out: expect.not.stringContaining('✘') });
  expect(out).toMatch(/没有发现问题。\n$/);
  expect(out).toMatch(/✔ 程序：正在运行/);
  expect(out).toMatch(/✔ 长连接：通/);
  expect(out).toMatch(/✔ 青山县民政安全督导组：通（消息推送）/);
  expect(out.split('\n').length).toBeLessThanOrEqual(24);
  expect(err).toBe('');
  expect(world.wecom.gateway.subscribes).toBe(1);
});

test('without a running program the long connection is tried, after a word of warning; no secret is shown', async () => {
  const { code, out, err } = await doctor();
  expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('正在试连长连接') });
  expect(out).toMatch(/✔ 长连接：试过了，Bot ID 和 Secret 都对/);
  for (const secret of [SECRET, keyOf('G1'), '13900001001']) expect(out + err).not.toContain(secret);
});

test('for machines: one JSON object with every finding', async () => {
  const { code, out } = await doctor({ WECOM_BOT_SECRET: 'wrong' }, '--json');
  const read = JSON.parse(out) as { ok: boolean; findings: { topic: string; cause: string; state: string }[] };
  expect({ code, ok: read.ok }).toEqual({ code: 1, ok: false });
  expect(read.findings[0]).toMatchObject({ topic: 'connection', cause: 'secret', state: 'wrong' });
});

test('a wrong secret (853000): the page of the console', async () => {
  const { code, out } = await doctor({ WECOM_BOT_SECRET: 'not-the-secret' });
  expect(code).toBe(1);
  expect(out).toMatch(
    /^✘ 长连接：企业微信不认这组 Bot ID 和 Secret（853000）.*\n.*智能机器人 › API 配置.*WECOM_BOT_SECRET/,
  );
  expect(out).not.toContain('not-the-secret');
});

test('a gateway that cannot be reached', async () => {
  await world.wecom.gateway.away();
  const { code, out } = await doctor();
  expect(code).toBe(1);
  expect(out).toMatch(/^✘ 长连接：连不上企业微信的服务器（ECONNREFUSED）\n.*防火墙/);
});

test('several wrong settings at once: each with its variable, a key of 42 characters too', async () => {
  const key = 'k'.repeat(42);
  const { code, out } = await doctor({ WECOM_CALLBACK_TOKEN: 'tok', WECOM_CALLBACK_AES_KEY: key, PORT: 'http' });
  expect(code).toBe(1);
  expect(out).toMatch(/✘ WECOM_CALLBACK_AES_KEY：要 43 位字母和数字，现在是 42 位\n.*EncodingAESKey/);
  expect(out).toMatch(/✘ WECOM_BOT_ID 和 WECOM_CALLBACK_TOKEN：两种接法都写了.*\n.*连接方式/);
  expect(out).toMatch(/✘ PORT：/);
  expect(out).not.toContain(key);
});

test('the bot is kicked only when it is asked for', async () => {
  await world.start();
  await untilSubscribed();
  const { out, err } = await doctor({}, '--connect');
  expect(err).toContain('运行中的小安会断开约五分钟');
  expect(out).toMatch(/✔ 长连接：试过了/);
  expect(world.wecom.gateway.subscribes).toBe(2);
});

test('a second start by mistake dies of the port, and the first one keeps its connection', async () => {
  await world.start();
  await untilSubscribed();
  const { code, err } = await world.run('src/main.ts');
  expect(code).toBe(1);
  expect(err).toContain('PORT: another program listens there already');
  await new Promise((resolve) => setTimeout(resolve, 500));
  const { gateway } = world.wecom;
  expect({ subscribes: gateway.subscribes, subscribed: gateway.subscribed }).toEqual({
    subscribes: 1,
    subscribed: true,
  });
  expect((await fetch(`http://127.0.0.1:${world.env['PORT']}/readyz`)).status).toBe(200);
});

test('the gateway is away from the start: the cause is said at once', async () => {
  await world.wecom.gateway.away();
  await world.start();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const { code, out } = await doctor();
  expect(out).toMatch(/– 长连接：正在连，上一次没有连上（.*ECONNREFUSED.*）/);
  expect(code).toBe(0);
});

test('a webhook that the running bot gave up is wrong until it is paired again', async () => {
  await world.start();
  await untilSubscribed();
  const { gateway, web } = world.wecom;
  const shown = async (text: string): Promise<void> => {
    for (let tries = 0; tries < 100 && !gateway.chats.shown.some((each) => each.text.includes(text)); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  gateway.chats.opened('hello-G3', 'wrG3', 'message');
  web.webhooks.remove(keyOf('G3'));
  gateway.say({ userid: 'gaofeng', text: '/自检 督导组' });
  await shown('这是一条测试');
  const wrong = await doctor();
  expect(wrong.code).toBe(1);
  expect(wrong.out).toMatch(
    /^✘ 青山县民政安全督导组：能发，但 @ 不到人：11月23日.*起，消息推送已经被移除（93000）\n.*群设置 › 消息推送 › 添加.*\/绑定 webhook 青山县民政安全督导组/,
  );
  gateway.say({ userid: 'gaofeng', text: `/绑定 webhook 青山县民政安全督导组 ${web.webhook('new-key-of-G3-4711')}` });
  for (let tries = 0; tries < 100 && web.webhooks.posted.length === 0; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const mended = await doctor();
  expect(mended.out).toMatch(/✔ 青山县民政安全督导组：通（消息推送）/);
  expect(mended.code).toBe(0);
});

test('a test message goes through the webhook of the group', async () => {
  const { code, out } = await doctor({}, '--send-test', 'G1');
  expect({ code, out }).toEqual({
    code: 0,
    out: expect.stringMatching(
      /\n\n✔ 测试：发到「青山县养老机构和殡葬服务机构群」了，去群里看一眼\n\n没有发现问题。\n$/,
    ),
  });
  expect(world.wecom.web.webhooks.posted).toMatchObject([{ key: keyOf('G1'), text: expect.stringContaining('测试') }]);
});

test('a webhook that was removed (93000): where to get a new one', async () => {
  world.wecom.web.webhooks.remove(keyOf('G1'));
  const { code, out } = await doctor({}, '--send-test', 'G1');
  expect(code).toBe(1);
  expect(out).toMatch(/✘ 测试：「青山县.*」没有收下（93000）\n.*群设置 › 消息推送 › 添加.*\/绑定 webhook 青山县/);
  const later = await doctor();
  expect(later.code).toBe(1);
  expect(later.out).toMatch(/✘ 青山县养老.*：能发，但 @ 不到人：.*（93000）\n.*群设置 › 消息推送 › 添加/);
});

test('another program on the port', async () => {
  const other = createServer((_, response) => response.end('hello')).listen(Number(world.env['PORT']), '127.0.0.1');
  await once(other, 'listening');
  const { code, out } = await doctor();
  other.close();
  expect(code).toBe(1);
  expect(out).toMatch(/✘ 程序：http:\/\/127\.0\.0\.1:\d+ 上是别的程序，不是小安\n.*PORT/);
});

describe('what would stop the start is said in one message', () => {
  const start = (more: Record<string, string>) => world.run('src/main.ts', more);

  test('wrong settings, a damaged database and a port that is taken', async () => {
    const other = createServer().listen(Number(world.env['PORT']), '127.0.0.1');
    await once(other, 'listening');
    const path = join(world.folder, 'letter.sqlite');
    writeFileSync(path, 'Dear Sir or Madam, this is a letter and no database at all. '.repeat(100));
    const { code, err } = await start({ DATABASE_URL: `sqlite:${path}`, WECOM_BOT_SECRET: '', TIMEZONE: 'UTC' });
    other.close();
    expect(code).toBe(1);
    for (const part of [
      'WECOM_BOT_SECRET is missing',
      'TIMEZONE must be',
      'no SQLite database',
      'PORT: another program',
    ]) {
      expect(err).toContain(part);
    }
    expect(err).not.toMatch(/^\s+at /m);
  });

  test('a database of a newer program', async () => {
    await world.change(async () => undefined);
    await addMigration(world);
    const { code, err } = await start({});
    expect(code).toBe(1);
    expect(err).toContain('a newer program made this database');
    const { out } = await doctor();
    expect(out).toMatch(/^✘ 数据库：是更新的程序建的，这个程序打不开\n.*装回新的程序/m);
  });

  test('a folder that is a file', async () => {
    const path = join(world.folder, 'file');
    writeFileSync(path, '');
    const url = `sqlite:${path}/office.sqlite`;
    const { err } = await start({ DATABASE_URL: url });
    expect(err).toMatch(/DATABASE_URL: a part of the path is a file/);
    const { code, out } = await doctor({ DATABASE_URL: url });
    expect(code).toBe(1);
    expect(out).toMatch(/✘ 数据库：文件夹没有，也建不出来：.*office\.sqlite\n.*DATABASE_URL/);
  });
});

/** What the next version of the program would leave behind. */
async function addMigration({ env }: World): Promise<void> {
  const { source } = dataSource(env['DATABASE_URL'] ?? '', () => undefined);
  await source.initialize();
  await source.query("INSERT INTO migrations (timestamp, name) VALUES (2790000000000, 'Later2790000000000')");
  await source.destroy();
}

async function untilSubscribed(): Promise<void> {
  for (let tries = 0; tries < 200 && !world.wecom.gateway.subscribed; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  // The program itself hears of it a moment later.
  await new Promise((resolve) => setTimeout(resolve, 200));
}

test('readyz tells of the connection and of what waits', async () => {
  await world.start();
  await untilSubscribed();
  const response = await fetch(`http://127.0.0.1:${world.env['PORT']}/readyz`);
  expect(await response.json()).toMatchObject({
    ready: true,
    checks: { database: true, connection: { ok: true, up: true }, queue: { ok: true, waiting: 0, oldestSeconds: 0 } },
  });
});
