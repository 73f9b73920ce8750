import type { Receive } from '../../../src/chat/channel';
import { HOUR, MINUTE } from '../../../src/lib/time';
import { WebSocket } from 'ws';
import { BOT_ID, SECRET } from '../../fake-wecom';
import { until } from './drill-time';
import { startSocket, type Started } from './setup';

let far: Started | undefined;
const start = async (...args: Parameters<typeof startSocket>): Promise<Started> => {
  far = await startSocket(...args);
  return far;
};
afterEach(() => far?.stop());

const losses = ({ log }: Started): unknown[] =>
  log.lines.filter(({ loss }) => loss !== undefined).map(({ loss }) => loss);

/** Another program that connects as the same bot. */
async function secondInstance(url: string): Promise<WebSocket> {
  const other = new WebSocket(url);
  const body = { bot_id: BOT_ID, secret: SECRET };
  other.on('open', () => other.send(JSON.stringify({ cmd: 'aibot_subscribe', headers: { req_id: 'other' }, body })));
  await new Promise((resolve) => other.once('message', resolve));
  return other;
}

describe('the gateway', () => {
  test('is away for an hour: tried at least twice a minute, then the bot answers again by itself', async () => {
    const drill = await start();
    await drill.subscribed();
    await drill.gateway.away();
    await until(() => losses(drill).length === 1);
    await drill.time.pass(HOUR);
    const tries = losses(drill).length;
    expect(tries).toBeGreaterThan(115);
    expect(tries).toBeLessThan(135);
    expect(await drill.push({ kind: 'group', chatId: 'wrG1' }, 'x')).toMatchObject({ outcome: 'refused', errcode: -1 });
    await drill.gateway.back();
    await drill.time.pass(30_000);
    await drill.subscribed();
    await drill.answers('back');
  }, 15_000);

  test('is not there at the start: the channel starts all the same', async () => {
    const drill = await start();
    await drill.gateway.away();
    await drill.time.pass(MINUTE);
    await drill.gateway.back();
    await drill.time.pass(MINUTE);
    await drill.subscribed();
    await drill.answers('first');
    expect(losses(drill).length).toBeGreaterThan(2);
  });

  test('never answers the subscribe: the socket is given up and opened again, less and less often', async () => {
    const drill = await start();
    await drill.subscribed();
    drill.gateway.faults.subscribe = 'silent';
    drill.time.patienceMs = 30;
    drill.gateway.drop();
    await until(() => losses(drill).length === 1);
    const before = drill.gateway.subscribes;
    await drill.time.pass(HOUR);
    expect(
      losses(drill)
        .slice(1)
        .every((loss) => loss === 'silent'),
    ).toBe(true);
    expect(drill.gateway.subscribes - before).toBeGreaterThan(10);
    expect(drill.gateway.subscribes - before).toBeLessThan(20);
    delete drill.gateway.faults.subscribe;
    drill.time.patienceMs = 2000;
    await drill.time.pass(6 * MINUTE);
    await drill.subscribed();
    await drill.answers('at last');
  });

  test('refuses the secret: the log names the settings, and a corrected console is found within ten minutes', async () => {
    const drill = await start();
    drill.gateway.faults.subscribe = 853000;
    drill.gateway.drop();
    await drill.time.pass(20 * MINUTE);
    expect(losses(drill)).toContain('refused');
    expect(drill.log.lines.find(({ loss }) => loss === 'refused')).toMatchObject({
      detail: 'errcode 853000',
      message: expect.stringContaining('WECOM_BOT_SECRET'),
    });
    delete drill.gateway.faults.subscribe;
    await drill.time.pass(11 * MINUTE);
    await drill.subscribed();
    await drill.answers('right');
    expect(JSON.stringify(drill.log.lines)).not.toContain(SECRET);
  });
});

