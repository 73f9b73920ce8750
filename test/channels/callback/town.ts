import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChannels } from '../../../src/channels';
import { loadConfig } from '../../../src/config';
import { createBot } from '../../../src/create-bot';
import { createFileStore } from '../../../src/files';
import { createCounters } from '../../../src/http/counters';
import { createHttp } from '../../../src/http/server';
import { dayOf } from '../../../src/lib/time';
import { MovableClock } from '../../../src/lib/movable-clock';
import { applyImport, planImport, readRegister } from '../../../src/register';
import { openStorage } from '../../../src/storage';
import { waysOf } from '../../../src/ways';
import { FakeWeb } from '../../fake-wecom/web';
import { memoryLog } from '../../http/memory-log';
import { freshDatabase } from '../../storage/databases';
import { AES_KEY, encrypt, message, openAnswer, signedQuery, TOKEN } from './fake-wecom';

const COUNTY = join(__dirname, '..', '..', '..', 'data', 'sample', 'county.json');

/** The whole bot of the sample county behind the callback, and WeCom's side of it. */
export async function openTown(start: number) {
  const clock = new MovableClock(start);
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
    await applyImport(tx, plan, { now: start, day: dayOf(start) });
  });
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
    bot,
    clock,
    files,
    storage,
    web,
    /** Delivers a message in the group, or in private without one; the answer is opened. */
    async deliver(userid: string, chatid: string | undefined, body: Record<string, unknown>) {
      const place = chatid === undefined ? { chattype: 'single', chatid } : { chatid };
      const response_url = web.responses.give(chatid ?? userid, chatid === undefined);
      const encrypted = encrypt(JSON.stringify(message({ ...place, from: { userid }, response_url, ...body })));
      const query = signedQuery(encrypted, clock.now());
      const url = `http://127.0.0.1:${port}/wecom/callback?${query.toString()}`;
      const answer = await fetch(url, { method: 'POST', body: JSON.stringify({ encrypt: encrypted }) });
      return openAnswer(await answer.text(), query.get('nonce') ?? '', clock.now()) as Record<string, unknown>;
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
