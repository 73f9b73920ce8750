import { randomUUID } from 'node:crypto';
import type { PassThrough } from 'node:stream';
import type { Abilities, Channel, Outbound, Receive, Route, SendResult } from '../../chat/channel';
import type { Answer, InboundFile } from '../../chat/message';
import { DAY, type Instant } from '../../lib/time';
import { Bell, type Ring } from './bell';
import { RoomError } from './errors';
import type { RoomLine, RoomPort } from './port';
import { privateChat, Transcript } from './transcript';

/** What a visitor says; the page makes up the msgid, so that a retry is a redelivery. */
export interface Said {
  readonly msgid: string;
  readonly who: string;
  readonly chat: string;
  readonly text: string;
  readonly files: readonly InboundFile[];
}

// Longer would be a slip of the finger: every minute on the way is played.
const maxJumpMs = 100 * DAY;
// How often the pages see the clock run while it jumps.
const progressMs = 150;
// A push waits for the answers that are being written, so that they stand above it; never longer than this.
const answerFirstMs = 500;

/** The local room: everything said there, and the bot behind it. */
export class RoomChannel implements Channel {
  readonly name = 'room';
  readonly abilities: Abilities = {
    push: ['group', 'person'],
    mentions: true,
    cards: true,
    files: true,
    maxBytes: 20_480,
  };
  private receive: Receive | undefined;
  private movingTo: Instant | undefined;
  private epoch = randomUUID();
  private readonly settling = new Map<string, Promise<void>>();
  private bell = new Bell(() => this.ring());
  private lines: Transcript;

  constructor(private readonly port: RoomPort) {
    this.lines = this.emptyTranscript();
  }

  get transcript(): Transcript {
    return this.lines;
  }

  async reaches(route: Route): Promise<boolean> {
    if (route.kind === 'reply') return false;
    const { people, groups } = await this.port.scene();
    return route.kind === 'group'
      ? groups.some((group) => group.id === route.chatId)
      : people.some((person) => person.userid === route.userid);
  }

  async start(receive: Receive): Promise<void> {
    this.bell.close();
    this.bell = new Bell(() => this.ring());
    await this.reload();
    this.receive = receive;
  }

  async stop(): Promise<void> {
    this.receive = undefined;
    this.bell.close();
  }

  async send(outbound: Outbound): Promise<SendResult> {
    const { route } = outbound;
    if (route.kind === 'reply') return { outcome: 'refused', errcode: 40_001, detail: 'the room answers at once' };
    await this.answersWritten();
    await this.speak(outbound, {
      chat: route.kind === 'group' ? route.chatId : privateChat(route.userid),
      mentions: outbound.mentions.flatMap(({ userid }) => (userid === undefined ? [] : [userid])),
    });
    return { outcome: 'sent' };
  }

  /** Settles a message; said again with the same msgid, it changes nothing. */
  say(said: Said): Promise<void> {
    const running = this.settling.get(said.msgid);
    if (running) return running;
    const job = this.settle(said).finally(() => this.settling.delete(said.msgid));
    this.settling.set(said.msgid, job);
    return job;
  }

  /** Moves the clock forward; resolves when everything due on the way was said. */
  async advance(to: Instant): Promise<void> {
    if (this.movingTo !== undefined) throw new RoomError('clock-moving');
    const now = this.port.now();
    if (to <= now) throw new RoomError('clock-back');
    if (to - now > maxJumpMs) throw new RoomError('clock-too-far');
    this.movingTo = to;
    const progress = setInterval(() => this.bell.sound(), progressMs);
    try {
      await this.port.advance(to);
    } finally {
      clearInterval(progress);
      this.movingTo = undefined;
      this.bell.sound();
    }
  }

  async reset(): Promise<void> {
    if (this.movingTo !== undefined) throw new RoomError('clock-moving');
    await Promise.allSettled(this.settling.values());
    await this.port.reset();
    await this.reload();
    this.bell.sound();
  }

  listen(): PassThrough {
    if (!this.receive) throw new RoomError('not-ready');
    return this.bell.open();
  }

  ring(): Ring {
    const { epoch, movingTo } = this;
    const ring = { epoch, lastId: this.lines.lastId, now: this.port.now() };
    return movingTo === undefined ? ring : { ...ring, movingTo };
  }

  private emptyTranscript(): Transcript {
    return new Transcript(this.port, () => this.bell.sound());
  }

  private async reload(): Promise<void> {
    const lines = this.emptyTranscript();
    await lines.load();
    this.lines = lines;
    this.epoch = randomUUID();
  }

  private async settle({ msgid, who, chat, text, files }: Said): Promise<void> {
    const { receive, port } = this;
    if (!receive) throw new RoomError('not-ready');
    const kept = await Promise.all(
      files.map(async ({ name, bytes }) => ({ name, hash: await port.keepFile(bytes ?? new Uint8Array()) })),
    );
    const line = { key: msgid, chat, author: who, text, at: port.now(), choices: [], files: kept, mentions: [] };
    const { at: receivedAt } = await this.lines.add(line);
    const group = chat === privateChat(who) ? {} : { chatId: chat };
    const inbound = { bot: port.bot, msgid, channel: this.name, userid: who, ...group, text, files, receivedAt };
    const answer = await receive(inbound);
    if (answer) await this.speak(answer, { chat, mentions: [], key: `answer:${msgid}` });
  }

  private speak(
    { markdown, choices, file }: Answer & Pick<Outbound, 'file'>,
    where: Pick<RoomLine, 'chat' | 'mentions'> & { readonly key?: string },
  ): Promise<RoomLine> {
    const files = file ? [{ name: file.name, hash: file.hash }] : [];
    return this.lines.add({ ...where, author: '', text: markdown, at: this.port.now(), choices, files });
  }

  private async answersWritten(): Promise<void> {
    if (this.settling.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise((resolve) => {
      timer = setTimeout(resolve, answerFirstMs);
    });
    await Promise.race([Promise.allSettled(this.settling.values()), patience]);
    clearTimeout(timer);
  }
}
