import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readSheets from 'read-excel-file/node';
import { createChannels } from '../../../src/channels';
import { loadConfig } from '../../../src/config';
import { createBot } from '../../../src/create-bot';
import { createFileStore } from '../../../src/files';
import { createCounters } from '../../../src/http/counters';
import { createHttp } from '../../../src/http/server';
import { dayOf, instantOf, MINUTE } from '../../../src/lib/time';
import { MovableClock } from '../../../src/lib/movable-clock';
import { applyImport, planImport, readRegister } from '../../../src/register';
import { openStorage } from '../../../src/storage';
import { waysOf } from '../../../src/ways';
import { FakeWeb } from '../../fake-wecom/web';
import { memoryLog } from '../../http/memory-log';
import { freshDatabase } from '../../storage/databases';
import { AES_KEY, encrypt, message, openAnswer, signedQuery, TOKEN } from './fake-wecom';

jest.setTimeout(20_000);
const COUNTY = join(__dirname, '..', '..', '..', 'data', 'sample', 'county.json');
const START = instantOf('2026-11-16', 600);

/** The whole bot behind the callback, with the webhook of the bureau's group. */
async function openTown() {
  const clock = new MovableClock(START);
  const web = new FakeWeb(clock);
  await web.start();
  const [database, log, counters] = [await freshDatabase('sqlite'), memoryLog(), createCounters()];
  const storage = await openStorage({ url: database.url });
  const config = loadConfig({
    WECOM_CALLBACK_TOKEN: TOKEN,
    WECOM_CALLBACK_AES_KEY: AES_KEY,
    WECOM_API_BASE: web.base,
  });
  await storage.work.run(async (tx) => {
    const plan = planImport(await tx.register.load(), await readRegister(COUNTY));
    await applyImport(tx, plan, { now: START, day: dayOf(START) });
  });
  await storage.secrets.put('webhook:G3', web.webhook('webhook-of-bureau'));
  const filesDir = await mkdtemp(join(tmpdir(), 'files-'));
  const files = createFileStore({ dir: filesDir });
  const { channels, routes } = createChannels({
    config,
    storage,
    clock,
    log,
    counters,
    room: undefined,
    readFile: (hash) => files.read(hash),
    late: async () => Promise.reject(new Error('nothing is late here')),
  });
  const vitals = () => ({ ways: waysOf(config) });
  const bot = await createBot({ storage, clock, channels, log, filesDir, botName: '小安', adminUserids: [], vitals });
  await bot.start();
  const http = createHttp({ host: '127.0.0.1', port: 0, log, counters, routes });
  const { port } = await http.start();
  return {
    web,
    files,
    bot,
    clock,
    waiting: () => storage.work.run((tx) => tx.outbox.ready(Number.MAX_SAFE_INTEGER, 10)),
    async say(userid: string, text: string, chatid?: string): Promise<string> {
      const place = chatid === undefined ? { chattype: 'single', chatid: undefined } : { chatid };
      const response_url = web.responses.give(chatid ?? userid, chatid === undefined);
      const body = message({ ...place, from: { userid }, response_url, text: { content: `@小安 ${text}` } });
      const encrypted = encrypt(JSON.stringify(body));
      const query = signedQuery(encrypted, clock.now());
      const url = `http://127.0.0.1:${port}/wecom/callback?${query.toString()}`;
      const answer = await fetch(url, { method: 'POST', body: JSON.stringify({ encrypt: encrypted }) });
      const opened = openAnswer(await answer.text(), query.get('nonce') ?? '', clock.now());
      return (opened as { stream?: { content: string } }).stream?.content ?? '';
    },
    async close(): Promise<void> {
      await http.stop();
      await bot.stop();
      await storage.close();
      await web.stop();
      await database.drop();
      await rm(filesDir, { recursive: true });
    },
  };
}

let town: Awaited<ReturnType<typeof openTown>>;
beforeEach(async () => {
  town = await openTown();
});
afterEach(() => town.close());

test('in private nothing can carry a file: the answer says so, and the file lies where it says', async () => {
  await town.say('i02', '/隐患 三楼应急灯不亮', 'G1');
  const answer = await town.say('i02', '/导出 隐患');
  expect(answer).toContain('隐患台账**：1条');
  expect(answer).toContain('这里发不了文件');
  const hash = /[0-9a-f]{64}/.exec(answer)?.[0] ?? '';
  const [sheet] = await readSheets((await town.files.read(hash)) ?? Buffer.alloc(0));
  expect(sheet?.data[1]?.slice(0, 2)).toEqual(['YH-0001', '青山县康宁养老院']);
  expect(await town.waiting()).toEqual([]);
});

test('in a group with a webhook the file follows the answer', async () => {
  await town.say('gaofeng', '/导出 隐患', 'G3');
  expect(town.web.webhooks.posted).toEqual([]);
  town.clock.moveTo(START + MINUTE);
  await town.bot.tick();
  await town.bot.idle();
  const posted = town.web.webhooks.posted.at(-1);
  expect(posted).toMatchObject({ key: 'webhook-of-bureau', msgtype: 'file' });
  const file = town.web.webhooks.files.get(posted?.mediaId ?? '');
  expect(file?.name).toBe('隐患台账-2026-11-16.xlsx');
  const sheets = await readSheets(file?.bytes ?? Buffer.alloc(0));
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['隐患台账', '隐患月报']);
});
