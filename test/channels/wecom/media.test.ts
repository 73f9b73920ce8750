import { createFetchMedia, type MediaOptions } from '../../../src/channels/wecom/fetch-media';
import { mediaUrl } from '../../../src/channels/wecom/media-host';
import { dispositionName } from '../../../src/channels/wecom/media-name';
import { MINUTE } from '../../../src/lib/time';
import { MovableClock } from '../../../src/lib/movable-clock';
import { newAesKey } from '../../fake-wecom/cipher';
import { FakeWeb } from '../../fake-wecom/web';
import { memoryLog } from '../../http/memory-log';

const clock = new MovableClock(Date.parse('2026-09-28T02:00:00Z'));
const log = memoryLog();
let web: FakeWeb;
beforeEach(async () => {
  log.lines.length = 0;
  web = new FakeWeb(clock);
  await web.start();
});
afterEach(() => web.stop());

const fetched = async (media: { url: string; aeskey?: string }, more: Partial<MediaOptions> = {}) => {
  const fetchMedia = createFetchMedia({ loopback: true, log, ...more });
  const [file] = await fetchMedia([{ kind: 'image', name: 'image-1', ...media }], 'm1');
  return file;
};
const causes = (): unknown[] => log.lines.map(({ cause }) => cause);
const bare = { kind: 'image', name: 'image-1' };

describe('a picture or file', () => {
  test.each([0, 1, 31, 32, 33, 5000])('of %d bytes comes whole, with its name', async (length) => {
    const plain = Buffer.alloc(length, 7);
    const file = await fetched(web.media.put(plain, '登记表 (1).pdf'));
    expect(file).toEqual({ kind: 'image', name: '登记表 (1).pdf', bytes: plain });
    expect(log.lines).toEqual([]);
  });

  test('without a key beside it is decrypted with the EncodingAESKey', async () => {
    const aesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
    const { url } = web.media.put(Buffer.from('x'), 'x', `${aesKey}=`);
    expect((await fetched({ url }, { aesKey }))?.bytes).toEqual(Buffer.from('x'));
  });

  test('with a wrong key, a short key or no key has no bytes', async () => {
    const { url } = web.media.put(Buffer.from('x'), 'x');
    expect(await fetched({ url, aeskey: newAesKey() })).toEqual(bare);
    expect(await fetched({ url, aeskey: 'short' })).toEqual(bare);
    expect(await fetched({ url })).toEqual(bare);
    expect(causes()).toEqual(['bad_cipher', 'bad_cipher', 'bad_cipher']);
  });

  test('after five minutes is gone', async () => {
    const media = web.media.put(Buffer.from('x'), 'x');
    clock.moveTo(clock.now() + 6 * MINUTE);
    expect(await fetched(media)).toEqual(bare);
    expect(causes()).toEqual(['http_status 403']);
  });

  test('that is too big is not read to its end', async () => {
    const media = web.media.put(Buffer.alloc(1001), 'x');
    expect(await fetched(media, { maxBytes: 1000 })).toEqual(bare);
    web.media.fault = (response) => void response.writeHead(200).end(Buffer.alloc(100_000));
    expect(await fetched(media, { maxBytes: 1000 })).toEqual(bare);
    expect(causes()).toEqual(['too_big', 'too_big']);
  });

  test('of the allowed size to the byte comes', async () => {
    expect((await fetched(web.media.put(Buffer.alloc(1000), 'x'), { maxBytes: 1000 }))?.bytes).toHaveLength(1000);
  });

  test('that redirects is not followed', async () => {
    const media = web.media.put(Buffer.from('x'), 'x');
    web.media.fault = (response) => void response.writeHead(302, { location: web.base }).end();
    expect(await fetched(media)).toEqual(bare);
    expect(causes()).toEqual(['redirect']);
  });

  test('that never comes is given up', async () => {
    const media = web.media.put(Buffer.from('x'), 'x');
    web.media.fault = (response) => void response.writeHead(200).write('x');
    expect(await fetched(media, { timeoutMs: 100 })).toEqual(bare);
    expect(causes()).toEqual(['timeout']);
  });

  test('elsewhere is not asked for; the log names the host and not the address', async () => {
    const url = 'https://files.example.org/1?sign=secret';
    expect(await fetched({ url, aeskey: newAesKey() })).toEqual(bare);
    expect(log.lines).toEqual([
      {
        level: 'warn',
        message: 'a picture or file could not be fetched',
        msgid: 'm1',
        kind: 'image',
        cause: 'foreign_host files.example.org',
      },
    ]);
    expect(JSON.stringify(log.lines)).not.toContain('secret');
  });
});

describe('hosts', () => {
  const cos = 'ww-aibot-img-1258476243.cos.ap-guangzhou.myqcloud.com';

  test.each([
    [`https://${cos}/a?sign=b`, true],
    ['https://ww-aibot-file-1258476243.cos.ap-shanghai.myqcloud.com/a', true],
    ['https://rescdn.work.weixin.qq.com/a', true],
    [`http://${cos}/a`, false],
    [`https://${cos}:8443/a`, false],
    [`https://user:pass@${cos}/a`, false],
    ['https://ww-aibot-img-1258476244.cos.ap-guangzhou.myqcloud.com/a', false],
    [`https://${cos}.example.org/a`, false],
    ['https://evil.example.org/-1258476243.cos.ap-guangzhou.myqcloud.com', false],
    ['https://notwork.weixin.qq.com/a', false],
    ['http://127.0.0.1:9000/a', false],
    ['https://169.254.169.254/latest', false],
    ['file:///etc/passwd', false],
    ['nonsense', false],
  ])('%s: %s', (address, allowed) => {
    expect(mediaUrl(address, { loopback: false }) !== undefined).toBe(allowed);
  });

  test('loopback only where the gateway is on this machine', () => {
    expect(mediaUrl('http://127.0.0.1:9000/a', { loopback: true })).toBeDefined();
    expect(mediaUrl('http://10.0.0.1:9000/a', { loopback: true })).toBeUndefined();
  });
});

describe('the name of a download', () => {
  test.each([
    [null, undefined],
    ['inline', undefined],
    ['attachment; filename="a b.pdf"', 'a b.pdf'],
    ['attachment; filename="a \\"b\\".pdf"', 'a "b".pdf'],
    ['attachment; filename=a.pdf; size=3', 'a.pdf'],
    ["attachment; filename=x.pdf; filename*=UTF-8''%E8%A1%A8.pdf", '表.pdf'],
    ['attachment; filename="%E8%A1%A8.pdf"', '表.pdf'],
    ['attachment; filename="100%.pdf"', '100%.pdf'],
  ])('%s', (header, name) => {
    expect(dispositionName(header)).toBe(name);
  });
});
