import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, loadConfig } from '../src/config';

const aesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const callback = { WECOM_CALLBACK_TOKEN: 'tok', WECOM_CALLBACK_AES_KEY: aesKey };

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('the settings', () => {
  test('nothing set: the local room on loopback with its own file', () => {
    expect(loadConfig({})).toEqual({
      mode: 'room',
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: 'sqlite:data/room.sqlite',
      apiBase: 'https://qyapi.weixin.qq.com',
      botName: '小安',
      adminUserids: [],
      timezone: 'Asia/Shanghai',
      logLevel: 'info',
    });
  });

  test('a callback: WeCom, on any host, with the real file', () => {
    const config = loadConfig({ ...callback, HOST: '0.0.0.0', ADMIN_USERIDS: 'a, b，a' });
    expect(config).toMatchObject({
      mode: 'wecom',
      host: '0.0.0.0',
      databaseUrl: 'sqlite:data/baopingan.sqlite',
      callback: { token: 'tok', aesKey },
      adminUserids: ['a', 'b'],
    });
    expect(config).not.toHaveProperty('longConnection');
  });

  test('a long connection has the official address unless another is given', () => {
    const bot = { WECOM_BOT_ID: 'aib1', WECOM_BOT_SECRET: 's' };
    expect(loadConfig(bot).longConnection?.wsUrl).toBe('wss://openws.work.weixin.qq.com');
    expect(loadConfig({ ...bot, WECOM_WS_URL: 'ws://127.0.0.1:9' }).longConnection?.wsUrl).toBe('ws://127.0.0.1:9');
  });

  test('an empty value is an absent value', () => {
    expect(loadConfig({ WECOM_BOT_ID: '', WECOM_CALLBACK_TOKEN: '  ', PORT: '' })).toMatchObject({
      mode: 'room',
      port: 3000,
    });
  });

  test.each([
    [{ WECOM_CALLBACK_TOKEN: 'tok' }, 'WECOM_CALLBACK_AES_KEY is missing'],
    [{ WECOM_CALLBACK_AES_KEY: aesKey }, 'WECOM_CALLBACK_TOKEN is missing'],
    [{ WECOM_BOT_ID: 'aib1' }, 'WECOM_BOT_SECRET is missing'],
    [{ WECOM_BOT_SECRET: 's' }, 'WECOM_BOT_ID is missing'],
    [{ ...callback, WECOM_CALLBACK_AES_KEY: `${aesKey}=` }, 'WECOM_CALLBACK_AES_KEY must be'],
    [{ WECOM_API_BASE: 'https://qyapi.example.org' }, 'WECOM_API_BASE alone lets no message in'],
    [{ ...callback, WECOM_API_BASE: 'http://qyapi.example.org' }, 'WECOM_API_BASE must be an https'],
    [{ ...callback, WECOM_API_BASE: 'https://qyapi.example.org/cgi-bin' }, 'WECOM_API_BASE must be an https'],
    [{ WECOM_BOT_ID: 'a', WECOM_BOT_SECRET: 's', WECOM_WS_URL: 'ws://example.org' }, 'WECOM_WS_URL must be'],
    [{ HOST: '0.0.0.0' }, 'HOST must be a loopback address'],
    [{ HOST: '192.168.1.5' }, 'HOST must be a loopback address'],
    [{ PORT: '70000' }, 'PORT must be a port'],
    [{ PORT: 'http' }, 'PORT must be a port'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must be'],
    [{ TIMEZONE: 'Asia/Tokyo' }, 'TIMEZONE must be a zone that is 8 hours ahead of UTC all year'],
    [{ TIMEZONE: 'Asia/Nowhere' }, 'TIMEZONE must be a zone'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of'],
    [{ SECOND_READER_URL: 'https://reader.example.org/v1' }, 'SECOND_READER_MODEL is missing'],
    [{ SECOND_READER_MODEL: 'm' }, 'SECOND_READER_URL is missing'],
    [{ SECOND_READER_KEY: 'k' }, 'SECOND_READER_URL is missing'],
    [{ SECOND_READER_URL: 'http://reader.example.org/v1', SECOND_READER_MODEL: 'm' }, 'SECOND_READER_URL must be'],
    [{ SECOND_READER_TIMEOUT_MS: '9000' }, 'SECOND_READER_TIMEOUT_MS must be milliseconds'],
    [{ SECOND_READER_ADDRESS: 'x' }, 'SECOND_READER_ADDRESS is no setting'],
  ])('%j is refused', (env, problem) => {
    expect(problemsOf(env)).toEqual([expect.stringContaining(problem)]);
  });

  test('a second reader: an address, a model, a key where one is needed', () => {
    const [url, model] = ['https://reader.example.org/v1/chat/completions', 'm'];
    expect(loadConfig({}).secondReader).toBeUndefined();
    const reader = loadConfig({ SECOND_READER_URL: url, SECOND_READER_MODEL: model, SECOND_READER_KEY: 'k' });
    expect(reader.secondReader).toEqual({ url, model, key: 'k', timeoutMs: 2000 });
    for (const near of ['http://127.0.0.1:1/x', 'http://10.1.2.3/v1', 'http://192.168.0.9:8000/v1'])
      expect(loadConfig({ SECOND_READER_URL: near, SECOND_READER_MODEL: model }).secondReader?.url).toBe(near);
  });

  test.each(['Asia/Shanghai', 'Asia/Hong_Kong', 'Australia/Perth', 'Etc/GMT-8'])('%s is a fitting zone', (zone) => {
    expect(loadConfig({ TIMEZONE: zone }).timezone).toBe(zone);
  });

  test.each(['127.0.0.1', '127.8.8.8', 'localhost', '::1'])('the room may listen on %s', (host) => {
    expect(loadConfig({ HOST: host }).host).toBe(host);
  });

  test('every problem is in one message, and no secret', () => {
    const env = {
      PORT: '0x1',
      TIMEZONE: 'UTC',
      WECOM_BOT_SECRET: 'very-secret',
      WECOM_CALLBACK_AES_KEY: 'short-secret',
    };
    const problems = problemsOf(env);
    for (const name of ['PORT', 'TIMEZONE', 'WECOM_BOT_ID', 'WECOM_CALLBACK_TOKEN', 'WECOM_CALLBACK_AES_KEY']) {
      expect(problems.join('\n')).toContain(name);
    }
    expect(problems.join('\n')).not.toContain('secret');
    expect(() => loadConfig(env)).toThrow(problems.map((problem) => `  - ${problem}`).join('\n'));
  });
});

describe('.env.example', () => {
  const lines = readFileSync(join(__dirname, '..', '.env.example'), 'utf8').split('\n');
  const entries = lines.flatMap((line, index) => {
    const match = /^#?([A-Z_]+)=(.*)$/.exec(line);
    return match ? [{ name: match[1] ?? '', value: match[2] ?? '', above: lines[index - 1] ?? '' }] : [];
  });

  test('lists exactly what is read', () => {
    const read = new Set<string>();
    loadConfig(
      new Proxy<Record<string, string>>(
        {},
        {
          get: (_, name) => void read.add(String(name)),
        },
      ),
    );
    expect(entries.map(({ name }) => name).sort()).toEqual([...read].sort());
  });

  test('gives each a line of meaning and a value that would be accepted', () => {
    for (const { above } of entries) expect(above).toMatch(/^# .{15,}/);
    // One way in at a time.
    for (const other of ['WECOM_BOT_', 'WECOM_CALLBACK_']) {
      const env = Object.fromEntries(
        entries.filter(({ name }) => !name.startsWith(other)).map(({ name, value }) => [name, value]),
      );
      expect(problemsOf(env)).toEqual([]);
    }
  });

  test('copied as it is, it sets nothing', () => {
    expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
  });
});

test('the long connection and the callback exclude each other', () => {
  const both = {
    WECOM_BOT_ID: 'b',
    WECOM_BOT_SECRET: 's',
    WECOM_CALLBACK_TOKEN: 't',
    WECOM_CALLBACK_AES_KEY: 'k'.repeat(43),
  };
  expect(() => loadConfig(both)).toThrow(/not both/);
  expect(() => loadConfig({ WECOM_CALBACK_TOKEN: 't' })).toThrow('WECOM_CALBACK_TOKEN is no setting');
});
