import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Bot } from './bot';
import { countyCalendar } from './county-calendar';
import type { Channel } from './chat/channel';
import { createDispatcher } from './chat/dispatch';
import type { Answer, Inbound } from './chat/message';
import { shown } from './chat/shown';
import { perform } from './chat/steps';
import { type KeptFile, Receiver } from './delivery/receiver';
import { RegisterCache } from './delivery/register-cache';
import { Sender } from './delivery/sender';
import { Ticker } from './delivery/ticker';
import type { Tx } from './domain/ports';
import { createFileStore } from './files';
import type { Clock } from './lib/clock';
import type { Log } from './lib/log';
import type { Instant } from './lib/time';
import { demandKept, keepFiles } from './keep-files';
import { loadCommands } from './load-commands';
import { projectRoot } from './project-root';
import { grammarsWith } from './reading/grammars';
import { createReader } from './reading/reader';
import type { Storage } from './storage';
import { loadNames } from './words/names';
import { Markdown, loadTemplates } from './words/templates';

export interface BotParts {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly channels: readonly Channel[];
  readonly log: Log;
  readonly filesDir: string;
  readonly botName: string;
  readonly adminUserids: readonly string[];
}

/** Builds the running bot from its parts: commands, words, reader, receiver, sender, ticker. */
export async function createBot({
  storage,
  clock,
  channels,
  log,
  filesDir,
  botName,
  adminUserids,
}: BotParts): Promise<Bot> {
  const templatesDir = join(projectRoot(), 'templates');
  const templates = loadTemplates(templatesDir);
  const names = loadNames(templatesDir);
  const calendar = countyCalendar();
  const registry = loadCommands();
  const reader = createReader(grammarsWith(registry.commands));
  const registers = new RegisterCache(adminUserids);
  const dispatcher = createDispatcher({ registry, reader, templates, names, calendar, botName });
  const { work } = storage;

  const arrival = async (tx: Tx, message: Inbound, kept: readonly KeptFile[]) => ({
    tx,
    register: await registers.current(tx),
    message,
    files: kept.map((file) => ({
      ...file,
      id: randomUUID(),
      ownerId: message.userid,
      messageKey: `${message.bot}:${message.msgid}`,
      at: message.receivedAt,
    })),
  });
  const sender = new Sender({
    work,
    clock,
    log,
    channels,
    markAgain: (markdown) => templates.render('task/again', { text: new Markdown(markdown) }),
  });
  const flush = (): void => {
    sender.flush().catch((error: unknown) => log.error({ err: error }, 'sending failed'));
  };
  const late = async (tx: Tx, message: Inbound, answer: Answer): Promise<void> => {
    const route =
      message.replyTo !== undefined
        ? { kind: 'reply', channel: message.channel, replyTo: message.replyTo }
        : message.chatId === undefined
          ? { kind: 'person', userid: message.userid }
          : { kind: 'group', chatId: message.chatId };
    const now = clock.now();
    await tx.outbox.add({
      route: JSON.stringify(route),
      body: JSON.stringify({ ...answer, mentions: [] }),
      sortAt: message.receivedAt,
      place: '',
      notBefore: now,
    });
  };
  const receiver = new Receiver({
    work,
    clock,
    log,
    settler: {
      async settle(tx, message, kept) {
        demandKept(kept);
        return dispatcher.settle(await arrival(tx, message, kept));
      },
      mistaken: async (tx, message, mistake) => dispatcher.mistaken(await arrival(tx, message, []), mistake),
      faulty: (traceId) => dispatcher.faulty(traceId),
    },
    keep: keepFiles(createFileStore({ dir: filesDir })),
    settled: flush,
    late,
    newTraceId: () => randomUUID().slice(0, 8),
  });
  const ticker = new Ticker({
    work,
    clock,
    log,
    perform: async (tx, step) =>
      perform(
        { templates, names, workdays: calendar },
        { tx, register: await registers.current(tx), now: clock.now() },
        step,
      ),
    recover: () => receiver.recover(),
    flush: () => sender.flush(),
  });
  const earliest = (times: readonly (Instant | undefined)[]): Instant | undefined => {
    const known = times.filter((time) => time !== undefined);
    return known.length > 0 ? Math.min(...known) : undefined;
  };

  return {
    channels,
    async start() {
      await ticker.noteOutage();
      await sender.recover();
      for (const channel of channels) {
        await channel.start(async (message, accepted) => {
          const answer = await receiver.receive(message, accepted);
          return answer && shown(answer, channel.abilities);
        });
      }
    },
    async stop() {
      for (const channel of channels) await channel.stop();
      await sender.flush();
    },
    async late(inbound, answer) {
      await work.run((tx) => late(tx, inbound, answer));
      flush();
    },
    tick: () => ticker.tick(),
    idle: () => sender.flush(),
    nextWakeAt: () => work.run(async (tx) => earliest([await tx.tasks.nextStepAt(), await tx.outbox.nextAt()])),
  };
}
