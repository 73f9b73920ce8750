import type { Receive } from '../../../src/chat/channel';
import type { Answer, Inbound } from '../../../src/chat/message';
import { cardWords } from '../../../src/card-words';
import { CallbackChannel } from '../../../src/channels/callback/channel';
import type { CallbackOptions } from '../../../src/channels/callback/channel';
import { createCounters } from '../../../src/http/counters';
import { createHttp } from '../../../src/http/server';
import { MovableClock } from '../../../src/lib/movable-clock';
import { memoryLog } from '../../http/memory-log';
import { AES_KEY, TOKEN, encrypt, openAnswer, signedQuery } from './fake-wecom';

export const NOW = Date.parse('2026-09-28T02:00:00Z');
export const say = (markdown: string): Answer => ({ markdown, choices: [] });

/** The callback behind the real HTTP server on loopback. */
export async function startCallback(receive: Receive, more: Partial<CallbackOptions> = {}) {
  const clock = new MovableClock(NOW);
  const log = memoryLog();
  const counters = createCounters();
  const lates: { inbound: Inbound; answer: Answer }[] = [];
  const late = async (inbound: Inbound, answer: Answer): Promise<void> => void lates.push({ inbound, answer });
  const keys = { token: TOKEN, aesKey: AES_KEY };
  const apiBase = 'https://qyapi.weixin.qq.com';
  const cards = cardWords();
  const options = { keys, apiBase, clock, log, counters, late, cards, answerWithinMs: 200 };
  const channel = new CallbackChannel({ ...options, ...more });
  await channel.start(receive);
  const http = createHttp({ host: '127.0.0.1', port: 0, log, counters, routes: channel.routes });
  const url = `http://127.0.0.1:${(await http.start()).port}/wecom/callback`;

  /** Delivers a message as WeCom does; the answer is opened and checked. */
  const deliver = async (message: unknown): Promise<{ status: number; answer?: unknown }> => {
    const encrypted = encrypt(JSON.stringify(message));
    const query = signedQuery(encrypted, clock.now());
    const response = await fetch(`${url}?${query.toString()}`, {
      method: 'POST',
      body: JSON.stringify({ encrypt: encrypted }),
    });
    const body = await response.text();
    if (response.status !== 200) return { status: response.status };
    return { status: 200, answer: openAnswer(body, query.get('nonce') ?? '', clock.now()) };
  };
  const stop = async (): Promise<void> => {
    await channel.stop();
    await http.stop();
  };
  return { channel, clock, counters, deliver, lates, log, stop, url };
}
export type Started = Awaited<ReturnType<typeof startCallback>>;

export const textOf = (answer: unknown): string => (answer as { stream: { content: string } }).stream.content;
