import { randomBytes } from 'node:crypto';
import { encrypt, message, sign, signedQuery } from './fake-wecom';
import { NOW, say, startCallback } from './setup';
import type { Started } from './setup';

let far: Started;
const receive = jest.fn(async () => say('ok'));

beforeAll(async () => {
  far = await startCallback(receive);
});
afterAll(() => far.stop());
beforeEach(() => {
  receive.mockClear();
  far.log.lines.length = 0;
});

interface Refusal {
  readonly status: number;
  readonly body: string;
  readonly lines: readonly unknown[];
  readonly received: number;
}

async function refusal(response: Response): Promise<Refusal> {
  const { status } = response;
  return { status, body: await response.text(), lines: [...far.log.lines], received: receive.mock.calls.length };
}

/** A bare answer, one line in the log with the cause alone, nothing received. */
const refused = (status: number, cause: string): Refusal => ({
  status,
  body: '',
  lines: [{ level: 'warn', message: 'callback refused', cause }],
  received: 0,
});

const post = (query: URLSearchParams | string, body: string | Buffer): Promise<Response> =>
  fetch(`${far.url}?${query.toString()}`, { method: 'POST', body });

function postEncrypted(encrypted: string, by: Parameters<typeof signedQuery>[2] = {}): Promise<Response> {
  return post(signedQuery(encrypted, NOW, by), JSON.stringify({ encrypt: encrypted }));
}

describe('the check of the address', () => {
  const check = (encrypted: string, by: Parameters<typeof signedQuery>[2] = {}): Promise<Response> => {
    const query = signedQuery(encrypted, NOW, by);
    query.set('echostr', encrypted);
    return fetch(`${far.url}?${query.toString()}`);
  };

  test('answers the bare decrypted text', async () => {
    const response = await check(encrypt('1288432023552776189'));
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('1288432023552776189');
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
  });

  test('with a wrong signature is refused', async () => {
    expect(await refusal(await check(encrypt('1'), { signature: 'a'.repeat(40) }))).toEqual(
      refused(403, 'bad_signature'),
    );
  });

  test('without echostr is refused', async () => {
    expect(await refusal(await fetch(`${far.url}?${signedQuery(encrypt('1'), NOW).toString()}`))).toEqual(
      refused(400, 'bad_query'),
    );
  });

  test('of another receiver is refused', async () => {
    expect(await refusal(await check(encrypt('1', { receiveid: 'ww0123' })))).toEqual(refused(403, 'bad_receiveid'));
  });
});

describe('a query', () => {
  const encrypted = encrypt(JSON.stringify(message()));
  const body = JSON.stringify({ encrypt: encrypted });
  const good = signedQuery(encrypted, NOW);
  const without = (name: string): URLSearchParams => {
    const query = new URLSearchParams(good);
    query.delete(name);
    return query;
  };

  test.each(['msg_signature', 'timestamp', 'nonce'])('without %s', async (name) => {
    expect(await refusal(await post(without(name), body))).toEqual(refused(400, 'bad_query'));
  });

  test.each(['msg_signature', 'timestamp', 'nonce'])('with %s twice', async (name) => {
    const twice = `${good.toString()}&${name}=${good.get(name) ?? ''}`;
    expect(await refusal(await post(twice, body))).toEqual(refused(400, 'duplicate_parameter'));
  });

  test.each([
    ['timestamp', '1e9'],
    ['timestamp', '-5'],
    ['nonce', ''],
    ['msg_signature', 'xyz'],
    ['msg_signature', 'A'.repeat(40)],
  ])('with %s=%s', async (name, value) => {
    const query = new URLSearchParams(good);
    query.set(name, value);
    expect(await refusal(await post(query, body))).toEqual(refused(400, 'bad_query'));
  });

  test('signed with another token', async () => {
    const timestamp = String(NOW / 1000);
    const signature = sign(timestamp, 'n1', encrypted, 'anotherToken');
    expect(await refusal(await postEncrypted(encrypted, { timestamp, nonce: 'n1', signature }))).toEqual(
      refused(403, 'bad_signature'),
    );
  });

  test('whose nonce or timestamp was changed after signing', async () => {
    const query = new URLSearchParams(good);
    query.set('nonce', 'another');
    expect(await refusal(await post(query, body))).toEqual(refused(403, 'bad_signature'));
  });

  test.each([-301, 301])('%d seconds away', async (seconds) => {
    const timestamp = String(NOW / 1000 + seconds);
    expect(await refusal(await postEncrypted(encrypted, { timestamp }))).toEqual(refused(403, 'stale_timestamp'));
  });

  test.each([-299, 299])('%d seconds away is good', async (seconds) => {
    const timestamp = String(NOW / 1000 + seconds);
    expect((await postEncrypted(encrypted, { timestamp })).status).toBe(200);
  });
});

describe('an envelope', () => {
  const query = signedQuery('x', NOW);

  test.each(['', 'x', '[]', '{}', '{"encrypt":5}', '{"encrypt":""}', '<xml><Encrypt>x</Encrypt></xml>', 'null'])(
    '%j',
    async (body) => {
      expect(await refusal(await post(query, body))).toEqual(refused(400, 'bad_envelope'));
    },
  );

  test('that is no UTF-8', async () => {
    const body = Buffer.concat([Buffer.from('{"encrypt":"'), Buffer.from([0xff]), Buffer.from('"}')]);
    expect(await refusal(await post(query, body))).toEqual(refused(400, 'bad_envelope'));
  });

  test('of 10 MB is answered 413 by the server', async () => {
    const response = await post(query, Buffer.alloc(10 * 1024 * 1024, 'a'));
    expect(response.status).toBe(413);
    expect(far.counters.read()['too_large']).toBe(1);
  });
});

