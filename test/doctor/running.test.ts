import { readiness } from '../../src/readiness';
import { openStorage } from '../../src/storage';
import { MINUTE } from '../../src/lib/time';
import { openTown, type Town } from '../channels/socket/town';
import { until } from '../channels/socket/drill-time';
import { startSocket } from '../channels/socket/setup';
import { keyOf, openWorld } from './world';

jest.setTimeout(60_000);

describe('readyz', () => {
  let town: Town;
  beforeEach(async () => {
    town = await openTown();
    await town.start();
  });
  afterEach(() => town.close());

  const checks = () => readiness({ storage: town.storage(), channels: town.bot().channels, clock: town.clock })();

  test('a lost connection is forgiven for two minutes, then the program is not ready', async () => {
    expect(await checks()).toMatchObject({ database: true, connection: { ok: true, up: true }, queue: { ok: true } });
    await town.wecom.gateway.away();
    await until(() => town.bot().channels.some((channel) => channel.state?.().up === false));
    expect(await checks()).toMatchObject({ connection: { ok: true, up: false, cause: 'closed' } });
    town.clock.moveTo(town.clock.now() + 3 * MINUTE);
    expect(await checks()).toMatchObject({ connection: { ok: false, up: false, cause: 'closed' } });
    await town.wecom.gateway.back();
    await town.subscribed();
    expect(await checks()).toMatchObject({ connection: { ok: true, up: true } });
  });

  test('a text that has waited for a quarter of an hour makes it not ready; one for the morning does not', async () => {
    const now = town.clock.now();
    const body = JSON.stringify({ markdown: 'text', choices: [], mentions: [] });
    const route = JSON.stringify({ kind: 'person', userid: 'nobody' });
    const add = (notBefore: number) =>
      town.storage().work.run((tx) => tx.outbox.add({ route, body, sortAt: now, place: 'person:nobody', notBefore }));
    await add(now + 600 * MINUTE);
    await add(now);
    expect(await checks()).toMatchObject({ queue: { ok: true, waiting: 2, oldestSeconds: 0 } });
    town.clock.moveTo(now + 16 * MINUTE);
    expect(await checks()).toMatchObject({ queue: { ok: false, waiting: 2, oldestSeconds: 960 } });
  });

  test('a database that is gone', async () => {
    const storage = await openStorage({ url: 'sqlite::memory:' });
    await storage.close();
    expect(await readiness({ storage, channels: [], clock: town.clock })()).toEqual({ database: false });
  });
});

describe('what the long connection tells of itself', () => {
  test('since when it is down stays the first loss; a refusal is named by its errcode', async () => {
    const started = await startSocket();
    await started.subscribed();
    const since = started.time.now();
    expect(started.channel.state()).toEqual({ up: true, since });
    started.gateway.faults.subscribe = 853_000;
    started.gateway.drop();
    await until(() => !started.channel.state().up);
    const lost = started.channel.state().since;
    await started.time.pass(5 * MINUTE);
    expect(started.channel.state()).toEqual({
      up: false,
      since: lost,
      trouble: { cause: 'refused', detail: 'errcode 853000' },
    });
    delete started.gateway.faults.subscribe;
    await started.time.pass(15 * MINUTE);
    expect(started.channel.state()).toMatchObject({ up: true });
    await started.stop();
  });
});

test('an admin asks the running bot in private, and gets a test message into a group, where it rings', async () => {
  const world = await openWorld();
  try {
    await world.start();
    const { gateway, web } = world.wecom;
    await until(() => gateway.subscribed, 10_000);
    gateway.say({ userid: 'gaofeng', text: '/自检' });
    await until(() => gateway.chats.shown.some(({ text }) => text.includes('长连接：通')), 10_000);
    expect(gateway.chats.shown.at(-1)?.text).toMatch(
      /^自检：都正常。[\s\S]*✔ 时钟：准[\s\S]*✔ 青山县.*：通（消息推送）/,
    );
    gateway.say({ userid: 'gaofeng', text: '/自检 督导组' });
    await until(() => web.webhooks.posted.length > 0, 10_000);
    expect(web.webhooks.posted).toMatchObject([{ key: keyOf('G3'), mentioned: ['gaofeng'] }]);
  } finally {
    await world.close();
  }
});
