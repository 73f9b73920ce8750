import { join } from 'node:path';
import { scheduleJob } from 'node-schedule';
import type { Bot } from './bot';
import { createChannels } from './channels';
import { type Config, loadConfig } from './config';
import { createBot } from './create-bot';
import type { Vitals } from './domain/checkup/vitals';
import { createFileStore } from './files';
import { firstAdminCode } from './first-admin';
import { createCounters } from './http/counters';
import { createHttp, type Http } from './http/server';
import { systemClock } from './lib/clock';
import { loadEnvironment } from './environment';
import { createLog } from './log';
import { projectRoot } from './project-root';
import { RoomClock } from './room-clock';
import { loadSample, roomPort, savedLead } from './room-port';
import { readiness } from './readiness';
import { startFailures } from './start-failure';
import { secondReader } from './second-reader';
import { openStorage } from './storage';
import { VitalSigns } from './vital-signs';
import { waysOf } from './ways';
import { loadNames } from './words/names';

/** What a start that fails leaves behind. */
interface Seen {
  config?: Config;
  http?: Http;
}

/**
 * Settings, storage, web server, bot with its channels, bell: started in this order and stopped in the other. The port
 * comes before the channels: a second program on this machine ends there, before it throws the first one out of WeCom.
 */
async function main(seen: Seen): Promise<void> {
  loadEnvironment();
  const config = loadConfig(process.env);
  seen.config = config;
  const log = createLog(config.logLevel);
  const storage = await openStorage({ url: config.databaseUrl });
  const inRoom = config.mode === 'room';
  const clock = inRoom ? new RoomClock(systemClock, await savedLead(storage)) : systemClock;
  if (inRoom) await loadSample(storage, clock.now());

  const filesDir = join(projectRoot(), 'data', 'files');
  const files = createFileStore({ dir: filesDir });
  const counters = createCounters();
  const started: { bot?: Bot; open: boolean } = { open: false };
  const running = (): Bot => {
    if (!started.bot) throw new Error('the bot is not running yet');
    return started.bot;
  };
  const room =
    clock instanceof RoomClock
      ? roomPort({
          storage,
          clock,
          files,
          names: loadNames(join(projectRoot(), 'templates')),
          botName: config.botName,
          bot: running,
        })
      : undefined;
  const { channels, routes } = createChannels({
    config,
    storage,
    clock,
    log,
    counters,
    room,
    readFile: (hash) => files.read(hash),
    late: (inbound, answer) => running().late(inbound, answer),
  });
  const { botName, adminUserids } = config;
  const second = secondReader(config.secondReader, clock);
  const folder = join(projectRoot(), 'data');
  const signs = new VitalSigns({ ways: waysOf(config), apiBase: config.apiBase, channels, folder, clock, log });
  const vitals = (): Vitals => signs.read();
  const bot = await createBot({
    storage,
    clock,
    channels,
    log,
    filesDir,
    botName,
    adminUserids,
    vitals,
    ...(second && { secondReader: second }),
  });

  const http = createHttp({
    host: config.host,
    port: config.port,
    log,
    routes,
    counters,
    ready: readiness({ storage, channels, clock }),
    open: () => started.open,
  });
  const { port } = await http.start();
  seen.http = http;
  started.bot = bot;
  signs.start();
  await bot.start();
  started.open = true;
  const bell = ring(bot, config.timezone, (error) => log.error({ err: error }, 'tick failed'));
  await bot.tick();

  const code = inRoom ? undefined : await firstAdminCode(storage.work, adminUserids);
  if (code !== undefined) log.info({ code }, `nobody is an admin yet: send the bot /绑定 ${code} in a private chat`);
  log.info({ mode: config.mode, port }, inRoom ? `the room is open: http://localhost:${port}` : 'listening for WeCom');

  const stop = async (): Promise<void> => {
    bell.cancel();
    await bot.stop();
    signs.stop();
    await http.stop();
    await storage.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'stopping failed');
          process.exit(1);
        },
      );
    });
  }
}

/** Every minute; the truth is in the database, this is only a doorbell. */
function ring(bot: Bot, timezone: string, failed: (error: unknown) => void): { cancel(): void } {
  const job = scheduleJob({ rule: '* * * * *', tz: timezone }, () => {
    bot.tick().catch(failed);
  });
  // node-schedule gives null for a rule or zone that it cannot read.
  if (job === null) throw new Error(`no bell can be set for ${timezone}`);
  return job;
}

const seen: Seen = {};
main(seen).catch(async (error: unknown) => {
  // Our own port is no reason why the next start would fail.
  await seen.http?.stop();
  process.stderr.write(`${await startFailures(error, seen.config)}\n`);
  process.exit(1);
});
