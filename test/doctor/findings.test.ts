import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCounters } from '../../src/http/counters';
import { createHttp } from '../../src/http/server';
import { DAY, HOUR, instantOf, MINUTE } from '../../src/lib/time';
import { openStorage } from '../../src/storage';
import { memoryLog } from '../http/memory-log';
import { ask, at, CALLBACK } from './ask';
import { keyOf, NIGHT, openWorld, type World } from './world';

jest.setTimeout(30_000);

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const doctor = (more: Record<string, string> = {}, options: Parameters<typeof ask>[2] = {}) =>
  ask(world, more, options);

test('nothing is wrong here', async () => {
  const said = await doctor();
  expect(said).not.toContain('✘');
  expect(said).toMatch(/没有发现问题。$/);
});

test('the clock is an hour fast', async () => {
  expect(await doctor({}, at(NIGHT + HOUR))).toMatch(/✘ 时钟：快了 60分钟.*\n.*timedatectl set-ntp true/);
});

test('the clock is behind the last thing that the program did', async () => {
  await world.change((tx) => tx.settings.set('last-tick', String(NIGHT + 2 * DAY)));
  expect(await doctor()).toMatch(/✘ 时钟：现在比小安上次运行时（11月25日.*\n.*自动对时/);
});

test('PostgreSQL is not there', async () => {
  const url = 'postgres://baopingan:very-secret@127.0.0.1:9/office';
  const said = await doctor({ DATABASE_URL: url });
  expect(said).toMatch(/✘ 数据库：127\.0\.0\.1:9 没有应答\n.*PostgreSQL 没有开/);
  expect(said).toMatch(/✘ 程序：没有在运行\n/);
  expect(said).not.toContain('very-secret');
});

test('a file that is no database', async () => {
  const path = join(world.folder, 'letter.txt');
  writeFileSync(path, 'no database at all, only words '.repeat(200));
  expect(await doctor({ DATABASE_URL: `sqlite:${path}` })).toMatch(/✘ 数据库：这个文件不是数据库.*\n.*DATABASE_URL/);
});

test('the room of the demonstration was here', async () => {
  await world.change((tx) => tx.settings.set('room-clock-ahead', '0'));
  expect(await doctor()).toMatch(/✘ 名册：这个数据库是体验群用过的.*\n.*data\/room\.sqlite/);
});

test('an empty register', async () => {
  const url = `sqlite:${join(world.folder, 'empty.sqlite')}`;
  expect(await doctor({ DATABASE_URL: url })).toMatch(/– 数据库：还没有，第一次 npm start 时自动建/);
  writeFileSync(join(world.folder, 'empty.sqlite'), '');
  expect(await doctor({ DATABASE_URL: url })).toMatch(/– 数据库：能读能写（SQLite），还是空的/);
  await (await openStorage({ url })).close();
  const said = await doctor({ DATABASE_URL: url });
  expect(said).toMatch(/✘ 名册还是空的.*\n.*npm run import/);
  expect(said).toMatch(/✘ 管理员：一位也没有.*\n.*一次性码/);
  expect(said).not.toContain('每家都有人绑定了账号');
});

test('a register without an institution', async () => {
  const url = `sqlite:${join(world.folder, 'small.sqlite')}`;
  const storage = await openStorage({ url });
  await storage.work.run(async (tx) => {
    await tx.register.putUnit({ id: 'B', name: '青山县民政局', kind: 'bureau', aliases: [], order: 0, active: true });
    await tx.register.touch();
  });
  await storage.close();
  const said = await doctor({ DATABASE_URL: url });
  expect(said).toMatch(/– 机构：名册上一家也没有.*\n.*npm run import/);
  expect(said).not.toContain('每家都有人绑定了账号');
});

test('it ran, and runs no more', async () => {
  await world.change((tx) => tx.settings.set('last-tick', String(NIGHT - HOUR)));
  expect(await doctor()).toMatch(/✘ 程序：没有在运行，最后一次动静是 11月23日（周一）02:10\n.*systemctl start/);
});

