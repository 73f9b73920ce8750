import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { postApi } from '../../src/http/post-api';
import { answer, startFarEnd } from './far-end';
import type { FarEnd } from './far-end';

let far: FarEnd;
beforeEach(async () => {
  far = await startFarEnd();
});
afterEach(() => far.stop());

const post = (change: { url?: string; timeoutMs?: number } = {}) =>
  postApi({
    url: new URL(change.url ?? `${far.base}/send?key=topsecret`),
    body: { text: '高温预警' },
    timeoutMs: change.timeoutMs ?? 1000,
    secret: 'topsecret',
  });

test('a post is JSON in UTF-8 with its length', async () => {
  expect(await post()).toEqual({ outcome: 'sent' });
  expect(far.posts).toEqual([expect.objectContaining({ path: '/send?key=topsecret', body: { text: '高温预警' } })]);
  expect(far.posts[0]?.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'content-length': '23',
  });
});

test('an errcode is refused, and the detail never holds the secret', async () => {
  far.play(answer(93000, 'invalid webhook url topsecret\n, hint: [123]'));
  const result = await post();
  expect(result).toEqual({
    outcome: 'refused',
    errcode: 93000,
    detail: 'errcode 93000 invalid webhook url *** , hint: [123]',
  });
});

test.each([301, 404, 500, 502])('HTTP %d is refused; a redirect is not followed', async (status) => {
  far.play((response) => void response.writeHead(status, { location: `${far.base}/elsewhere` }).end('<html>'));
  expect(await post()).toEqual({ outcome: 'refused', errcode: -1, detail: `HTTP ${status}` });
  expect(far.posts).toHaveLength(1);
});

test.each(['', '<html>', '{}', 'null', '{"errcode":"0"}'])('HTTP 200 with %j is unknown', async (text) => {
  far.play((response) => void response.end(text));
  expect(await post()).toEqual({ outcome: 'unknown', detail: 'HTTP 200 without an errcode' });
});

test('no answer within the time is unknown', async () => {
  far.play(() => undefined);
  expect(await post({ timeoutMs: 100 })).toEqual({ outcome: 'unknown', detail: 'no answer within 100 ms' });
  expect(far.posts).toHaveLength(1);
});

test('half an answer is unknown', async () => {
  far.play((response) => void response.writeHead(200, { 'content-length': 100 }).write('{"errcode"'));
  expect(await post({ timeoutMs: 100 })).toEqual({ outcome: 'unknown', detail: 'no answer within 100 ms' });
});

test('a connection broken after writing is unknown', async () => {
  far.play((response) => response.destroy());
  expect(await post()).toEqual({ outcome: 'unknown', detail: 'ECONNRESET' });
});

test('an endless answer is unknown', async () => {
  far.play((response) => void response.end('x'.repeat(100_000)));
  expect((await post()).outcome).toBe('unknown');
});

test('nobody there is refused: nothing arrived', async () => {
  const { base } = far;
  await far.stop();
  expect(await post({ url: base })).toEqual({ outcome: 'refused', errcode: -1, detail: 'not connected: ECONNREFUSED' });
  far = await startFarEnd();
});

test('a name that does not exist is refused', async () => {
  const result = await post({ url: 'https://no-such-host.invalid/send', timeoutMs: 5000 });
  expect(result).toMatchObject({ outcome: 'refused', errcode: -1, detail: expect.stringMatching(/^not connected: /) });
});

test('a TLS handshake that does not come about is refused: nothing was written', async () => {
  const silent = createServer();
  await new Promise<void>((resolve) => {
    silent.listen(0, '127.0.0.1', resolve);
  });
  const { port } = silent.address() as AddressInfo;
  const result = await post({ url: `https://127.0.0.1:${port}/send`, timeoutMs: 100 });
  silent.close();
  expect(result).toEqual({ outcome: 'refused', errcode: -1, detail: 'not connected: no answer within 100 ms' });
});
