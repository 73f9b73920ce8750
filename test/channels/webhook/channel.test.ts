import { WebhookChannel } from '../../../src/channels/webhook/channel';
import type { Mention, Outbound, Route, SendResult } from '../../../src/chat/channel';
import { MovableClock } from '../../../src/lib/movable-clock';
import { answer, startFarEnd } from '../../http/far-end';
import type { FarEnd } from '../../http/far-end';

const KEYS: Readonly<Record<string, string>> = { G1: 'key-of-group-1', G2: 'key-of-group-2' };

let wecom: FarEnd;
let clock: MovableClock;
let channel: WebhookChannel;
const unpaired: string[] = [];

beforeEach(async () => {
  unpaired.length = 0;
  wecom = await startFarEnd();
  clock = new MovableClock(1_000_000);
  channel = new WebhookChannel({
    apiBase: wecom.base,
    address: async (chatId) => {
      if (chatId === 'elsewhere') return 'https://evil.example.org/cgi-bin/webhook/send?key=key-of-group-1';
      return KEYS[chatId] && `${wecom.base}/cgi-bin/webhook/send?key=${KEYS[chatId]}`;
    },
    unpair: async (chatId, address) => {
      unpaired.push(`${chatId} ${address}`);
    },
    plain: (markdown) => markdown.replaceAll('*', ''),
    clock,
    readFile: async () => Buffer.from('PK the bytes of a table'),
    timeoutMs: 500,
  });
});
afterEach(() => wecom.stop());

const send = (markdown: string, mentions: readonly Mention[] = [], chatId = 'G1'): Promise<SendResult> => {
  const outbound: Outbound = { markdown, choices: [], route: { kind: 'group', chatId }, mentions, again: false };
  return channel.send(outbound);
};
const bodies = (): unknown[] => wecom.posts.map(({ body }) => body);

describe('what is sent', () => {
  test('without mentions: markdown, to the webhook of the group', async () => {
    expect(await send('**通报**', [], 'G2')).toEqual({ outcome: 'sent' });
    expect(wecom.posts[0]?.path).toBe('/cgi-bin/webhook/send?key=key-of-group-2');
    expect(bodies()).toEqual([{ msgtype: 'markdown', markdown: { content: '**通报**' } }]);
  });

  test('with mentions: plain text that rings; who has a userid is not rung by number as well', async () => {
    await send('**未报** 康宁', [{ userid: 'limei', mobile: '13900000002' }, { mobile: '13900000003' }]);
    expect(bodies()).toEqual([
      {
        msgtype: 'text',
        text: { content: '未报 康宁', mentioned_list: ['limei'], mentioned_mobile_list: ['13900000003'] },
      },
    ]);
  });

  test('with only one kind of mention: no empty list', async () => {
    await send('a', [{ mobile: '13900000003' }]);
    expect(bodies()).toEqual([{ msgtype: 'text', text: { content: 'a', mentioned_mobile_list: ['13900000003'] } }]);
  });

  test.each([2048, 2049])('with mentions and %d bytes', async (bytes) => {
    await send('x'.repeat(bytes), [{ userid: 'limei' }]);
    expect(bodies()).toMatchObject([{ msgtype: bytes > 2048 ? 'markdown' : 'text' }]);
  });

  test('nobody is rung twice, and nothing but people', async () => {
    await send('@所有人 @all', [{ userid: 'limei' }, { userid: 'limei' }, { userid: '@all', mobile: '@all' }]);
    expect(bodies()).toEqual([
      { msgtype: 'text', text: { content: '@\u200B所有人 @\u200Ball', mentioned_list: ['limei'] } },
    ]);
  });

  test('with mentions and too long for text: markdown, whole, mentioning by userid', async () => {
    const long = '班'.repeat(700);
    await send(long, [{ userid: 'limei' }, { mobile: '13900000003' }]);
    expect(bodies()).toEqual([{ msgtype: 'markdown', markdown: { content: `${long}\n<@limei>` } }]);
  });

  test.each([[[]], [[{ userid: 'limei' }]]])('never more than 4096 bytes: %j', async (mentions) => {
    await send('班'.repeat(2000), mentions);
    const { content } = (bodies()[0] as { markdown: { content: string } }).markdown;
    expect(Buffer.byteLength(content)).toBeLessThanOrEqual(4096);
    expect(Buffer.byteLength(content)).toBeGreaterThan(4090);
    expect(content).not.toContain('\ufffd');
  });
});

