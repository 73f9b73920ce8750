import type { Receive } from '../../../src/chat/channel';
import type { Answer } from '../../../src/chat/message';
import { MINUTE } from '../../../src/lib/time';
import { message } from './fake-wecom';
import { say, startCallback, textOf } from './setup';
import type { Started } from './setup';

const RESPONSE_URL = 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=RC';
const saidWithUrl = (): ReturnType<typeof message> => message({ response_url: RESPONSE_URL });
const empty = { status: 200, answer: {} };

/** A receiver that waits until it is let go. */
function gatedReceive(options: { accept: boolean }) {
  let open: (answer: Answer | Error | undefined) => void = () => undefined;
  const gate = new Promise<Answer | Error | undefined>((resolve) => {
    open = resolve;
  });
  const receive = jest.fn<ReturnType<Receive>, Parameters<Receive>>(async (_, accepted) => {
    if (options.accept) accepted?.();
    const answer = await gate;
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return { receive, open: (answer: Answer | Error | undefined): void => open(answer) };
}

let far: Started | undefined;
const start = async (...args: Parameters<typeof startCallback>): Promise<Started> => {
  far = await startCallback(...args);
  return far;
};
afterEach(() => far?.stop());
const settleDown = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

describe('an answer within the time', () => {
  test('comes in the response, three at once', async () => {
    const { deliver, lates } = await start(async ({ text }) => {
      await settleDown();
      return say(text);
    });
    const messages = [message(), message(), message()];
    const answers = await Promise.all(messages.map(deliver));
    expect(answers.map(({ answer }) => textOf(answer))).toEqual(
      messages.map((said) => (said['text'] as { content: string }).content),
    );
    expect(lates).toEqual([]);
  });

  test('comes in the response, three in turn', async () => {
    const { deliver } = await start(async ({ text }) => say(text));
    for (const said of [message(), message(), message()]) {
      expect(textOf((await deliver(said)).answer)).toBe((said['text'] as { content: string }).content);
    }
  });
});

describe('an answer after the time', () => {
  test('of an accepted message is acknowledged, then goes out late, once', async () => {
    const { receive, open } = gatedReceive({ accept: true });
    const { deliver, lates, log } = await start(receive);
    const said = saidWithUrl();
    expect(await deliver(said)).toEqual(empty);
    expect(await deliver(said)).toEqual(empty);
    expect(receive).toHaveBeenCalledTimes(1);
    open(say('late words'));
    await settleDown();
    expect(lates).toEqual([{ inbound: receive.mock.calls[0]?.[0], answer: say('late words') }]);
    expect(await deliver(said)).toEqual(empty);
    expect(lates).toHaveLength(1);
    expect(log.lines).toEqual([]);
  });

  test('of a message not accepted is not acknowledged; the redelivery is, and still there is one answer', async () => {
    const { receive, open } = gatedReceive({ accept: false });
    const { deliver, lates, counters } = await start(receive);
    const said = saidWithUrl();
    expect(await deliver(said)).toEqual({ status: 503 });
    expect(counters.read()).toEqual({ callback_not_accepted: 1 });
    open(say('late words'));
    await settleDown();
    expect(await deliver(said)).toEqual(empty);
    expect(lates.map(({ answer }) => answer)).toEqual([say('late words')]);
  });

  test('without a response_url waits for the redelivery', async () => {
    const { receive, open } = gatedReceive({ accept: true });
    const { deliver, lates } = await start(receive);
    const said = message();
    expect(await deliver(said)).toEqual({ status: 503 });
    open(say('words'));
    await settleDown();
    expect(textOf((await deliver(said)).answer)).toBe('words');
    expect(lates).toEqual([]);
  });

  test('that is silence stays silence', async () => {
    const { receive, open } = gatedReceive({ accept: true });
    const { deliver, lates } = await start(receive);
    expect(await deliver(saidWithUrl())).toEqual(empty);
    open(undefined);
    await settleDown();
    expect(lates).toEqual([]);
  });

  test('that could not be put into the outbox comes with the redelivery', async () => {
    const { receive, open } = gatedReceive({ accept: true });
    const late = async (): Promise<void> => Promise.reject(new Error('no disk'));
    const { deliver, log } = await start(receive, { late });
    const said = saidWithUrl();
    expect(await deliver(said)).toEqual(empty);
    open(say('words'));
    await settleDown();
    expect(log.lines).toEqual([expect.objectContaining({ level: 'error', message: 'message not settled' })]);
    expect(textOf((await deliver(said)).answer)).toBe('words');
  });

  test('is forgotten after ten minutes: a redelivery then asks the receiver', async () => {
    const { receive, open } = gatedReceive({ accept: true });
    const { deliver, clock } = await start(receive);
    const said = saidWithUrl();
    await deliver(said);
    open(say('words'));
    await settleDown();
    clock.moveTo(clock.now() + 11 * MINUTE);
    expect(textOf((await deliver(said)).answer)).toBe('words');
    expect(receive).toHaveBeenCalledTimes(2);
  });
});

describe('a failure of the receiver', () => {
  test('is not acknowledged, is logged without the text, and the redelivery is received again', async () => {
    const receive = jest.fn<ReturnType<Receive>, Parameters<Receive>>();
    receive.mockRejectedValueOnce(new Error('disk full')).mockResolvedValueOnce(say('done'));
    const { deliver, log } = await start(receive);
    const said = saidWithUrl();
    expect(await deliver(said)).toEqual({ status: 503 });
    expect(log.lines.map(({ level }) => level)).toEqual(['error', 'warn']);
    expect(JSON.stringify(log.lines)).not.toContain('RC');
    expect(textOf((await deliver(said)).answer)).toBe('done');
  });

  test('after the time ends nothing but its own message', async () => {
    const { receive, open } = gatedReceive({ accept: true });
    const { deliver, lates } = await start(receive);
    expect(await deliver(saidWithUrl())).toEqual(empty);
    open(new Error('broken'));
    await settleDown();
    expect(lates).toEqual([]);
  });
});

describe('start and stop', () => {
  test('a stopped channel sends messages back to WeCom', async () => {
    const { deliver, channel } = await start(async () => say('ok'));
    await channel.stop();
    expect(await deliver(message())).toEqual({ status: 503 });
  });

  test('stop waits for what is under way', async () => {
    const { receive, open } = gatedReceive({ accept: true });
    const { deliver, channel, lates } = await start(receive);
    await deliver(saidWithUrl());
    const stopped = channel.stop();
    open(say('words'));
    await stopped;
    expect(lates).toHaveLength(1);
  });
});
