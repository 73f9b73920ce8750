import { join } from 'node:path';
import { createChannels } from '../../../src/channels';
import { SocketChannel } from '../../../src/channels/socket/channel';
import { loadConfig } from '../../../src/config';
import { createBot } from '../../../src/create-bot';
import { createFileStore } from '../../../src/files';
import { createCounters } from '../../../src/http/counters';
import { dayOf, instantOf, MINUTE } from '../../../src/lib/time';
import { MovableClock } from '../../../src/lib/movable-clock';
import { applyImport, planImport, readRegister } from '../../../src/register';
import { openStorage } from '../../../src/storage';
import { memoryLog } from '../../http/memory-log';
import { BOT_ID, SECRET, startFakeWecom } from '../../fake-wecom';
import { freshDatabase } from '../../storage/databases';
import { until } from './drill-time';

const COUNTY = join(__dirname, '..', '..', '..', 'data', 'sample', 'county.json');
const START = instantOf('2022-09-29', 600);

/** The whole bot with the sample county on a database file, before the fake of both sides of WeCom. */
export async function openTown() {
  const clock = new MovableClock(START);
  const wecom = await startFakeWecom(clock);
  const database = await freshDatabase('sqlite');
  const log = memoryLog();
  const open = async () => {
    const config = loadConfig({
      WECOM_BOT_ID: BOT_ID,
      WECOM_BOT_SECRET: SECRET,
      WECOM_WS_URL: wecom.gateway.url,
      WECOM_API_BASE: wecom.web.base,
    });
    const storage = await openStorage({ url: database.url });
    const filesDir = join(__dirname, '..', '..', '..', '.cache', 'test-files');
    const files = createFileStore({ dir: filesDir });
    const { channels } = createChannels({
      config,
      storage,
      clock,
      log,
      counters: createCounters(),
      room: undefined,
      readFile: (hash) => files.read(hash),
      late: async () => Promise.reject(new Error('nothing is late here')),
    });
    const { botName, adminUserids } = config;
    const bot = await createBot({ storage, clock, channels, log, filesDir, botName, adminUserids });
    return { bot, storage };
  };
  let running = await open();
  await running.storage.work.run(async (tx) => {
    const plan = planImport(await tx.register.load(), await readRegister(COUNTY));
    await applyImport(tx, plan, { now: START, day: dayOf(START) });
  });
  const subscribed = (): Promise<void> => {
    const socket = running.bot.channels.find((channel) => channel instanceof SocketChannel);
    // The waits between two tries are real here.
    return until(() => wecom.gateway.subscribed && socket?.subscribed, 20_000);
  };
  const start = async (): Promise<void> => {
    await running.bot.start();
    await subscribed();
  };
  const stop = async (): Promise<void> => {
    await running.bot.stop();
    await running.storage.close();
  };
  return {
    wecom,
    log,
    clock,
    start,
    stop,
    subscribed,
    storage: () => running.storage,
    bot: () => running.bot,
    async restart(): Promise<void> {
      await stop();
      running = await open();
      await start();
    },
    /** The process dies: what it does from now on reaches neither database nor gateway. */
    async crash(): Promise<void> {
      const dead = running;
      wecom.gateway.drop();
      await dead.storage.close();
      for (const channel of dead.bot.channels) await channel.stop();
      running = await open();
      await start();
    },
    /** Minute by minute, as the bell rings. */
    async pass(minutes: number): Promise<void> {
      for (let minute = 0; minute < minutes; minute += 1) {
        clock.moveTo(clock.now() + MINUTE);
        await running.bot.tick();
      }
      await running.bot.idle();
    },
    texts: (): string[] => wecom.gateway.chats.shown.map(({ text }) => text),
    async close(): Promise<void> {
      await stop();
      await wecom.stop();
      await database.drop();
    },
  };
}
export type Town = Awaited<ReturnType<typeof openTown>>;
