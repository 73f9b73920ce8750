import type { Abilities, Channel, Outbound, SendResult } from '../../src/chat/channel';
import type { Inbound } from '../../src/chat/message';
import type { OutgoingBody } from '../../src/chat/outgoing';
import type { Trouble } from '../../src/chat/trouble';
import { Sender } from '../../src/delivery/sender';
import type { OutboxRow, Tx, Work } from '../../src/domain/ports';
import { MovableClock } from '../../src/lib/movable-clock';
import { type Instant, instantOf } from '../../src/lib/time';
import { openStorage } from '../../src/storage';
import { dataSource } from '../../src/storage/data-source';
import { memoryLog } from '../http/memory-log';
import { freshDatabase } from '../storage/databases';

/** 2026-10-01 10:00 in Beijing. */
export const TEN = instantOf('2026-10-01', 600);

/** The real storage on a file of its own, a clock that stands still, a log that keeps its lines. */
export async function openScene() {
  const database = await freshDatabase('sqlite');
  const storage = await openStorage({ url: database.url });
  const others: { close(): Promise<void> }[] = [];
  const clock = new MovableClock(TEN);
  const { source } = dataSource(database.url, () => undefined);
  await source.initialize();
  return {
    storage,
    work: storage.work,
    clock,
    log: memoryLog(),
    pass: (milliseconds: number) => clock.moveTo(clock.now() + milliseconds),
    /** The same database as another process has it. */
    async another() {
      const other = await openStorage({ url: database.url });
      others.push(other);
      return other;
    },
    /** The whole outbox by id, past the store. */
    outbox: () =>
      source.query<OutboxRow[]>(
        'select id, state, again, attempts, body, not_before as "notBefore", detail from outbox order by id',
      ),
    query: <Row>(sql: string) => source.query<Row[]>(sql),
    async close() {
      await source.destroy();
      for (const other of others) await other.close();
      await storage.close();
      await database.drop();
    },
  };
}
export type DeliveryScene = Awaited<ReturnType<typeof openScene>>;

export const inbound = (msgid: string, text: string, more: Partial<Inbound> = {}): Inbound => ({
  bot: 'aib1',
  msgid,
  channel: 'callback',
  userid: 'i02',
  chatId: 'G1',
  text,
  files: [],
  receivedAt: TEN,
  ...more,
});

export const push = (
  markdown: string,
  more: Partial<Pick<OutgoingBody, 'choices' | 'mentions' | 'calm'>> & {
    chatId?: string;
    sortAt?: Instant;
    place?: string;
    notBefore?: Instant;
  } = {},
) => ({
  route: JSON.stringify({ kind: 'group', chatId: more.chatId ?? 'G1' }),
  body: JSON.stringify({
    markdown,
    choices: more.choices ?? [],
    mentions: more.mentions ?? [],
    ...(more.calm && { calm: true }),
  }),
  sortAt: more.sortAt ?? TEN,
  place: more.place ?? more.chatId ?? 'G1',
  notBefore: more.notBefore ?? TEN,
});

export type Row = Parameters<Tx['outbox']['add']>[0];

/** A sender before the scene's outbox; what it tells people is kept. */
export function startSender(scene: DeliveryScene, channels: readonly Channel[], work: Work = scene.work) {
  const told: Trouble[] = [];
  const sender = new Sender({
    work,
    clock: scene.clock,
    log: scene.log,
    channels,
    markAgain: (text) => `AGAIN\n${text}`,
    tell: async (_, trouble) => {
      told.push(trouble);
    },
  });
  const queue = (...rows: readonly Row[]): Promise<void> =>
    scene.work.run(async (tx) => {
      for (const row of rows) await tx.outbox.add(row);
    });
  return { sender, told, queue };
}

type Script = (outbound: Outbound) => SendResult | Promise<SendResult>;

/** A channel for groups that keeps what it is asked to send and does what `script` says. */
export function fakeChannel(
  abilities: Partial<Abilities> = {},
  reaches: Channel['reaches'] = () => true,
  name = 'fake',
) {
  const sent: Outbound[] = [];
  const far: { script: Script } = { script: () => ({ outcome: 'sent' }) };
  const channel: Channel = {
    name,
    abilities: { push: ['group'], mentions: true, cards: false, maxBytes: 2000, ...abilities },
    reaches,
    start: async () => undefined,
    stop: async () => undefined,
    async send(outbound) {
      sent.push(outbound);
      return far.script(outbound);
    },
  };
  return {
    channel,
    texts: () => sent.splice(0).map(({ markdown }) => markdown),
    sent,
    play: (script: Script) => {
      far.script = script;
    },
  };
}

export const refused = (errcode: number, more: { retryAfterSeconds?: number } = {}): SendResult => ({
  outcome: 'refused',
  errcode,
  detail: 'no',
  ...more,
});
