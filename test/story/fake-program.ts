import type { Logger } from 'pino';
import type { Bot } from '../../src/bot';
import type { Channel, Route } from '../../src/chat/channel';
import type { Answer, Inbound } from '../../src/chat/message';
import { shown } from '../../src/chat/shown';
import type { Life, Program } from '../../src/cli/story/program';
import type { OutboxRow } from '../../src/domain/ports';
import type { RegisterData } from '../../src/domain/register';
import type { Clock } from '../../src/lib/clock';
import { type Instant, MINUTE } from '../../src/lib/time';

const person = (id: string, name: string, unitId: string) =>
  ({ id, name, userid: id, unitId, role: 'staff', active: true }) as const;
const group = (id: string) => ({ id, name: `群${id}`, chatId: `chat-${id}`, unitIds: [], bureau: id === 'G3' });

const REGISTER: RegisterData = {
  version: 1,
  units: [],
  people: [
    person('gaofeng', '高峰', 'B00'),
    person('i02', '李梅', 'I02'),
    person('a', '陈静', 'I01'),
    person('b', '陈静', 'I05'),
  ],
  posts: [],
  teams: [],
  groups: [group('G1'), group('G3')],
  ambiguous: {},
};

interface Row {
  readonly route: Route;
  readonly text: string;
  notBefore: Instant;
  attempts: number;
}

const words = (markdown: string): Answer => ({ markdown, choices: [] });

/** A program of a few tricks: it says what it is told to, at once or later, once or again. */
export class FakeProgram implements Program {
  /** What outlives a life. */
  readonly answers = new Map<string, Answer | undefined>();
  readonly heard: Inbound[] = [];
  rows: Row[] = [];
  lives = 0;

  async begin({ clock, channel, log }: { clock: Clock; channel: Channel; log: Logger }): Promise<Life> {
    this.lives += 1;
    const bot: Bot = {
      channels: [channel],
      start: () =>
        channel.start(async (message) => {
          const answer = await this.receive(message, clock, log);
          return answer && shown(answer, channel.abilities);
        }),
      stop: () => channel.stop(),
      late: async () => undefined,
      tick: () => this.flush(channel, clock),
      idle: () => this.flush(channel, clock),
      nextWakeAt: async () =>
        this.rows.reduce<Instant | undefined>((at, row) => Math.min(at ?? row.notBefore, row.notBefore), undefined),
    };
    return { bot, register: async () => REGISTER, waiting: async () => this.waiting(), end: async () => undefined };
  }

  private async flush(channel: Channel, clock: Clock): Promise<void> {
    for (const row of this.rows.filter((each) => each.notBefore <= clock.now())) {
      const { outcome } = await channel.send({ route: row.route, ...words(row.text), mentions: [], again: false });
      if (outcome === 'sent') this.rows.splice(this.rows.indexOf(row), 1);
      else {
        row.attempts += 1;
        row.notBefore = clock.now() + MINUTE;
      }
    }
  }

  private waiting(): readonly OutboxRow[] {
    return this.rows.map(({ route, text, notBefore, attempts }, id) => ({
      id,
      route: JSON.stringify(route),
      body: text,
      sortAt: notBefore,
      place: '',
      notBefore,
      state: 'queued',
      attempts,
      again: false,
      detail: '',
    }));
  }

  private async receive(message: Inbound, clock: Clock, log: Logger): Promise<Answer | undefined> {
    this.heard.push(message);
    const [trick = '', ...rest] = message.text.replace(/^@小安 /, '').split(' ');
    const text = rest.join(' ');
    if (trick === '重复') return words(`第${this.heard.length}次`);
    if (!this.answers.has(message.msgid))
      this.answers.set(message.msgid, this.perform(trick, text, message, clock, log));
    return this.answers.get(message.msgid);
  }

  private perform(trick: string, text: string, message: Inbound, clock: Clock, log: Logger): Answer | undefined {
    const here: Route =
      message.chatId === undefined
        ? { kind: 'person', userid: message.userid }
        : { kind: 'group', chatId: message.chatId };
    const later = (minutes: number, route: Route): void => {
      this.rows.push({ route, text, notBefore: clock.now() + minutes * MINUTE, attempts: 0 });
    };
    switch (trick) {
      case '说':
        return words(text);
      case '选项':
        return {
          markdown: '要发布吗？',
          choices: [
            { label: '发布', say: '说 发布了' },
            { label: '退回', say: '说 退回了' },
          ],
        };
      case '局里':
        later(0, { kind: 'group', chatId: 'chat-G3' });
        return words('已转');
      case '私信':
        later(0, { kind: 'person', userid: 'gaofeng' });
        return words('已转');
      case '稍后':
        later(10, here);
        return undefined;
      case '出错':
        log.error({ err: new Error('the disk is full') }, 'could not write');
        return undefined;
      case '抛':
        throw new Error('nobody caught this');
      case '谁':
        return words(`${message.userid}，附件${message.files.map(({ name, kind }) => `${name}(${kind})`).join('、')}`);
      default:
        return undefined;
    }
  }
}
