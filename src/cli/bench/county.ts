import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { Bot } from '../../bot';
import type { Channel, Receive } from '../../chat/channel';
import { createBot } from '../../create-bot';
import { MovableClock } from '../../lib/movable-clock';
import { dayOf, type Instant, instantOf } from '../../lib/time';
import { planImport, readRegister } from '../../register';
import { applyImport } from '../../register/apply-import';
import { openStorage, type Storage } from '../../storage';

/** Monday, 10:00 in Beijing. */
export const MORNING: Instant = instantOf('2026-11-23', 10 * 60);
export const ADMIN = 'admin';
const CHAT = 'chat-G1';

const registerOf = (units: number): object => ({
  bureau: { id: 'B00', name: '测试县民政局', aliases: ['县局'], landline: '0477-8000000' },
  groups: [
    { id: 'G1', name: '机构群', members: Array.from({ length: units }, (_, index) => `I${index + 1}`) },
    { id: 'G3', name: '局里的群', members: ['B00'], bureau: true },
  ],
  institutions: Array.from({ length: units }, (_, index) => ({
    id: `I${index + 1}`,
    name: `第${index + 1}号养老院`,
    aliases: [`${index + 1}号院`],
    type: '养老',
  })),
  people: [
    { userid: ADMIN, name: '管一', mobile: '13900000000', unit: 'B00', role: 'admin', post: '主任' },
    ...Array.from({ length: units }, (_, index) => ({
      userid: `u${index + 1}`,
      name: '员一',
      mobile: `139${String(index + 1).padStart(8, '0')}`,
      unit: `I${index + 1}`,
      role: 'staff',
      post: '值班员',
    })),
  ],
});

/** The real bot among so many invented institutions, on a file of its own; what it sends goes nowhere. */
export class County {
  #serial = 0;
  sent = 0;
  private receive: Receive | undefined;

  private constructor(
    private readonly folder: string,
    readonly storage: Storage,
    readonly clock: MovableClock,
  ) {}

  bot!: Bot;

  static async open(units: number): Promise<County> {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    const path = join(folder, 'county.json');
    await writeFile(path, JSON.stringify(registerOf(units)));
    const file = await readRegister(path);
    const storage = await openStorage({ url: `sqlite:${join(folder, 'bench.sqlite')}` });
    await storage.work.run(async (tx) => {
      await applyImport(tx, planImport(await tx.register.load(), file), { now: MORNING, day: dayOf(MORNING) });
      for (const group of (await tx.register.load()).groups)
        await tx.register.putGroup({ ...group, chatId: `chat-${group.id}` });
      await tx.register.touch();
    });
    const county = new County(folder, storage, new MovableClock(MORNING));
    county.bot = await createBot({
      storage,
      clock: county.clock,
      channels: [county.#channel()],
      log: pino({ level: 'silent' }),
      filesDir: join(folder, 'files'),
      botName: '小安',
      adminUserids: [],
    });
    await county.bot.start();
    return county;
  }

  #channel(): Channel {
    return {
      name: 'bench',
      abilities: { push: ['group', 'person'], mentions: true, cards: false, maxBytes: 20_480 },
      reaches: ({ kind }) => kind !== 'reply',
      start: async (receive) => {
        this.receive = receive;
      },
      send: async () => {
        this.sent += 1;
        return { outcome: 'sent' };
      },
      stop: async () => undefined,
    };
  }

  /** Gives what is answered. */
  async say(userid: string, text: string): Promise<string> {
    const answer = await this.receive?.({
      bot: 'bench',
      msgid: `m${++this.#serial}`,
      channel: 'bench',
      userid,
      chatId: CHAT,
      text,
      files: [],
      receivedAt: this.clock.now(),
    });
    return answer?.markdown ?? '';
  }

  async close(): Promise<void> {
    await this.bot.stop();
    await this.storage.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
