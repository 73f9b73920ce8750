import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { adviser } from './advise';
import type { Bot } from './bot';
import { countyCalendar } from './county-calendar';
import type { Arrival } from './chat/arrival';
import type { Channel, Receive } from './chat/channel';
import { createDispatcher, type Dispatcher } from './chat/dispatch';
import { greeting } from './chat/greeting';
import type { Inbound, Saying } from './chat/message';
import type { SecondReader } from './chat/second-reader';
import { shown } from './chat/shown';
import { perform } from './chat/steps';
import { tellTrouble } from './chat/trouble';
import { withAskedName } from './chat/unnamed-group';
import { type KeptFile, Receiver, type Settler } from './delivery/receiver';
import { RegisterCache } from './delivery/register-cache';
import { Sender } from './delivery/sender';
import { Ticker } from './delivery/ticker';
import { noteHeard } from './domain/checkup/traces';
import { ROOM_WAYS, type Vitals } from './domain/checkup/vitals';
import type { Tx } from './domain/ports';
import { createFileStore } from './files';
import type { Clock } from './lib/clock';
import type { Log } from './lib/log';
import type { Instant } from './lib/time';
import { demandKept, keepFiles, keepWorkbook } from './keep-files';
import { sendLate } from './late-answer';
import { loadCommands } from './load-commands';
import { loadPlaybook } from './playbook';
import { projectRoot } from './project-root';
import { grammarsWith } from './reading/grammars';
import { createReader } from './reading/reader';
import type { Storage } from './storage';
import { loadNames } from './words/names';
import { Markdown, loadTemplates, type Templates } from './words/templates';

export interface BotParts {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly channels: readonly Channel[];
  readonly log: Log;
  readonly filesDir: string;
  readonly botName: string;
  readonly adminUserids: readonly string[];
  /** What the running program knows of itself; without it everything counts as reachable, as in the room. */
  readonly vitals?: () => Vitals;
  /** Asked about sentences that our own reader gives up on; without it nobody is. */
  readonly secondReader?: SecondReader;
}

/** What the program knows from its files: words, commands, grammar, calendar. */
function loadKnowledge() {
  const templatesDir = join(projectRoot(), 'templates');
  const registry = loadCommands();
  const playbook = loadPlaybook(join(projectRoot(), 'data'));
  const lists = Object.fromEntries(
    playbook.checklists.flatMap(({ names, items }) => names.map((name) => [name, items.map(({ title }) => title)])),
  );
  return {
    templates: loadTemplates(templatesDir),
    names: loadNames(templatesDir),
    calendar: countyCalendar(),
    playbook,
    registry,
    reader: createReader(grammarsWith(registry.commands, lists)),
  };
}

/** Builds the running bot from its parts: receiver, sender and ticker around the dispatcher. */
export async function createBot(parts: BotParts): Promise<Bot> {
  const { storage, clock, channels, log, adminUserids, vitals = () => ({ ways: ROOM_WAYS }), secondReader } = parts;
  const { work } = storage;
  const knowledge = loadKnowledge();
  const registers = new RegisterCache(adminUserids);
  const files = createFileStore({ dir: parts.filesDir });
  const keepFile = keepWorkbook(files);
  const markAgain = (markdown: string): string =>
    knowledge.templates.render('task/again', { text: new Markdown(markdown) });
  const sender = new Sender({
    work,
    clock,
    log,
    channels,
    markAgain,
    tell: async (tx, trouble) => {
      const { templates } = knowledge;
      const register = await registers.current(tx);
      await tellTrouble({ tx, register, templates, now: clock.now(), botName: parts.botName, keepFile }, trouble);
    },
  });
  const failed = (error: unknown): void => log.error({ err: error }, 'sending failed');
  const flush = (): void => {
    sender.flush().catch(failed);
  };
  const dispatcher = createDispatcher({ ...knowledge, botName: parts.botName, vitals, keepFile });
  const receiver = new Receiver({
    work,
    clock,
    log,
    settler: settlerOf(dispatcher, registers, knowledge.templates),
    ...(secondReader && {
      advise: adviser({
        work,
        log,
        second: secondReader,
        doubt: async (tx, message) =>
          dispatcher.doubt({ tx, register: await registers.current(tx), message, files: [] }),
      }),
    }),
    keep: keepFiles(files),
    settled: flush,
    late: (tx, message, answer) => sendLate(tx, message, { answer, now: clock.now() }),
    newTraceId: () => randomUUID().slice(0, 8),
  });
  const stepParts = { ...knowledge, workdays: knowledge.calendar, keepFile };
  const ticker = new Ticker({
    work,
    clock,
    log,
    perform: async (tx, step) =>
      perform(stepParts, { tx, register: await registers.current(tx), now: clock.now() }, step),
    recover: () => receiver.recover(),
    flush: () => sender.flush(),
  });
  const greet = (userid: string): Promise<Saying> =>
    work.run(async (tx) => {
      const scene = { tx, register: await registers.current(tx), now: clock.now() };
      return greeting({ ...knowledge, botName: parts.botName }, scene, userid);
    });
  return {
    channels,
    async start() {
      await ticker.noteOutage();
      await sender.recover();
      for (const channel of channels) {
        const able = (): void => {
          sender.wake(channel.name).catch(failed);
        };
        await channel.start(answering(receiver, channel), greet, able);
      }
    },
    async stop() {
      for (const channel of channels) await channel.stop();
      await sender.flush();
    },
    async late(message, answer) {
      await work.run((tx) => sendLate(tx, message, { answer, now: clock.now() }));
      flush();
    },
    tick: () => ticker.tick(),
    idle: () => sender.flush(),
    nextWakeAt: () => work.run(async (tx) => earliest([await tx.tasks.nextStepAt(), await tx.outbox.nextAt()])),
  };
}

/** The dispatcher with the register and the files of the moment. */
function settlerOf(dispatcher: Dispatcher, registers: RegisterCache, templates: Templates): Settler {
  const arrival = async (tx: Tx, message: Inbound, kept: readonly KeptFile[]): Promise<Arrival> => ({
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
  return {
    async settle(tx, message, { files, proposal }) {
      demandKept(files);
      await noteHeard(tx, message.chatId, message.receivedAt);
      const arrived = { ...(await arrival(tx, message, files)), ...(proposal !== undefined && { proposal }) };
      return withAskedName(templates, arrived, await dispatcher.settle(arrived));
    },
    async mistaken(tx, message, mistake) {
      await noteHeard(tx, message.chatId, message.receivedAt);
      return dispatcher.mistaken(await arrival(tx, message, []), mistake);
    },
    faulty: (traceId) => dispatcher.faulty(traceId),
  };
}

/** Answers as this channel can show them. */
const answering =
  (receiver: Receiver, channel: Channel): Receive =>
  async (message, accepted) => {
    const byOutbox = channel.answersByOutbox === true || message.tapped !== undefined;
    const answer = await receiver.receive(message, accepted, { byOutbox });
    return answer && shown(answer, channel.abilities);
  };

const earliest = (times: readonly (Instant | undefined)[]): Instant | undefined => {
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
};
