import { createInterface } from 'node:readline';
import * as channels from '../../src/channels';
import * as botModule from '../../src/create-bot';
import * as server from '../../src/http/server';
import { systemClock } from '../../src/lib/clock';
import * as storage from '../../src/storage';
import { type Called, watchedWork } from '../delivery/watched-work';

/**
 * The real program, `src/main.ts`, with three differences: its clock stands where it is put, it says its port, and it
 * kills itself at the point that VICTIM_POINT names. `node -r typescript.js victim.ts`; on standard input `tick TIME`
 * moves the clock and rings the bell, on standard output it says `port N` and `ticked TIME`.
 *
 * Points: `inbox.settle:before` and `:after` (the commit of a unit of work that called this method of a store),
 * `answer:before` and `:after` (the response to WeCom), `send:before` and `:after` (of a channel). `@2` behind a point
 * is its second time.
 */
const [wanted = '', times = '1'] = (process.env['VICTIM_POINT'] ?? '').split('@');
let left = Number(times);

function passes(point: string): void {
  if (point !== wanted) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
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
    const watch = { before: (called: Called) => passesAll(called, 'before'), after: (called: Called) => passesAll(called, 'after') };
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

replace('../../src/http/server', server, {
  createHttp(options) {
    const http = server.createHttp(options);
    return {
      ...http,
      async start() {
        const listening = await http.start();
        process.stdout.write(`port ${listening.port}\n`);
        return listening;
      },
    };
  },
});

replace('../../src/create-bot', botModule, {
  async createBot(parts) {
    const bot = await botModule.createBot(parts);
    createInterface({ input: process.stdin }).on('line', (line) => {
      now = Number(line.split(' ')[1]);
      // The bell of the minute may be ringing with the time before: then the first tick is that one.
      void bot
        .tick()
        .then(() => bot.tick())
        .then(() => process.stdout.write(`ticked ${now}\n`));
    });
    return bot;
  },
});

require('../../src/main');