describe('what it can reach', () => {
  test('a group with a webhook at the API base', async () => {
    expect(await channel.reaches({ kind: 'group', chatId: 'G1' })).toBe(true);
  });

  test.each<[Route]>([
    [{ kind: 'group', chatId: 'G9' }],
    [{ kind: 'group', chatId: 'elsewhere' }],
    [{ kind: 'person', userid: 'limei' }],
    [{ kind: 'reply', channel: 'webhook', replyTo: 'x' }],
  ])('not %j', async (route) => {
    expect(await channel.reaches(route)).toBe(false);
    const result = await channel.send({ markdown: 'x', choices: [], route, mentions: [], again: false });
    expect(result).toMatchObject({ outcome: 'refused', errcode: 93000 });
    expect(wecom.posts).toEqual([]);
  });
});

describe('a webhook that is given up', () => {
  const G1: Route = { kind: 'group', chatId: 'G1' };

  test('is the one that was refused: the address that was used last', async () => {
    await channel.forget(G1);
    expect(unpaired).toEqual([]);
    await send('x');
    await send('x', [], 'G2');
    await channel.forget(G1);
    await channel.forget({ kind: 'person', userid: 'G2' });
    expect(unpaired).toEqual([`G1 ${wecom.base}/cgi-bin/webhook/send?key=key-of-group-1`]);
  });
});

describe('what goes wrong', () => {
  test.each([93000, 40058, 45002, -1])('errcode %d is told, without the key', async (errcode) => {
    wecom.play(answer(errcode, 'see key-of-group-1'));
    const result = await send('x');
    expect(result).toEqual({ outcome: 'refused', errcode, detail: `errcode ${errcode} see ***` });
  });

  test('45009 from WeCom waits a minute', async () => {
    wecom.play(answer(45009, 'api freq out of limit'));
    expect(await send('x')).toMatchObject({ outcome: 'refused', errcode: 45009, retryAfterSeconds: 60 });
  });

  test('no answer in time is unknown', async () => {
    wecom.play(() => undefined);
    expect(await send('x')).toMatchObject({ outcome: 'unknown' });
  });

  test('nobody there is refused', async () => {
    await wecom.stop();
    expect(await send('x')).toMatchObject({ outcome: 'refused', errcode: -1 });
    wecom = await startFarEnd();
  });
});

describe('20 messages a minute', () => {
  test('per webhook; the 21st waits until the first is a minute old', async () => {
    for (let count = 0; count < 10; count += 1) await send('x');
    clock.moveTo(clock.now() + 30_000);
    const results = await Promise.all(Array.from({ length: 12 }, () => send('x')));
    expect(results.filter(({ outcome }) => outcome === 'sent')).toHaveLength(10);
    expect(results.at(-1)).toMatchObject({ outcome: 'refused', errcode: 45009, retryAfterSeconds: 30 });
    expect(wecom.posts).toHaveLength(20);
    expect(await send('x', [], 'G2')).toEqual({ outcome: 'sent' });

    clock.moveTo(clock.now() + 29_999);
    expect(await send('x')).toMatchObject({ retryAfterSeconds: 1 });
    clock.moveTo(clock.now() + 1);
    const next = await Promise.all(Array.from({ length: 11 }, () => send('x')));
    expect(next.filter(({ outcome }) => outcome === 'sent')).toHaveLength(10);
  });
});
