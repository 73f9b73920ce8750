import type { Route } from '../../src/chat/channel';
import { type DeliveryScene, fakeChannel, openScene, push, refused, startSender } from './scene';
import { watchedWork } from './watched-work';

let scene: DeliveryScene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

/** A webhook that can be taken off, and a long connection. */
function open() {
  const paired = new Set(['G1']);
  const spoken = new Set(['G1']);
  const chat = (route: Route): string => (route.kind === 'group' ? route.chatId : '');
  const webhook = fakeChannel({ mentions: true }, (route) => paired.has(chat(route)), 'webhook');
  const socket = fakeChannel(
    { push: ['group', 'person'], mentions: false },
    (route) => spoken.has(chat(route)),
    'socket',
  );
  const forgets = {
    webhook: async (route: Route) => void paired.delete(chat(route)),
    socket: async (route: Route) => void spoken.delete(chat(route)),
  };
  const channels = [
    { ...webhook.channel, forget: forgets.webhook },
    { ...socket.channel, forget: forgets.socket },
  ];
  return { webhook, socket, channels, paired, spoken };
}
const RINGS = { mentions: [{ userid: 'i02' }] };
const G1 = { kind: 'group', chatId: 'G1' } as const;
const states = async () => (await scene.outbox()).map(({ state, detail }) => `${state} ${detail}`);

