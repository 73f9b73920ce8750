import { createInterface } from 'node:readline';
import type { Bot } from '../../src/bot';
import * as channels from '../../src/channels';
import * as botModule from '../../src/create-bot';
import * as server from '../../src/http/server';
import { systemClock } from '../../src/lib/clock';
import * as storage from '../../src/storage';
import { type Called, watchedWork } from '../delivery/watched-work';

/**
 * The real program, `src/main.ts`, with three differences: its clock stands where it is put, it says its port once it is ready, and it
 * kills itself where it is told to. `node -r typescript.js victim.ts`, VICTIM_NOW and VICTIM_POINT in the environment. On
 * standard input `tick TIME` moves the clock and rings the bell, `die POINT` names the point; on standard output it says
 * `port N`, `ticked TIME`, `will die POINT`.
 *
 * Points: `inbox.settle:before` and `:after` (the commit of a unit of work that called this method of a store),
 * `answer:before` and `:after` (the response to WeCom), `send:before` and `:after` (of a channel).
 */
let deathPoint = process.env['VICTIM_POINT'];

function passes(point: string): void {
  if (point === deathPoint) process.kill(process.pid, 'SIGKILL');
}
const passesAll = (called: Called, side: string): void => called.forEach((method) => passes(`${method}:${side}`));

/** What the modules export is read at each use, from the object that `require` keeps. */
function replace<Module extends object>(path: string, module: Module, change: Partial<Module>): void {
  const kept = require.cache[require.resolve(path)];
  if (!kept) throw new Error(`${path} is not loaded`);
  kept.exports = { ...module, ...change };
}

let now = Number(process.env['VICTIM_NOW']);
Object.assign(systemClock, { now: () => now });

replace('../../src/storage', storage, {
  async openStorage(options) {
    const opened = await storage.openStorage(options);
    const watch = {
      before: (called: Called) => passesAll(called, 'before'),
      after: (called: Called) => passesAll(called, 'after'),
    };
    return { ...opened, work: watchedWork(opened.work, watch) };
  },
});

replace('../../src/channels', channels, {
  createChannels(parts) {
    const made = channels.createChannels(parts);
    for (const channel of made.channels) {
      const send = channel.send.bind(channel);
      channel.send = async (outbound) => {
        passes('send:before');
        const result = await send(outbound);
        passes('send:after');
        return result;
      };
    }
    const routes = made.routes.map((route): (typeof made.routes)[number] => ({
      ...route,
      async handle(ctx, body) {
        ctx.res.once('finish', () => passes('answer:after'));
        await route.handle(ctx, body);
        passes('answer:before');
      },
    }));
    return { ...made, routes };
  },
});

/** It listens before it is ready, and sends everybody away until then. */
function whenOpen(open: (() => boolean) | undefined, then: () => void): void {
  const look = setInterval(() => {
    if (open && !open()) return;
    clearInterval(look);
    then();
  }, 2);
}

replace('../../src/http/server', server, {
  createHttp(options) {
    const http = server.createHttp(options);
    return {
      ...http,
      async start() {
        const listening = await http.start();
        whenOpen(options.open, () => process.stdout.write(`port ${listening.port}\n`));
        return listening;
      },
    };
  },
});

replace('../../src/create-bot', botModule, {
  async createBot(parts) {
    const bot = await botModule.createBot(parts);
    createInterface({ input: process.stdin })
      .on('line', (line) => void obey(bot, line))
      // Whoever tested it is gone.
      .on('close', () => process.kill(process.pid, 'SIGKILL'));
    return bot;
  },
});

async function obey(bot: Bot, line: string): Promise<void> {
  const [order, what = ''] = line.split(' ');
  if (order === 'die') {
    deathPoint = what;
    process.stdout.write(`will die ${what}\n`);
    return;
  }
  now = Number(what);
  // The bell of the minute may be ringing with the time before: then the first tick is that one.
  await bot.tick();
  await bot.tick();
  process.stdout.write(`ticked ${what}\n`);
}

require('../../src/main');
