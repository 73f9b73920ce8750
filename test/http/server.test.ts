import { connect } from 'node:net';
import { createHttp } from '../../src/http/server';
import type { Http, HttpOptions } from '../../src/http/server';
import type { Route } from '../../src/http/route';
import { memoryLog } from './memory-log';

let http: Http | undefined;
const log = memoryLog();

async function serve(routes: Route[], more: Partial<HttpOptions> = {}): Promise<string> {
  http = createHttp({ host: '127.0.0.1', port: 0, log, routes, ...more });
  return `http://127.0.0.1:${(await http.start()).port}`;
}

afterEach(async () => {
  await http?.stop();
  log.lines.length = 0;
});

const echo: Route = {
  method: 'POST',
  path: '/echo',
  async handle(ctx, body) {
    ctx.body = body.toString('utf8');
  },
};

/** Sends raw bytes and gives what comes back until the other side is silent for 300 ms or closes. */
async function raw(base: string, text: string): Promise<string> {
  const socket = connect(Number(new URL(base).port), '127.0.0.1');
  let answer = '';
  socket.write(text);
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.destroy(), 300);
    socket.on('data', (chunk) => {
      answer += chunk.toString();
      timer.refresh();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(answer);
    });
  });
}

test('before the bot runs the port is taken, nobody is served, and no word is lost about it', async () => {
  let open = false;
  const base = await serve([echo], { open: () => open });
  expect((await fetch(`${base}/healthz`)).status).toBe(200);
  const ready = await fetch(`${base}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([503, { ready: false, checks: { started: false } }]);
  const refused = await fetch(`${base}/echo`, { method: 'POST', body: 'x'.repeat(100_000) });
  expect([refused.status, await refused.text()]).toEqual([503, '']);
  expect(log.lines).toEqual([]);
  expect(http?.counters.read()).toEqual({});
  open = true;
  expect((await fetch(`${base}/readyz`)).status).toBe(200);
  expect(await (await fetch(`${base}/echo`, { method: 'POST', body: 'x' })).text()).toBe('x');
});

describe('bodies', () => {
  test('arrive whole, up to 1 MB', async () => {
    const base = await serve([echo]);
    const text = '班'.repeat(349_525);
    const response = await fetch(`${base}/echo`, { method: 'POST', body: text });
    expect(await response.text()).toBe(text);
  });

  test('of 10 MB are answered 413 at once, and the next request is served', async () => {
    const handled = jest.fn();
    const base = await serve([{ ...echo, handle: async () => handled() }]);
    const started = performance.now();
    const response = await fetch(`${base}/echo`, { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024) });
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ error: 'too large' });
    expect(performance.now() - started).toBeLessThan(1000);
    expect(handled).not.toHaveBeenCalled();
    expect(http?.counters.read()).toEqual({ too_large: 1 });
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
  });

  test('are refused by their announced length, before a byte of them comes', async () => {
    const base = await serve([echo]);
    const answer = await raw(base, 'POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10485760\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('without a length are counted as they come', async () => {
    const base = await serve([{ ...echo, maxBytes: 10 }]);
    const head = 'POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n';
    expect(await raw(base, `${head}5\r\nhello\r\n6\r\n world\r\n`)).toMatch(/^HTTP\/1\.1 413 /);
    expect(await raw(base, `${head}5\r\nhello\r\n0\r\n\r\n`)).toContain('hello');
    expect(await raw(base, `${head}b\r\nhello world\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('that break off are counted, not logged as errors', async () => {
    const base = await serve([echo]);
    await raw(base, 'POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(http?.counters.read()).toEqual({ broken_off: 1 });
    expect(log.lines).toEqual([]);
  });

  test('are left to the handler where it wants them raw', async () => {
    const handle: Route['handle'] = async (ctx, body) => {
      let length = 0;
      for await (const chunk of ctx.req) length += (chunk as Buffer).length;
      ctx.body = { length, body: body.length };
    };
    const base = await serve([{ method: 'POST', path: '/files/:name', rawBody: true, handle }]);
    const response = await fetch(`${base}/files/a`, { method: 'POST', body: Buffer.alloc(3 * 1024 * 1024) });
    expect(await response.json()).toEqual({ length: 3 * 1024 * 1024, body: 0 });
  });
});

describe('errors', () => {
  test('show neither stack nor message, and are logged without the query', async () => {
    const handle: Route['handle'] = async () => {
      throw new Error('the password is 12345');
    };
    const base = await serve([{ method: 'GET', path: '/broken', handle }]);
    const response = await fetch(`${base}/broken?msg_signature=abc`);
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('{"error":"internal error"}');
    expect(log.lines).toEqual([
      expect.objectContaining({ level: 'error', message: 'request failed', path: '/broken' }),
    ]);
    expect(JSON.stringify(log.lines)).not.toContain('msg_signature');
    expect(http?.counters.read()).toEqual({ internal: 1 });
  });

  test('that a handler throws on purpose keep their status', async () => {
    const handle: Route['handle'] = async (ctx) => ctx.throw(400, 'no such chat');
    const base = await serve([{ method: 'GET', path: '/broken', handle }]);
    const response = await fetch(`${base}/broken`);
    expect([response.status, await response.json()]).toEqual([400, { error: 'no such chat' }]);
    expect(log.lines).toEqual([]);
  });

  test('of addresses and methods are counted', async () => {
    const base = await serve([echo]);
    expect((await fetch(`${base}/nothing`)).status).toBe(404);
    expect((await fetch(`${base}/echo`, { method: 'PUT' })).status).toBe(405);
    expect((await fetch(`${base}/%E0%A4%A`)).status).toBeLessThan(500);
    expect(http?.counters.read()).toMatchObject({ not_found: 2, method_not_allowed: 1 });
  });

  test('of HTTP itself do not end the server', async () => {
    const base = await serve([echo]);
    expect(await raw(base, 'NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
  });
});

test('answers carry security headers, which a handler may replace', async () => {
  const handle: Route['handle'] = async (ctx) => {
    ctx.set('Content-Security-Policy', "default-src 'none'");
    ctx.body = 'x';
  };
  const base = await serve([{ method: 'GET', path: '/page', handle }]);
  const { headers } = await fetch(`${base}/page`);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('content-security-policy')).toBe("default-src 'none'");
  expect(headers.get('x-powered-by')).toBeNull();
});

describe('health', () => {
  test('is ok and counts what was refused', async () => {
    const base = await serve([]);
    await fetch(`${base}/nothing`);
    const response = await fetch(`${base}/healthz`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok', refused: { not_found: 1 } }]);
  });

  test.each([
    ['all well', async () => ({ database: true }), 200, { ready: true, checks: { database: true } }],
    [
      'one part broken',
      async () => ({ database: false, clock: true }),
      503,
      { ready: false, checks: { database: false, clock: true } },
    ],
    [
      'the check broken',
      async () => Promise.reject(new Error('secret')),
      503,
      { ready: false, checks: { checks: false } },
    ],
    [
      'the check too slow',
      async () => new Promise<never>(() => undefined),
      503,
      { ready: false, checks: { inTime: false } },
    ],
  ])('ready: %s', async (_, ready, status, body) => {
    const base = await serve([], { ready });
    const response = await fetch(`${base}/readyz`);
    expect([response.status, await response.json()]).toEqual([status, body]);
  });
});

describe('stopping', () => {
  test('lets a request finish, closes kept-alive connections and refuses new ones', async () => {
    let finish: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const handle: Route['handle'] = async (ctx) => {
      await gate;
      ctx.body = 'done';
    };
    const base = await serve([{ method: 'GET', path: '/slow', handle }]);
    await (await fetch(`${base}/healthz`)).text();
    const slow = fetch(`${base}/slow`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const stopped = http?.stop();
    finish();
    const response = await slow;
    expect([await response.text(), response.headers.get('connection')]).toEqual(['done', 'close']);
    await stopped;
    await expect(fetch(`${base}/healthz`)).rejects.toThrow('fetch failed');
  });

  test('an occupied port is an error of start', async () => {
    const base = await serve([]);
    const second = createHttp({ host: '127.0.0.1', port: Number(new URL(base).port), log, routes: [] });
    await expect(second.start()).rejects.toThrow('EADDRINUSE');
    await second.stop();
  });
});