describe('a half-dead socket', () => {
  test('with pongs and without messages is made anew within an hour', async () => {
    const drill = await start();
    await drill.subscribed();
    await drill.answers('alive');
    drill.gateway.faults.deaf = true;
    expect(drill.say('@bot nobody hears')).toBeUndefined();
    await drill.time.pass(HOUR);
    expect(losses(drill)).toEqual(['quiet']);
    delete drill.gateway.faults.deaf;
    await drill.time.pass(2000);
    await drill.subscribed();
    await drill.answers('alive again');
  });

  test('on which only private chats still come is made anew all the same', async () => {
    const drill = await start();
    await drill.subscribed();
    for (let minute = 0; minute <= 60; minute += 20) {
      drill.gateway.say({ userid: 'wangli', text: 'private' });
      await drill.time.pass(20 * MINUTE);
    }
    expect(losses(drill)).toEqual(['quiet']);
  });

  test('cannot be told from a quiet night: twelve hours cost twelve subscribes and no warning', async () => {
    const drill = await start();
    await drill.subscribed();
    const before = drill.gateway.subscribes;
    await drill.time.pass(12 * HOUR + MINUTE);
    expect(drill.gateway.subscribes - before).toBeLessThanOrEqual(12);
    expect(drill.log.lines.filter(({ level }) => level === 'warn')).toEqual([]);
  });

  test('without pongs is made anew after two of them', async () => {
    const drill = await start({ heartbeatMs: 20 });
    await drill.subscribed();
    drill.gateway.faults.silentPings = true;
    await until(() => losses(drill).length === 1);
    delete drill.gateway.faults.silentPings;
    await drill.time.pass(2000);
    await drill.subscribed();
    await drill.answers('alive again');
    expect(losses(drill)).toEqual(['closed']);
  });

  test('without acks: each send is of unknown outcome and none is repeated; after two it is made anew', async () => {
    const drill = await start();
    await drill.subscribed();
    drill.say('@bot hello');
    await until(() => drill.received.length === 1);
    drill.gateway.faults.ack = () => 'silent';
    const route = { kind: 'group', chatId: 'wrG1' } as const;
    const results = await Promise.all([drill.push(route, 'a'), drill.push(route, 'b')]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown']);
    expect(drill.gateway.chats.shown.map(({ text }) => text)).toEqual(['a', 'b']);
    expect(losses(drill)).toEqual(['renewed']);
    delete drill.gateway.faults.ack;
    await drill.time.pass(2000);
    await drill.subscribed();
    await drill.answers('alive again');
  }, 10_000);

  test('that breaks before the ack leaves the outcome unknown', async () => {
    const drill = await start();
    await drill.subscribed();
    drill.say('@bot hello');
    await until(() => drill.received.length === 1);
    drill.gateway.faults.ack = () => {
      setTimeout(() => drill.gateway.drop(), 5);
      return 'silent';
    };
    expect(await drill.answer('x')).toEqual({ outcome: 'unknown', detail: 'closed before the ack' });
  });

  test('with slow acks is a good socket', async () => {
    const drill = await start();
    await drill.subscribed();
    drill.gateway.faults.ackDelayMs = 300;
    await drill.answers('slowly');
    expect(losses(drill)).toEqual([]);
  });
});

describe('a second instance', () => {
  test('takes the bot: an alarm, no war, and after minutes the bot is back', async () => {
    const drill = await start();
    await drill.subscribed();
    const other = await secondInstance(drill.gateway.url);
    await until(() => losses(drill).length === 1);
    expect(drill.log.lines.at(-1)).toMatchObject({ level: 'warn', loss: 'kicked', seconds: 300 });
    expect(drill.log.lines.at(-1)?.message).toContain('ALARM');
    const before = drill.gateway.subscribes;
    await drill.time.pass(5 * MINUTE - 1);
    expect(drill.gateway.subscribes).toBe(before);
    await drill.time.pass(1);
    await drill.subscribed();
    await drill.answers('back');
    other.terminate();
  });

  test('that comes back each time is met less and less often', async () => {
    const drill = await start();
    await drill.subscribed();
    for (let round = 0; round < 4; round += 1) {
      const other = await secondInstance(drill.gateway.url);
      await until(() => losses(drill).length === round + 1);
      await drill.time.pass(HOUR);
      await drill.subscribed();
      other.terminate();
    }
    expect(drill.log.lines.filter(({ loss }) => loss === 'kicked').map(({ seconds }) => seconds)).toEqual([
      300, 600, 1200, 2400,
    ]);
  });
});

describe('a subscription lost on an open socket', () => {
  test('846609: the connection is made anew and the same answer arrives, once', async () => {
    const drill = await start();
    await drill.subscribed();
    drill.say('@bot hello');
    await until(() => drill.received.length === 1);
    drill.gateway.forget();
    const answered = drill.answer('still here');
    await until(() => losses(drill).length === 1);
    await drill.time.pass(1000);
    expect(await answered).toEqual({ outcome: 'sent' });
    expect(drill.gateway.chats.shown.map(({ text }) => text)).toEqual(['still here']);
    await drill.answers('and on');
  });

  test('846609 for ever: the send is refused, to be tried again later', async () => {
    const drill = await start();
    await drill.subscribed();
    drill.say('@bot hello');
    await until(() => drill.received.length === 1);
    drill.gateway.faults.ack = () => 846609;
    const answered = drill.answer('x');
    await until(() => losses(drill).length === 1);
    await drill.time.pass(MINUTE);
    expect(await answered).toMatchObject({ outcome: 'refused', errcode: 846609 });
  });
});

describe('a frame', () => {
  test('of 10 MB is left alone on the same connection', async () => {
    const drill = await start();
    await drill.subscribed();
    drill.say(`@bot ${'x'.repeat(10 * 1024 * 1024)}`);
    await until(() => drill.counters.read()['socket_too_long'] === 1);
    await drill.answers('next');
    expect(losses(drill)).toEqual([]);
    expect(JSON.stringify(drill.log.lines).length).toBeLessThan(2000);
  });

  test('of 20 MB costs the connection and nothing else', async () => {
    const drill = await start();
    await drill.subscribed();
    drill.say(`@bot ${'x'.repeat(20 * 1024 * 1024)}`);
    await until(() => losses(drill).length === 1);
    await drill.time.pass(2000);
    await drill.subscribed();
    await drill.answers('next');
    expect(losses(drill)).toEqual(['closed']);
  });
});

describe('a message that cannot be settled', () => {
  test('is tried again until the database is back', async () => {
    const receive = jest.fn<ReturnType<Receive>, Parameters<Receive>>();
    receive.mockRejectedValueOnce(new Error('no disk')).mockRejectedValueOnce(new Error('no disk'));
    const drill = await start({ receive });
    await drill.subscribed();
    drill.say('@bot hello');
    await until(() => receive.mock.calls.length === 1);
    await drill.time.pass(10_000);
    expect(receive).toHaveBeenCalledTimes(3);
    expect(drill.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('is not lost silently', async () => {
    const receive = jest.fn<ReturnType<Receive>, Parameters<Receive>>(async () => Promise.reject(new Error('no disk')));
    const drill = await start({ receive });
    await drill.subscribed();
    drill.say('@bot secret words');
    await until(() => receive.mock.calls.length === 1);
    await drill.time.pass(5 * MINUTE);
    const errors = drill.log.lines.filter(({ level }) => level === 'error');
    expect(errors).toEqual([expect.objectContaining({ msgid: 'msg-1', message: expect.stringContaining('lost') })]);
    expect(JSON.stringify(drill.log.lines)).not.toContain('secret words');
  });
});