describe('a place that is not known any more on a way', () => {
  test('goes by the other one, unmarked and in its order, and it is told once', async () => {
    const { webhook, socket, channels } = open();
    webhook.play(() => refused(93000));
    const { sender, queue, told } = startSender(scene, channels);
    await queue(push('a', RINGS), push('b', RINGS), push('c'));
    await sender.flush();
    expect([webhook.texts(), socket.texts()]).toEqual([['a'], ['a', 'b', 'c']]);
    expect(told).toEqual([{ kind: 'unbound', channel: 'webhook', route: G1 }]);
    expect(scene.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('without another way it is kept as failed, and that is told, too', async () => {
    const { socket, channels, paired } = open();
    paired.clear();
    socket.play(() => refused(93008));
    const { sender, queue, told } = startSender(scene, channels);
    await queue(push('a'));
    await sender.flush();
    expect(await states()).toEqual(['failed no channel']);
    expect(told.map(({ kind }) => kind)).toEqual(['unbound', 'undelivered']);
  });

  test('a way that cannot be taken off is not tried for ever', async () => {
    const far = fakeChannel();
    far.play(() => refused(93000));
    const { sender, queue, told } = startSender(scene, [far.channel]);
    await queue(push('a'));
    await sender.flush();
    expect(far.texts()).toEqual(['a']);
    expect(await states()).toEqual(['failed 93000 no']);
    expect(told.map(({ kind }) => kind)).toEqual(['unbound', 'undelivered']);
  });

  test('killed before the way is taken off: it is told and nothing is lost', async () => {
    const { webhook, socket, channels } = open();
    webhook.play(() => refused(93000));
    const dying = channels.map((channel) => ({ ...channel, forget: () => Promise.reject(new Error('killed')) }));
    const first = startSender(scene, dying);
    await first.queue(push('a', RINGS));
    await expect(first.sender.flush()).rejects.toThrow('killed');
    expect(await states()).toEqual(['queued 93000 no']);
    const second = startSender(scene, channels);
    await second.sender.recover();
    await second.sender.flush();
    expect([webhook.texts(), socket.texts()]).toEqual([['a', 'a'], ['a']]);
  });

  test('what is told and what becomes of the row are written down together', async () => {
    const { webhook, channels } = open();
    webhook.play(() => refused(93000));
    const work = watchedWork(scene.work, {
      before(called) {
        if (called.has('outbox.finish')) throw new Error('disk full');
      },
    });
    const { sender, queue } = startSender(scene, channels, work);
    await queue(push('a', RINGS));
    await expect(sender.flush()).rejects.toThrow('disk full');
    expect(await states()).toEqual(['sending ']);
  });
});

test('a setting of the console is told', async () => {
  const { socket, channels } = open();
  socket.play(() => refused(93004));
  const { sender, queue, told } = startSender(scene, channels);
  await queue(push('a'));
  await sender.flush();
  expect(told).toEqual([{ kind: 'setting', channel: 'socket', errcode: 93004 }]);
  expect(await states()).toEqual(['failed 93004 no']);
});

test('what WeCom does not take is told with the text that did not arrive', async () => {
  const { socket, channels } = open();
  socket.play(() => refused(85002));
  const { sender, queue, told } = startSender(scene, channels);
  await queue(push('a'));
  await sender.flush();
  expect(told).toMatchObject([{ kind: 'undelivered', route: G1, errcode: 85002, body: { markdown: 'a' } }]);
});

test('what nobody took for hours is told, too', async () => {
  const { socket, channels } = open();
  socket.play(() => refused(-1));
  const { sender, queue, told } = startSender(scene, channels);
  await queue(push('a'));
  for (let turn = 0; turn < 22; turn += 1) {
    await sender.flush();
    scene.pass(240 * 60_000);
  }
  expect(told).toMatchObject([{ kind: 'undelivered', route: G1, errcode: -1 }]);
  expect(await states()).toEqual(['failed -1 no']);
});

describe('a late answer', () => {
  const answer = (to?: Route, channel = 'callback') => ({
    ...push('answer', { place: '' }),
    route: JSON.stringify({ kind: 'reply', channel, replyTo: 'secret', ...(to && { to }) }),
  });
  const callback = (alive = true) => fakeChannel({ push: [] }, () => alive, 'callback');

  test('whose response_url is over goes to its group by a channel that reaches it', async () => {
    const { webhook, socket, channels, spoken } = open();
    spoken.clear();
    const { sender, queue } = startSender(scene, [...channels, callback(false).channel]);
    await queue(answer(G1));
    await sender.flush();
    expect([webhook.texts(), socket.texts()]).toEqual([['answer'], []]);
  });

  test('that nothing carries to a person is told', async () => {
    const { channels } = open();
    const { sender, queue, told } = startSender(scene, [...channels, callback(false).channel]);
    await queue(answer({ kind: 'person', userid: 'i02' }));
    await sender.flush();
    expect(told).toMatchObject([{ kind: 'undelivered', route: { kind: 'person', userid: 'i02' } }]);
    expect(await states()).toEqual(['failed no channel']);
  });

  test.each([846604, 93006, 1234567])('refused with %d goes to its conversation instead, once', async (errcode) => {
    const { socket, channels } = open();
    const late = callback();
    late.play(() => refused(errcode));
    const { sender, queue } = startSender(scene, [...channels, late.channel]);
    await queue(answer(G1));
    await sender.flush();
    expect([late.texts(), socket.texts()]).toEqual([['answer'], ['answer']]);
    expect(await states()).toEqual([`sent ${errcode} reply closed`, 'sent ']);
  });

  test('that may have arrived and is then refused comes marked', async () => {
    const { socket, channels } = open();
    const late = callback();
    late.play(() => ({ outcome: 'unknown', detail: 'timeout' }));
    const { sender, queue } = startSender(scene, [...channels, late.channel]);
    await queue(answer(G1));
    await sender.flush();
    late.play(() => refused(846604));
    scene.pass(60_000);
    await sender.flush();
    expect(socket.texts()).toEqual(['AGAIN\nanswer']);
  });

  test('whose text is refused is not tried elsewhere, but told', async () => {
    const { socket, channels } = open();
    const late = callback();
    late.play(() => refused(85002));
    const { sender, queue, told } = startSender(scene, [...channels, late.channel]);
    await queue(answer(G1));
    await sender.flush();
    expect(socket.texts()).toEqual([]);
    expect(told).toMatchObject([{ kind: 'undelivered', errcode: 85002 }]);
  });
});