describe('a ciphertext, rightly signed,', () => {
  const text = JSON.stringify(message());

  test.each([
    ['of another key', encrypt(text, { key: randomBytes(32) })],
    ['with padding 0', encrypt(text, { padding: (count) => Buffer.alloc(count, 0) })],
    ['with padding 255', encrypt(text, { padding: (count) => Buffer.alloc(count, 255) })],
    [
      'with padding 33',
      encrypt(text, { padding: (count) => Buffer.concat([Buffer.alloc(count, count).subarray(1), Buffer.of(33)]) }),
    ],
    [
      'with unequal padding',
      encrypt(`${text} `, { padding: (count) => Buffer.concat([Buffer.alloc(count - 1, 0), Buffer.of(count)]) }),
    ],
    ['with a length too large', encrypt(text, { length: text.length + 50 })],
    ['with a length too small', encrypt(text, { length: 10 })],
    ['with an absurd length', encrypt(text, { length: 0xffffffff })],
    ['that is not UTF-8', encrypt(Buffer.concat([Buffer.from(text), Buffer.from([0xc3, 0x28])]))],
    ['cut short', encrypt(text).slice(0, -8)],
    ['cut by a block', Buffer.from(encrypt(text), 'base64').subarray(0, -32).toString('base64')],
    ['of nothing', 'AAAA'],
    ['with white space', ` ${encrypt(text)}`],
    ['that is no base64', '!!!!'],
  ])('%s', async (_, encrypted) => {
    const response = await postEncrypted(encrypted);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(far.log.lines).toHaveLength(1);
    expect(['bad_ciphertext', 'bad_receiveid']).toContain(far.log.lines[0]?.['cause']);
    expect(receive).not.toHaveBeenCalled();
  });

  test('with unequal padding at the full block of 32', async () => {
    // 20 + length is a multiple of 32: a whole block of padding.
    const fitting = 'x'.repeat(44);
    const padding = (count: number): Buffer => Buffer.concat([Buffer.of(1), Buffer.alloc(count - 1, count)]);
    expect(await refusal(await postEncrypted(encrypt(fitting, { padding })))).toEqual(refused(400, 'bad_ciphertext'));
  });

  test('for another receiver', async () => {
    expect(await refusal(await postEncrypted(encrypt(text, { receiveid: 'ww0123' })))).toEqual(
      refused(403, 'bad_receiveid'),
    );
  });
});

describe('a message', () => {
  const shaped = (change: Record<string, unknown>): string => encrypt(JSON.stringify(message(change)));

  test.each([
    ['no JSON', encrypt('hello')],
    ['with a byte order mark', encrypt(`\ufeff${JSON.stringify(message())}`)],
    ['an array', encrypt('[1]')],
    ['without msgid', shaped({ msgid: undefined })],
    ['with a number as msgid', shaped({ msgid: 7 })],
    ['with an endless msgid', shaped({ msgid: 'm'.repeat(257) })],
    ['with a control character in its msgid', shaped({ msgid: 'm\u0000' })],
    ['without aibotid', shaped({ aibotid: undefined })],
    ['without sender', shaped({ from: undefined })],
    ['with an empty userid', shaped({ from: { userid: '' } })],
    ['without chattype', shaped({ chattype: undefined })],
    ['of another chattype', shaped({ chattype: 'blackboard' })],
    ['of a group without chatid', shaped({ chatid: undefined })],
    ['without text', shaped({ text: undefined })],
    ['whose text is a number', shaped({ text: { content: 5 } })],
    ['mixed with a strange item', shaped({ msgtype: 'mixed', mixed: { msg_item: [{ msgtype: 'html', html: 'x' }] } })],
    ['a refresh without stream', shaped({ msgtype: 'stream' })],
  ])('%s', async (_, encrypted) => {
    expect(await refusal(await postEncrypted(encrypted))).toEqual(refused(400, 'bad_message'));
  });
});

test('refusals are counted by cause', () => {
  const causes = [
    'bad_query',
    'duplicate_parameter',
    'bad_signature',
    'stale_timestamp',
    'bad_ciphertext',
    'bad_receiveid',
  ];
  const counts = far.counters.read();
  for (const cause of [...causes, 'bad_envelope', 'bad_message'])
    expect(counts[`callback_${cause}`]).toBeGreaterThan(0);
});

test('nothing of a request is in the log', async () => {
  const secret = { response_url: 'https://evil.example.org/?response_code=RC', text: { content: 'private words' } };
  expect((await far.deliver(message(secret))).status).toBe(200);
  await postEncrypted(encrypt(JSON.stringify(message({ ...secret, from: {} }))));
  expect(far.log.lines.map((line) => line['cause'])).toEqual(['foreign_response_url', 'bad_message']);
  expect(JSON.stringify(far.log.lines)).not.toMatch(/evil|RC|private|wangli/);
});