describe('what waits', () => {
  const queue = (minutes: number, fail?: string) =>
    world.change(async (tx) => {
      const since = NIGHT - minutes * MINUTE;
      const body = JSON.stringify({
        markdown: '**提醒** 李梅 13900001002 还没有报值班表，请在今天之内报',
        mentions: [],
      });
      await tx.outbox.add({ route: '{}', body, sortAt: since, place: 'G1', notBefore: since });
      const [row] = await tx.outbox.ready(NIGHT, 1);
      if (fail === undefined || !row) return;
      await tx.outbox.claim(row.id);
      await tx.outbox.finish(row.id, { state: 'queued', notBefore: NIGHT + MINUTE, again: false, detail: fail });
    });

  test('nobody sends: the program is stuck', async () => {
    await queue(40);
    const said = await doctor();
    expect(said).toMatch(/✘ 待发：1 条该发没有发，最早的从 11月23日（周一）02:30 等到现在：G1「.*提醒.*」\n.*重启/);
    expect(said).not.toContain('13900001002');
  });

  test('a night of reminders is no trouble', async () => {
    await queue(-200);
    expect(await doctor()).toMatch(/✔ 待发：1 条，其中 1 条等到早上 7 点/);
  });

  test('WeCom is not reached', async () => {
    await queue(60, '-1 not connected: ECONNREFUSED');
    expect(await doctor({}, at(NIGHT))).toMatch(/✘ 待发：1 条发不出去.*\n.*连不上企业微信/);
  });

  test('a message that was taken in and never settled', async () => {
    await world.change(async (tx) => {
      await tx.inbox.accept({ bot: 'b', msgid: 'm', payload: '{}', receivedAt: NIGHT - HOUR });
    });
    expect(await doctor()).toMatch(/✘ 收到的消息：1 条没有办完，最早的是 11月23日（周一）02:10\n.*message not settled/);
  });
});

test.each([
  ['2026-10-05', /✔ 放假安排：2026年都有/],
  ['2026-11-05', /– 放假安排：还没有 2027 年的\n.*2027\.json/],
  ['2026-12-05', /✘ 放假安排：还没有 2027 年的.*\n.*data\/calendar\/README\.md/],
  ['2099-03-01', /✘ 放假安排：没有今年（2099 年）的.*\n.*data\/calendar\/README\.md/],
])('the calendar on %s', async (day, expected) => {
  expect(await doctor({}, at(instantOf(day, 600)))).toMatch(expected);
});

test('the zone of the machine is said where it differs', async () => {
  expect(await doctor({}, { zone: 'UTC' })).toMatch(/✔ 时钟：准（机器的时区是 UTC/);
  expect(await doctor({}, { zone: 'Asia/Shanghai' })).toMatch(/✔ 时钟：准\n/);
});

describe('the callback', () => {
  async function listening(cause: string, times: number): Promise<string> {
    const counters = createCounters();
    for (let time = 0; time < times; time += 1) counters.add(cause);
    const port = Number(world.env['PORT']);
    const http = createHttp({ host: '127.0.0.1', port, log: memoryLog(), routes: [], counters });
    await http.start();
    try {
      return await doctor(CALLBACK);
    } finally {
      await http.stop();
    }
  }

  test('another Token than in the console', async () => {
    expect(await listening('callback_bad_signature', 3)).toMatch(
      /✘ URL 回调：有 3 次被拒，签名不对\n.*Token、EncodingAESKey/,
    );
  });

  test('timestamps that are off', async () => {
    expect(await listening('callback_stale_timestamp', 2)).toMatch(
      /✘ URL 回调：有 2 次被拒，时间差了五分钟以上\n.*对时/,
    );
  });

  test('nothing has come yet: what the address should be', async () => {
    expect(await listening('not_found', 1)).toMatch(/– URL 回调：还没有收到过消息\n.*\/wecom\/callback/);
  });
});

test('a test message is not forgotten when the database cannot be opened', async () => {
  const url = `sqlite:${join(world.folder, 'nowhere.sqlite')}`;
  expect(await doctor({ DATABASE_URL: url }, { testGroup: 'G1' })).toMatch(/✘ 测试：没有发，数据库/);
});

test('a misspelt variable: its own line, and no word of a callback that nobody set', async () => {
  for (const id of ['G1', 'G2', 'G3']) await world.change((tx) => tx.secrets.remove(`webhook:${id}`));
  const said = await doctor({ WECOM_BOT_SECRET: '', WECOM_BOT_SECERT: 'secret' });
  expect(said).toMatch(/✘ WECOM_BOT_SECERT：没有这个设置/);
  expect(said).not.toContain('URL 回调');
  expect(said).toMatch(/– 青山县养老.*：发不发得到，还不知道/);
});

test('a room that is closed is nothing wrong', async () => {
  await world.change((tx) => tx.settings.set('last-tick', String(NIGHT - HOUR)));
  const none = Object.fromEntries(
    Object.keys(world.env).flatMap((name) => (name.startsWith('WECOM_') ? [[name, '']] : [])),
  );
  const said = await doctor(none);
  expect(said).not.toContain('✘');
  expect(said).toMatch(/– 程序：体验群没有开着/);
});

test('a test message to a group that is not there, and to one without a webhook', async () => {
  expect(await doctor({}, { testGroup: '老年大学' })).toMatch(/✘ 测试：名册上没有叫「老年大学」的群\n.*G1 青山县/);
  world.wecom.web.webhooks.remove(keyOf('G2'));
  expect(await doctor({}, { testGroup: '福彩' })).toMatch(/✘ 测试：「青山县福彩站点工作群」没有收下（93000）/);
});
