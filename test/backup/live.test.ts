import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runRestore } from '../../src/cli/restore';
import { hashOf, placeOf } from '../../src/cli/backup/disk';
import { systemClock } from '../../src/lib/clock';
import { dataSource } from '../../src/storage/data-source';
import { AES_KEY } from '../channels/callback/fake-wecom';
import { FakeWeb } from '../fake-wecom/web';
import { Home } from './home';

let web: FakeWeb;
let home: Home;
let other: Home;

beforeAll(async () => {
  web = new FakeWeb(systemClock);
  await web.start();
  home = new Home(web.base);
  other = new Home(web.base);
  await home.loadRegister();
  await home.start();
}, 120_000);
afterAll(async () => {
  await home.close();
  await other.close();
  await web.stop();
});

let serial = 0;
/** A roster with a picture of its own: a row of the inbox, a record, an attachment. */
function roster(): { msgid: string } & Record<string, unknown> {
  serial += 1;
  const picture = web.media.put(
    Buffer.from(`\x89PNG\r\n\x1a\npicture ${serial}`, 'latin1'),
    `${serial}.png`,
    `${AES_KEY}=`,
  );
  return {
    msgid: `load-${serial}`,
    aibotid: 'aib1',
    chattype: 'group',
    chatid: 'G1',
    from: { userid: 'i02' },
    msgtype: 'text',
    text: { content: '@小安 /值班 明天 带班王强 值班李梅 见图' },
    quote: { msgtype: 'image', image: { url: picture.url } },
  };
}

/** People who go on talking until they are told to stop. */
function load(people: number) {
  const acknowledged = new Set<string>();
  let going = true;
  const person = async (): Promise<void> => {
    while (going) {
      const message = roster();
      if ((await home.deliver(message)) !== undefined) acknowledged.add(message.msgid);
    }
  };
  const all = Promise.all(Array.from({ length: people }, person));
  const stop = async (): Promise<void> => {
    going = false;
    await all;
  };
  return { acknowledged, stop };
}

async function rows(url: string, sql: string): Promise<Record<string, string>[]> {
  const { source } = dataSource(url, () => undefined);
  await source.initialize();
  try {
    return await source.query<Record<string, string>[]>(sql);
  } finally {
    await source.destroy();
  }
}

const asked = (text: string): object => ({ ...roster(), text: { content: `@小安 ${text}` }, quote: undefined });

test('a backup beside a bot that is spoken to, restored elsewhere: the bot there knows all that was acknowledged', async () => {
  const talk = load(4);
  while (talk.acknowledged.size < 12) await new Promise((resolve) => setTimeout(resolve, 20));
  const before = [...talk.acknowledged];
  const { code, said, complained } = await home.run('backup', join(home.folder, 'safe'));
  const during = talk.acknowledged.size - before.length;
  await talk.stop();
  expect({ code, complained }).toEqual({ code: 0, complained: '' });
  // The bot went on working meanwhile.
  expect(during).toBeGreaterThan(3);
  const [name = '', ...more] = readdirSync(join(home.folder, 'safe'));
  expect([name, ...more]).toEqual([expect.stringMatching(/^\d{8}-\d{6}$/)]);
  expect(said).toContain(`备份好了：${join(home.folder, 'safe', name)}`);

  const restored = await other.run('restore', join(home.folder, 'safe', name), '--apply');
  expect(restored).toMatchObject({ code: 0, complained: '' });
  const inbox = await rows(other.url, "SELECT msgid FROM inbox WHERE state = 'settled'");
  const known = new Set(inbox.map(({ msgid }) => msgid));
  expect(before.filter((msgid) => !known.has(msgid))).toEqual([]);
  const keys = new Set((await rows(other.url, 'SELECT message_key FROM attachments')).map((row) => row['message_key']));
  expect(before.filter((msgid) => !keys.has(`aib1:${msgid}`))).toEqual([]);
  for (const { hash = '' } of await rows(other.url, 'SELECT hash FROM attachments')) {
    expect(await hashOf(join(other.filesDir, placeOf(hash)))).toBe(hash);
  }

  await other.start();
  expect(await other.deliver(asked('我是谁'))).toContain('李梅');
  // A message that the backup knows gets its old answer, not a second record.
  const [{ count: records } = {}] = await rows(other.url, 'SELECT count(*) AS count FROM records');
  expect(await other.deliver({ ...roster(), msgid: before[0] })).toContain('康宁');
  expect(await rows(other.url, 'SELECT count(*) AS count FROM records')).toEqual([{ count: records }]);
}, 120_000);

test('a restore is refused while the bot runs, by its answer and by its hold on the database', async () => {
  const folder = join(home.folder, 'safe', readdirSync(join(home.folder, 'safe'))[0] ?? '');
  const answers = await home.run('restore', folder, '--apply');
  expect(answers.code).toBe(1);
  expect(answers.complained).toBe(`小安还在运行（http://127.0.0.1:${home.port}），要先停下它。\n什么也没有改。\n`);

  // One that hangs does not answer, or it listens elsewhere.
  const elsewhere = { host: '127.0.0.1', port: 1 };
  const surroundings = { config: elsewhere, database: home.database, filesDir: home.filesDir, clock: systemClock };
  await expect(runRestore({ folder, apply: true }, surroundings)).rejects.toThrow(/还有程序开着，什么也没有改/);
  expect(readdirSync(join(home.folder, 'data')).filter((name) => /replaced|part/.test(name))).toEqual([]);
  expect(await home.deliver(asked('我是谁'))).toContain('李梅');

  const preview = await home.run('restore', folder);
  expect(preview).toMatchObject({ code: 0, complained: '' });
  expect(preview.said).toContain('要先停下它');
}, 120_000);

test('killed, restored, started: what was replaced stays beside', async () => {
  const folder = join(home.folder, 'safe', readdirSync(join(home.folder, 'safe'))[0] ?? '');
  await home.kill('SIGKILL');
  const inbox = await rows(home.url, 'SELECT msgid FROM inbox');
  const { code, said, complained } = await home.run('restore', folder, '--apply');
  expect({ code, complained }).toEqual({ code: 0, complained: '' });
  const replaced = /换下来的在 (\S+?)，/.exec(said)?.[1] ?? '';
  expect(await rows(`sqlite:${join(replaced, 'baopingan.sqlite')}`, 'SELECT msgid FROM inbox')).toEqual(inbox);
  expect(existsSync(`${home.database}-wal`)).toBe(false);
  await home.start();
  expect(await home.deliver(asked('我是谁'))).toContain('李梅');
}, 120_000);

test('its log has neither what was said nor anything secret', () => {
  expect(home.log).toContain('listening for WeCom');
  expect(home.log).not.toMatch(/值班|带班|康宁|response_code|key=|(?<!\d)1\d{10}(?!\d)/);
});
