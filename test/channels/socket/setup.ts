import { cardWords } from '../../../src/card-words';
import { createFetchMedia } from '../../../src/channels/wecom/fetch-media';
import { SocketChannel, type SocketOptions } from '../../../src/channels/socket/channel';
import type { Receive, Route } from '../../../src/chat/channel';
import type { Inbound } from '../../../src/chat/message';
import { createCounters } from '../../../src/http/counters';
import { memoryLog } from '../../http/memory-log';
import { BOT_ID, SECRET, startFakeWecom } from '../../fake-wecom';
import { DrillTime, until } from './drill-time';

export const NOW = Date.parse('2026-09-28T02:00:00Z');

function memoryPlaces() {
  const keys = new Set<string>();
  return {
    keys,
    has: async (key: string) => keys.has(key),
    add: async (key: string) => void keys.add(key),
    remove: async (key: string) => void keys.delete(key),
  };
}

/** The channel before the fake gateway. What it receives is kept; `heard` may fail or wait. */
export async function startSocket(more: Partial<SocketOptions> & { receive?: Receive } = {}) {
  const time = new DrillTime(NOW);
  const log = memoryLog();
  const counters = createCounters();
  const places = memoryPlaces();
  const wecom = await startFakeWecom(time);
  const { gateway, web } = wecom;
  const received: Inbound[] = [];
  const receive: Receive = async (message) => {
    received.push(message);
    return undefined;
  };
  const channel = new SocketChannel({
    gateway: { botId: BOT_ID, secret: SECRET, wsUrl: gateway.url },
    places,
    fetchMedia: createFetchMedia({ loopback: true, log }),
    readFile: async () => undefined,
    cards: cardWords(),
    clock: time,
    log,
    counters,
    timers: time,
    ...more,
  });
  await channel.start(more.receive ?? receive);
  const stop = async (): Promise<void> => {
    await channel.stop();
    await wecom.stop();
  };
  /** The gateway has granted it and the channel knows. */
  const subscribed = (): Promise<void> => until(() => gateway.subscribed && channel.subscribed);
  const say = (text: string, userid = 'wangli', chatId: string | undefined = 'wrG1'): string | undefined =>
    gateway.say({ userid, text, ...(chatId !== undefined && { chatId }) });
  /** Answers the last message, as the outbox does. */
  const answer = (markdown: string, again = false) =>
    channel.send({ route: replyTo(received.at(-1)), markdown, choices: [], mentions: [], again });
  const push = (route: Route, markdown: string) =>
    channel.send({ route, markdown, choices: [], mentions: [], again: false });
  /** A message comes through and its answer is shown: all is well again. */
  const answers = async (text: string): Promise<void> => {
    const before = received.length;
    say(`@bot ${text}`);
    await until(() => received.length > before);
    expect(await answer(`heard ${text}`)).toEqual({ outcome: 'sent' });
    expect(gateway.chats.shown.at(-1)).toMatchObject({ to: 'wrG1', text: `heard ${text}` });
  };
  return { answer, answers, channel, counters, gateway, log, places, push, received, say, stop, subscribed, time, web };
}
export type Started = Awaited<ReturnType<typeof startSocket>>;

export function replyTo(message: Inbound | undefined): Route {
  if (message?.replyTo === undefined) throw new Error('nothing to answer');
  return { kind: 'reply', channel: 'socket', replyTo: message.replyTo };
}
