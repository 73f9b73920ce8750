import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChannels } from '../../../src/channels';
import type { Channel, Receive } from '../../../src/chat/channel';
import type { Answer, Inbound } from '../../../src/chat/message';
import type { Life, Program } from '../../../src/cli/story/program';
import { BOT_NAME, type Story } from '../../../src/cli/story/script';
import { loadConfig } from '../../../src/config';
import { createBot } from '../../../src/create-bot';
import { createCounters } from '../../../src/http/counters';
import { createHttp } from '../../../src/http/server';
import type { Clock } from '../../../src/lib/clock';
import { dayOf } from '../../../src/lib/time';
import { applyImport, planImport, readRegister } from '../../../src/register';
import { importHazards } from '../../../src/register/import-hazards';
import { openStorage, type Storage } from '../../../src/storage';
import { FakeWeb } from '../../fake-wecom/web';
import { AES_KEY, encrypt, openAnswer, signedQuery, TOKEN } from './fake-wecom';

type Begin = Parameters<Program['begin']>[0];
const COUNTY = join(__dirname, '..', '..', '..', 'data', 'sample', 'county.json');
const AES_FOR_MEDIA = `${AES_KEY}=`;
const keyOf = (group: string): string => `webhook-of-${group}`;

/** People speak over the encrypted callback and hear its answers, response_urls and webhooks; nothing else goes out. */
class Line {
  readonly #counters = createCounters();
  readonly #http;
  readonly #wecom: readonly Channel[];
  #url = '';

  constructor(
    private readonly web: FakeWeb,
    private readonly people: Channel,
    private readonly begin: Begin & { readonly storage: Storage; readonly chatOf: (key: string) => string },
  ) {
    const { clock, log, storage } = begin;
    const config = loadConfig({
      WECOM_CALLBACK_TOKEN: TOKEN,
      WECOM_CALLBACK_AES_KEY: AES_KEY,
      WECOM_API_BASE: web.base,
    });
    const late = async (): Promise<void> => Promise.reject(new Error('nothing is late here'));
    const nothing = { room: undefined, readFile: async () => undefined };
    const made = createChannels({ config, storage, clock, log, counters: this.#counters, late, ...nothing });
    this.#wecom = made.channels;
    this.#http = createHttp({ host: '127.0.0.1', port: 0, log, counters: this.#counters, routes: made.routes });
  }

  /** The channels of the program, in their order; what they send is shown to the people of the story. */
  channels(): readonly Channel[] {
    return this.#wecom.map((channel) => ({
      name: channel.name,
      // A story is text: choices are its numbered lines.
      abilities: { ...channel.abilities, cards: false },
      ...(channel.answersByOutbox !== undefined && { answersByOutbox: channel.answersByOutbox }),
      reaches: (route) => channel.reaches(route),
      start: (receive) => this.#start(channel, receive),
      stop: () => channel.stop(),
      send: (outbound) => this.#send(channel, outbound),
    }));
  }

  async #start(channel: Channel, receive: Receive): Promise<void> {
    await channel.start(async (message, accepted) => {
      const answer = await receive(message, accepted);
      return answer && { ...answer, choices: [] };
    });
    if (channel.name !== 'callback') return;
    const { port } = await this.#http.start();
    this.#url = `http://127.0.0.1:${port}/wecom/callback`;
    await this.people.start((message) => this.#deliver(message));
  }

  stop(): Promise<void> {
    return this.#http.stop();
  }

  async #send(channel: Channel, outbound: Parameters<Channel['send']>[0]): ReturnType<Channel['send']> {
    const result = await channel.send(outbound);
    const posted = this.web.webhooks.posted.at(-1);
    if (result.outcome !== 'sent' || !posted) return result;
    const route = { kind: 'group', chatId: this.begin.chatOf(posted.key) } as const;
    return this.people.send({ ...outbound, route, markdown: posted.text });
  }

  async #deliver({ msgid, userid, chatId, text, files: [file] }: Inbound): Promise<Answer | undefined> {
    const media = file?.bytes && this.web.media.put(file.bytes, file.name, AES_FOR_MEDIA);
    const message = {
      msgid,
      aibotid: 'aib1',
      chattype: chatId === undefined ? 'single' : 'group',
      ...(chatId !== undefined && { chatid: chatId }),
      from: { userid },
      response_url: this.web.responses.give(chatId ?? userid, chatId === undefined),
      msgtype: 'text',
      text: { content: text },
      ...(file && media && { quote: { msgtype: file.kind, [file.kind]: { url: media.url } } }),
    };
    const encrypted = encrypt(JSON.stringify(message));
    const now = this.begin.clock.now();
    const query = signedQuery(encrypted, now);
    const body = JSON.stringify({ encrypt: encrypted });
    const response = await fetch(`${this.#url}?${query.toString()}`, { method: 'POST', body });
    if (response.status !== 200) throw new Error(`the callback answers ${response.status}`);
    const opened = openAnswer(await response.text(), query.get('nonce') ?? '', now) as { stream?: { content: string } };
    return opened.stream && { markdown: opened.stream.content, choices: [] };
  }
}

/** The real program on a database of its own: in the room of the story, or behind the callback and webhooks of WeCom. */
export class CallbackProgram implements Program {
  web: FakeWeb | undefined;
  #clock: Clock | undefined;

  private constructor(private readonly folder: string) {}

  get url(): string {
    return `sqlite:${join(this.folder, 'story.sqlite')}`;
  }

  static async open({ opening }: Story, way: 'room' | 'callback'): Promise<CallbackProgram> {
    const program = new CallbackProgram(await mkdtemp(join(tmpdir(), 'story-')));
    const storage = await openStorage({ url: program.url });
    const file = await readRegister(COUNTY);
    await storage.work.run(async (tx) => {
      const plan = planImport(await tx.register.load(), file);
      await applyImport(tx, plan, { now: opening.now, day: dayOf(opening.now) });
      if (opening.hazards) await importHazards(tx, file, opening.now);
    });
    if (way === 'callback') {
      program.web = new FakeWeb({ now: () => program.#clock?.now() ?? opening.now });
      await program.web.start();
      for (const group of ['G1', 'G2', 'G3'])
        await storage.secrets.put(`webhook:${group}`, program.web.webhook(keyOf(group)));
    }
    await storage.close();
    return program;
  }

  async begin(begin: Begin): Promise<Life> {
    this.#clock = begin.clock;
    const storage = await openStorage({ url: this.url });
    const register = () => storage.work.run((tx) => tx.register.load());
    const { groups } = await register();
    const chatOf = (key: string): string => groups.find(({ id }) => keyOf(id) === key)?.chatId ?? key;
    const line = this.web && new Line(this.web, begin.channel, { ...begin, storage, chatOf });
    const { clock, log, channel } = begin;
    const parts = { storage, clock, log, filesDir: join(this.folder, 'files'), botName: BOT_NAME, adminUserids: [] };
    const bot = await createBot({ ...parts, channels: line?.channels() ?? [channel] });
    const queued = () =>
      storage.work.run(async ({ outbox }) => [
        ...(await outbox.ready(Number.MAX_SAFE_INTEGER, 1000)),
        ...(await outbox.interrupted()),
      ]);
    const end = async (): Promise<void> => {
      await line?.stop();
      await storage.close();
    };
    return { bot, register, waiting: queued, end };
  }

  async close(): Promise<void> {
    await this.web?.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
