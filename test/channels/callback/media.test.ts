import { createFetchMedia } from '../../../src/channels/wecom/fetch-media';
import type { Inbound } from '../../../src/chat/message';
import { FakeWeb } from '../../fake-wecom/web';
import { memoryLog } from '../../http/memory-log';
import { AES_KEY, message } from './fake-wecom';
import { say, startCallback, type Started, textOf } from './setup';

const web = new FakeWeb(Date);
const log = memoryLog();
let far: Started;
const received: Inbound[] = [];
beforeAll(async () => {
  await web.start();
  const fetchMedia = createFetchMedia({ loopback: true, log, aesKey: AES_KEY });
  const receive = async (inbound: Inbound) => {
    received.push(inbound);
    return say(`${inbound.files.filter(({ bytes }) => bytes).length} files`);
  };
  far = await startCallback(receive, { fetchMedia });
});
afterAll(async () => {
  await far.stop();
  await web.stop();
});
beforeEach(() => {
  received.length = 0;
});

const shelved = (text: string): { url: string } => ({
  url: web.media.put(Buffer.from(text), 'a.txt', `${AES_KEY}=`).url,
});

describe('the callback with a fetcher', () => {
  test('receives pictures and quoted files with their bytes, decrypted with the EncodingAESKey', async () => {
    const items = [
      { msgtype: 'text', text: { content: '@bot look' } },
      { msgtype: 'image', image: shelved('one') },
    ];
    const said = message({
      msgtype: 'mixed',
      text: undefined,
      mixed: { msg_item: items },
      quote: { msgtype: 'file', file: shelved('two') },
    });
    expect(textOf((await far.deliver(said)).answer)).toBe('2 files');
    expect(received[0]?.files.map(({ bytes }) => bytes && String(bytes))).toEqual(['one', 'two']);
  });

  test('receives a message whose picture cannot be had all the same', async () => {
    const image = { url: 'https://files.example.org/1?sign=secret' };
    expect(textOf((await far.deliver(message({ msgtype: 'image', text: undefined, image }))).answer)).toBe('0 files');
    expect(JSON.stringify(log.lines)).not.toContain('secret');
  });

  test('a download that takes too long is not acknowledged; the redelivery waits for the same one', async () => {
    let asked = 0;
    web.media.fault = (response) => {
      asked += 1;
      setTimeout(() => response.writeHead(404).end(), 300);
    };
    const said = message({ msgtype: 'image', text: undefined, image: shelved('slow') });
    expect((await far.deliver(said)).status).toBe(503);
    expect(textOf((await far.deliver(said)).answer)).toBe('0 files');
    expect([asked, received.length]).toEqual([1, 1]);
    web.media.fault = undefined;
  });
});
