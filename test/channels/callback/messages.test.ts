import type { Inbound } from '../../../src/chat/message';
import { message } from './fake-wecom';
import { NOW, say, startCallback, textOf } from './setup';
import type { Started } from './setup';

let far: Started;
const received: Inbound[] = [];

beforeEach(async () => {
  received.length = 0;
  far = await startCallback(async (inbound) => {
    received.push(inbound);
    return inbound.text === 'silence' ? undefined : say(`heard ${inbound.text}`);
  });
});
afterEach(() => far.stop());

const single = { chattype: 'single', chatid: undefined };
const image = { url: 'https://files.example.org/1' };

describe('what is said', () => {
  test('a text in a group becomes an Inbound, mention included, and is answered by a finished stream', async () => {
    const said = message({ msgid: 'CAIQ1', text: { content: '@小安 /值班 今天' } });
    const { status, answer } = await far.deliver(said);
    expect(received).toEqual([
      {
        bot: 'aib1',
        msgid: 'CAIQ1',
        channel: 'callback',
        userid: 'wangli',
        chatId: 'wrG1',
        text: '@小安 /值班 今天',
        files: [],
        receivedAt: NOW,
      },
    ]);
    expect(status).toBe(200);
    expect(answer).toEqual({
      msgtype: 'stream',
      stream: { id: expect.stringMatching(/^[0-9a-f]{32}$/), finish: true, content: 'heard @小安 /值班 今天' },
    });
  });

  test('a private chat has no chatId, even where one is sent', async () => {
    await far.deliver(message({ chattype: 'single' }));
    expect(received[0]).not.toHaveProperty('chatId');
  });

  test.each([
    [
      'mixed',
      {
        mixed: {
          msg_item: [
            { msgtype: 'text', text: { content: 'a' } },
            { msgtype: 'image', image },
            { msgtype: 'text', text: { content: 'b' } },
          ],
        },
      },
      'a\nb',
      ['image'],
    ],
    ['image', { ...single, image }, '', ['image']],
    ['file', { ...single, file: image }, '', ['file']],
    ['video', { ...single, video: image }, '', ['file']],
    ['voice', { ...single, voice: { content: '零报告' } }, '零报告', []],
  ])('%s', async (msgtype, change, text, kinds) => {
    expect((await far.deliver(message({ msgtype, text: undefined, ...change }))).status).toBe(200);
    expect(received[0]?.text).toBe(text);
    expect(received[0]?.files.map(({ kind }) => kind)).toEqual(kinds);
    expect(received[0]?.files.every((file) => file.name !== '' && file.bytes === undefined)).toBe(true);
  });

  test.each([
    [{ msgtype: 'text', text: { content: '昨天的通知' } }, '昨天的通知', []],
    [{ msgtype: 'voice', voice: { content: '说过的话' } }, '说过的话', []],
    [{ msgtype: 'file', file: image }, undefined, ['file']],
    [{ msgtype: 'image', image }, undefined, ['image']],
    [
      {
        msgtype: 'mixed',
        mixed: {
          msg_item: [
            { msgtype: 'text', text: { content: 'x' } },
            { msgtype: 'image', image },
          ],
        },
      },
      'x',
      ['image'],
    ],
    [{ msgtype: 'a type of a later day' }, undefined, []],
  ])('a quote: %j', async (quote, text, kinds) => {
    expect((await far.deliver(message({ quote }))).status).toBe(200);
    expect(received[0]?.quote?.text).toBe(text);
    expect(received[0]?.files.map(({ kind }) => kind)).toEqual(kinds);
  });

  test('control characters go, line ends and tabs stay', async () => {
    await far.deliver(message({ text: { content: 'a\u0000b\u0007\u009fc\r\nd\te\rf\ud800g𠮷' } }));
    expect(received[0]?.text).toBe('abc\nd\te\nfg𠮷');
  });

  test('silence is an empty package', async () => {
    expect(await far.deliver(message({ text: { content: 'silence' } }))).toEqual({ status: 200, answer: {} });
  });

  test('delivered again, the answer is the same bubble', async () => {
    const said = message();
    const first = await far.deliver(said);
    expect(await far.deliver(said)).toEqual(first);
    expect((await far.deliver(message())).answer).not.toEqual(first.answer);
  });

  test('an answer never exceeds 20480 bytes, and no character is cut in two', async () => {
    const { answer } = await far.deliver(message({ text: { content: '班'.repeat(10_000) } }));
    expect(Buffer.byteLength(textOf(answer))).toBeLessThanOrEqual(20_480);
    expect(Buffer.byteLength(textOf(answer))).toBeGreaterThan(20_470);
    expect(textOf(answer)).toMatch(/^heard 班+$/);
  });
});

describe('what is not said', () => {
  test.each(['enter_chat', 'template_card_event', 'feedback_event', 'an event of a later day'])(
    '%s: empty package',
    async (eventtype) => {
      const event = {
        msgid: 'e1',
        aibotid: 'aib1',
        from: { userid: 'wangli' },
        msgtype: 'event',
        event: { eventtype },
      };
      expect(await far.deliver(event)).toEqual({ status: 200, answer: {} });
      expect(received).toEqual([]);
    },
  );

  test('a type of a later day: empty package', async () => {
    expect(await far.deliver(message({ msgtype: 'location' }))).toEqual({ status: 200, answer: {} });
    expect(received).toEqual([]);
  });

  test('a stream refresh ends that stream', async () => {
    const { answer } = await far.deliver(message({ msgtype: 'stream', text: undefined, stream: { id: 's-9' } }));
    expect(answer).toMatchObject({ msgtype: 'stream', stream: { id: 's-9', finish: true } });
    expect(received).toEqual([]);
  });
});
