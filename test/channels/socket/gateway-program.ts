import type { Life, Program } from '../../../src/cli/story/program';
import { cardWords } from '../../../src/card-words';
import { createFetchMedia } from '../../../src/channels/wecom/fetch-media';
import { SocketChannel } from '../../../src/channels/socket/channel';
import type { Bot } from '../../../src/bot';
import type { Channel, Outbound, Receive } from '../../../src/chat/channel';
import type { Answer, Inbound } from '../../../src/chat/message';
import { createCounters } from '../../../src/http/counters';
import type { Clock } from '../../../src/lib/clock';
import { BOT_ID, type FakeWecom, SECRET, startFakeWecom } from '../../fake-wecom';
import { until } from './drill-time';

type Begin = Parameters<Program['begin']>[0];

/** Everything has been said everywhere once: the stories begin after that. */
const EVERYWHERE = { has: async () => true, add: async () => undefined, remove: async () => undefined };

/** One life of the program whose every word, in and out, goes through the fake gateway and a real socket. */
class GatewayLife {
  readonly #socket: SocketChannel;
  readonly #answers = new Map<string, Answer>();
  readonly #received = new Map<string, () => void>();
  bot: Bot | undefined;

  constructor(
    private readonly wecom: FakeWecom,
    /** The story's own end: it hears what came out of the gateway. */
    private readonly people: Channel,
    { clock, log }: Pick<Begin, 'clock' | 'log'>,
  ) {
    this.#socket = new SocketChannel({
      gateway: { botId: BOT_ID, secret: SECRET, wsUrl: wecom.gateway.url },
      places: EVERYWHERE,
      fetchMedia: createFetchMedia({ loopback: true, log }),
      readFile: async () => undefined,
      cards: cardWords(),
      clock,
      log,
      counters: createCounters(),
    });
  }

  channel(): Channel {
    const socket = this.#socket;
    return {
      name: socket.name,
      // A story is text: choices are its numbered lines.
      abilities: { ...socket.abilities, cards: false },
      answersByOutbox: socket.answersByOutbox,
      reaches: (route) => socket.reaches(route),
      start: (receive) => this.#start(receive),
      send: (outbound) => this.#send(outbound),
      stop: () => this.end(),
    };
  }

  end(): Promise<void> {
    return this.#socket.stop();
  }

  async #start(receive: Receive): Promise<void> {
    await this.#socket.start(async (message) => {
      const answer = await receive(message);
      this.#received.get(message.msgid)?.();
      return answer;
    });
    await until(() => this.#socket.subscribed);
    await this.people.start((message) => this.#deliver(message));
  }

  async #deliver({ msgid, userid, chatId, text, files: [file] }: Inbound): Promise<Answer | undefined> {
    const received = new Promise<void>((resolve) => this.#received.set(msgid, resolve));
    const { gateway, web } = this.wecom;
    const media = file?.bytes && web.media.put(file.bytes, file.name);
    const more = file && media ? { more: { quote: { msgtype: file.kind, [file.kind]: media } } } : {};
    const reqId = gateway.say({ userid, text, ...(chatId !== undefined && { chatId }), ...more }, { msgid });
    if (reqId === undefined) throw new Error('nobody listens at the gateway');
    await received;
    await this.bot?.idle();
    return this.#answers.get(reqId);
  }

  async #send(outbound: Outbound): ReturnType<Channel['send']> {
    const result = await this.#socket.send({ ...outbound, choices: [] });
    const shown = this.wecom.gateway.chats.shown.at(-1);
    if (result.outcome !== 'sent' || !shown) return result;
    if (outbound.route.kind !== 'reply') return this.people.send({ ...outbound, markdown: shown.text });
    this.#answers.set(shown.reqId, { markdown: shown.text, choices: outbound.choices });
    return result;
  }
}

/** The same program, behind the fake of WeCom. */
export class GatewayProgram implements Program {
  #wecom: FakeWecom | undefined;
  #clock: Clock | undefined;

  constructor(private readonly inner: Program) {}

  async begin({ clock, channel, log }: Begin): Promise<Life> {
    this.#clock = clock;
    this.#wecom ??= await startFakeWecom({ now: () => this.#clock?.now() ?? 0 });
    const through = new GatewayLife(this.#wecom, channel, { clock, log });
    const life = await this.inner.begin({ clock, channel: through.channel(), log });
    through.bot = life.bot;
    const { groups, people } = await life.register();
    const everybody = [
      ...groups.flatMap(({ chatId }) => chatId ?? []),
      ...people.flatMap(({ userid }) => userid ?? []),
    ];
    for (const to of everybody) this.#wecom.gateway.chats.opened(`hello-${to}`, to, 'message');
    return {
      ...life,
      end: async () => {
        await through.end();
        await life.end();
      },
    };
  }

  get wecom(): FakeWecom {
    if (!this.#wecom) throw new Error('it has not begun');
    return this.#wecom;
  }

  async close(): Promise<void> {
    await this.#wecom?.stop();
  }
}
