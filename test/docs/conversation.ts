import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { Bot } from '../../src/bot';
import type { Channel, Outbound, Receive } from '../../src/chat/channel';
import type { Answer } from '../../src/chat/message';
import { attachmentOf } from '../../src/cli/story/attachment';
import { Cast } from '../../src/cli/story/cast';
import { createBot } from '../../src/create-bot';
import { advance } from '../../src/delivery/advance';
import { MovableClock } from '../../src/lib/movable-clock';
import { dayOf, type Instant } from '../../src/lib/time';
import { applyImport, planImport, readRegister } from '../../src/register';
import { openStorage, type Storage } from '../../src/storage';
import { plain } from '../../src/words/escape';

/** Names of the templates that were filled, in order: the only place where an answer says that it is an error. */
const mockFilled: string[] = [];

jest.mock('../../src/words/templates', () => {
  const real = jest.requireActual<typeof import('../../src/words/templates')>('../../src/words/templates');
  return {
    ...real,
    loadTemplates: (dir: string) => {
      const templates = real.loadTemplates(dir);
      return {
        ...templates,
        render(name: string, view: import('../../src/words/templates').View) {
          mockFilled.push(name);
          return templates.render(name, view);
        },
      };
    },
  };
});

export interface Typed {
  /** Name of a person of the sample county; an unknown word is the userid of somebody who is not bound. */
  readonly who: string;
  readonly text: string;
  /** Id of a group of the register; absent in private. */
  readonly group?: string | undefined;
  readonly attachment?: string | undefined;
}

export interface Heard {
  /** What the bot answered, as a person sees it; nothing when it was silent. */
  readonly answer: string | undefined;
  readonly choices: Answer['choices'];
  /** Templates of errors that were filled for it. */
  readonly errors: readonly string[];
}

const county = join(__dirname, '..', '..', 'data', 'sample', 'county.json');

/** The real bot with the sample county, in which the lines of the documents are typed one after the other. */
export class Conversation {
  readonly #pushed: Outbound[] = [];
  readonly #offered: { readonly group: string | undefined; readonly choices: Answer['choices'] }[] = [];
  #msgid = 0;
  #receive: Receive | undefined;
  #bot: Bot | undefined;

  private constructor(
    private readonly folder: string,
    readonly storage: Storage,
    readonly clock: MovableClock,
  ) {}

  /** With the sample county as the room has it, or with an empty register. */
  static async open(now: Instant, { empty = false } = {}): Promise<Conversation> {
    const folder = mkdtempSync(join(tmpdir(), 'docs-'));
    const storage = await openStorage({ url: `sqlite:${join(folder, 'docs.sqlite')}` });
    const conversation = new Conversation(folder, storage, new MovableClock(now));
    if (!empty) await conversation.load();
    await conversation.#start();
    return conversation;
  }

  async load(): Promise<void> {
    const file = await readRegister(county);
    const now = this.clock.now();
    await this.storage.work.run(async (tx) => {
      await applyImport(tx, planImport(await tx.register.load(), file), { now, day: dayOf(now) });
    });
  }

  async say({ who, text, group, attachment }: Typed): Promise<Heard> {
    if (!this.#receive) throw new Error('the bot was not started');
    const cast = new Cast(() => this.storage.work.run((tx) => tx.register.load()));
    const userid = await cast.useridOf(who);
    const there = group === undefined ? {} : { chatId: await cast.chatIdOf(group) };
    const files = attachment === undefined ? [] : [await attachmentOf(attachment)];
    const said = { bot: 'docs', msgid: `m${++this.#msgid}`, channel: 'docs', userid, text, files, ...there };
    mockFilled.length = 0;
    const answer = await this.#receive({ ...said, receivedAt: this.clock.now() });
    const errors = mockFilled.filter((name) => name.startsWith('errors/'));
    await this.#bot?.idle();
    this.#offered.push({ group, choices: answer?.choices ?? [] });
    return { answer: answer && plain(answer.markdown), choices: answer?.choices ?? [], errors };
  }

  /** What a tap on the newest choice of this label says, in a group or in private. */
  choice(label: string, group: string | undefined): string | undefined {
    const offered = this.#offered.filter((each) => each.group === group).flatMap((each) => each.choices);
    return offered.findLast((choice) => choice.label === label)?.say;
  }

  /** Was this said unasked, in a group of this id or to a person of this userid? */
  heardIn(to: string, text: string): boolean {
    return this.#pushed.some(({ route, markdown }) => {
      const there = route.kind === 'group' ? route.chatId : route.kind === 'person' ? route.userid : '';
      return there === to && plain(markdown).includes(text);
    });
  }

  async moveTo(at: Instant): Promise<void> {
    if (this.#bot) await advance(this.#bot, this.clock, at);
  }

  async close(): Promise<void> {
    await this.#bot?.stop();
    await this.storage.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #start(): Promise<void> {
    const { storage, clock } = this;
    const parts = { filesDir: join(this.folder, 'files'), botName: '小安', adminUserids: [] };
    const log = pino({ level: 'silent' });
    this.#bot = await createBot({ storage, clock, log, channels: [this.#channel()], ...parts });
    await this.#bot.start();
  }

  #channel(): Channel {
    return {
      name: 'docs',
      abilities: { push: ['group', 'person'], mentions: false, cards: true, maxBytes: 20_480 },
      reaches: ({ kind }) => kind !== 'reply',
      start: async (receive) => {
        this.#receive = receive;
      },
      send: async (outbound) => {
        this.#pushed.push(outbound);
        const { route, choices } = outbound;
        this.#offered.push({ group: route.kind === 'group' ? route.chatId : undefined, choices });
        return { outcome: 'sent' };
      },
      stop: async () => undefined,
    };
  }
}
