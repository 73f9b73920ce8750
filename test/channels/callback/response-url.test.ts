import type { Outbound } from '../../../src/chat/channel';
import type { Inbound } from '../../../src/chat/message';
import { HOUR } from '../../../src/lib/time';
import { answer, startFarEnd } from '../../http/far-end';
import type { FarEnd } from '../../http/far-end';
import { message } from './fake-wecom';
import { say, startCallback } from './setup';
import type { Started } from './setup';

let wecom: FarEnd;
let far: Started;
let inbound: Inbound | undefined;

beforeEach(async () => {
  wecom = await startFarEnd();
  const receive = async (message: Inbound): Promise<undefined> => void (inbound = message);
  far = await startCallback(receive, { apiBase: wecom.base, sendTimeoutMs: 100 });
});
afterEach(async () => {
  await far.stop();
  await wecom.stop();
});

async function replyTo(responseUrl: string): Promise<string | undefined> {
  await far.deliver(message({ response_url: responseUrl }));
  return inbound?.replyTo;
}

const outbound = (replyTo: string): Outbound => ({
  ...say('统计完成，共 **12** 条'),
  route: { kind: 'reply', channel: 'callback', replyTo },
  mentions: [],
  again: false,
});

const PATH = '/cgi-bin/aibot/response?response_code=RC-77';

test('a late answer is posted as markdown to the response_url', async () => {
  const to = (await replyTo(`${wecom.base}${PATH}`)) ?? '';
  expect(far.channel.reaches(outbound(to).route)).toBe(true);
  expect(await far.channel.send(outbound(to))).toEqual({ outcome: 'sent' });
  expect(wecom.posts).toEqual([
    expect.objectContaining({
      path: PATH,
      body: { msgtype: 'markdown', markdown: { content: '统计完成，共 **12** 条' } },
    }),
  ]);
});

test('it works for an hour', async () => {
  const to = (await replyTo(`${wecom.base}${PATH}`)) ?? '';
  far.clock.moveTo(far.clock.now() + HOUR - 1);
  expect(far.channel.reaches(outbound(to).route)).toBe(true);
  far.clock.moveTo(far.clock.now() + 1);
  expect(far.channel.reaches(outbound(to).route)).toBe(false);
  expect(await far.channel.send(outbound(to))).toMatchObject({ outcome: 'refused', errcode: 846604 });
  expect(wecom.posts).toEqual([]);
});

test.each([
  'https://evil.example.org/cgi-bin/aibot/response?response_code=1',
  'http://127.0.0.1:1/cgi-bin/aibot/response?response_code=1',
  'http://user@127.0.0.1:1/',
  'file:///etc/passwd',
  'not an address',
])('an address elsewhere is never used: %s', async (address) => {
  expect(await replyTo(address)).toBeUndefined();
  expect(far.counters.read()).toEqual({ callback_foreign_response_url: 1 });
  const forged = outbound(`${far.clock.now() + 1000} ${address}`);
  expect(far.channel.reaches(forged.route)).toBe(false);
  expect(await far.channel.send(forged)).toMatchObject({ outcome: 'refused' });
});

test('other routes are not ours', async () => {
  expect(far.channel.reaches({ kind: 'group', chatId: 'wrG1' })).toBe(false);
  expect(
    far.channel.reaches({ kind: 'reply', channel: 'socket', replyTo: `${far.clock.now() + 1} ${wecom.base}` }),
  ).toBe(false);
  expect(await far.channel.send({ ...outbound(''), route: { kind: 'person', userid: 'u' } })).toMatchObject({
    outcome: 'refused',
  });
});

test('what goes wrong says so without the code of the address', async () => {
  const to = (await replyTo(`${wecom.base}${PATH}`)) ?? '';
  wecom.play(answer(846604, 'response_code RC-77 expired'));
  expect(await far.channel.send(outbound(to))).toEqual({
    outcome: 'refused',
    errcode: 846604,
    detail: 'errcode 846604 response_code *** expired',
  });
  wecom.play((response) => void response.writeHead(302, { location: `${wecom.base}/elsewhere` }).end());
  expect(await far.channel.send(outbound(to))).toEqual({ outcome: 'refused', errcode: -1, detail: 'HTTP 302' });
  wecom.play(() => undefined);
  expect(await far.channel.send(outbound(to))).toEqual({ outcome: 'unknown', detail: 'no answer within 100 ms' });
  expect(far.log.lines).toEqual([]);
});
