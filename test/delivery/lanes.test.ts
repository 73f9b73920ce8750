import type { SendResult } from '../../src/chat/channel';
import { MINUTE } from '../../src/lib/time';
import { until } from '../channels/socket/drill-time';
import { type DeliveryScene, fakeChannel, openScene, push, refused, startSender, TEN } from './scene';

let scene: DeliveryScene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

const SENT: SendResult = { outcome: 'sent' };

/** A send that ends when the test says so. */
function held() {
  let end: (result: SendResult) => void = () => undefined;
  const result = new Promise<SendResult>((resolve) => {
    end = resolve;
  });
  return { result, end };
}

test('a missing ack of one conversation holds up no other, also what comes meanwhile; its own stay in order', async () => {
  const far = fakeChannel();
  const { sender, queue } = startSender(scene, [far.channel]);
  const ack = held();
  far.play(({ markdown }) => (markdown === 'G1 first' ? ack.result : SENT));
  await queue(push('G1 first'), push('G1 second'), push('G2 first', { chatId: 'G2' }));
  const flushed = sender.flush();
  await until(() => far.sent.length === 2);
  await queue(push('G1 third'), push('G2 second', { chatId: 'G2' }), push('G3 first', { chatId: 'G3' }));
  const joined = sender.flush();
  await until(() => far.sent.length === 4);
  expect(far.texts()).toEqual(['G1 first', 'G2 first', 'G2 second', 'G3 first']);
  ack.end(SENT);
  await Promise.all([flushed, joined]);
  expect(far.texts()).toEqual(['G1 second', 'G1 third']);
});

test('many texts of a conversation whose ack is missing do not hide another conversation', async () => {
  const far = fakeChannel();
  const { sender, queue } = startSender(scene, [far.channel]);
  const ack = held();
  far.play(({ markdown }) => (markdown === 'G1 0' ? ack.result : SENT));
  await queue(...Array.from({ length: 120 }, (_, index) => push(`G1 ${index}`)));
  const flushed = sender.flush();
  await until(() => far.sent.length === 1);
  await queue(push('G2', { chatId: 'G2', sortAt: TEN + 1 }));
  const joined = sender.flush();
  await until(() => far.sent.length === 2);
  expect(far.texts()).toEqual(['G1 0', 'G2']);
  ack.end(SENT);
  await Promise.all([flushed, joined]);
  expect(far.texts()).toEqual(Array.from({ length: 119 }, (_, index) => `G1 ${index + 1}`));
});

test('no more than twenty conversations are spoken to at the same time', async () => {
  const far = fakeChannel();
  const { sender, queue } = startSender(scene, [far.channel]);
  const ack = held();
  far.play(() => ack.result);
  await queue(...Array.from({ length: 70 }, (_, index) => push('text', { chatId: `G${index}` })));
  const flushed = sender.flush();
  await until(() => far.sent.length === 20);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(far.sent).toHaveLength(20);
  ack.end(SENT);
  await flushed;
  expect(far.sent).toHaveLength(70);
});

test('the private chat of a userid is one conversation in whatever case it is written; late answers belong to theirs', async () => {
  const far = fakeChannel({ push: ['person'] });
  const { sender, queue } = startSender(scene, [far.channel]);
  const ack = held();
  far.play(({ markdown }) => (markdown === 'answer' ? ack.result : SENT));
  const person = (userid: string) => JSON.stringify({ kind: 'person', userid });
  const reply = JSON.stringify({
    kind: 'reply',
    channel: 'fake',
    replyTo: 'secret',
    to: { kind: 'person', userid: 'LiMei' },
  });
  await queue({ ...push('answer', { place: '' }), route: reply }, { ...push('push'), route: person('limei') });
  const flushed = sender.flush();
  await until(() => far.sent.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(far.texts()).toEqual(['answer']);
  ack.end(SENT);
  await flushed;
  expect(far.texts()).toEqual(['push']);
});

describe('behind a text that waits for its next try', () => {
  test.each([
    ['too often', refused(45009, { retryAfterSeconds: 30 }), 30_000],
    ['system busy', refused(-1), MINUTE],
  ])(
    '(%s) the others of its conversation wait, in their order; other conversations do not',
    async (_, result, wait) => {
      const far = fakeChannel();
      const { sender, queue } = startSender(scene, [far.channel]);
      far.play(({ markdown }) => (markdown === 'a' ? result : SENT));
      await queue(push('a'), push('b'), push('c', { chatId: 'G2' }));
      await sender.flush();
      expect(far.texts().sort()).toEqual(['a', 'c']);
      await queue(push('d', { sortAt: TEN + 1 }), push('early', { sortAt: TEN - 1 }));
      far.play(() => SENT);
      scene.pass(wait - 1);
      await sender.flush();
      expect(far.texts()).toEqual(['early']);
      scene.pass(1);
      await sender.flush();
      expect(far.texts()).toEqual(['a', 'b', 'd']);
    },
  );

  test('what goes by another channel does not wait', async () => {
    const webhook = fakeChannel({ mentions: true }, () => true, 'webhook');
    const socket = fakeChannel({ mentions: false }, () => true, 'socket');
    const { sender, queue } = startSender(scene, [webhook.channel, socket.channel]);
    webhook.play(() => refused(-1));
    await queue(push('rings', { mentions: [{ userid: 'i02' }] }), push('answer', { sortAt: TEN + 1 }));
    await sender.flush();
    expect([webhook.texts(), socket.texts()]).toEqual([['rings'], ['answer']]);
  });

  test('a text that keeps failing holds the others up for a quarter of an hour at most', async () => {
    const far = fakeChannel();
    const { sender, queue } = startSender(scene, [far.channel]);
    far.play(({ markdown }) => (markdown === 'bad' ? refused(-1) : SENT));
    await queue(push('bad'), push('good'));
    for (let minute = 0; minute <= 15; minute += 1) {
      await sender.flush();
      scene.pass(MINUTE);
    }
    expect(far.texts()).toContain('good');
  });

  test('a restart keeps it so', async () => {
    const far = fakeChannel();
    const { sender, queue } = startSender(scene, [far.channel]);
    far.play(() => refused(-1));
    await queue(push('a'), push('b'));
    await sender.flush();
    far.play(() => SENT);
    await startSender(scene, [far.channel]).sender.flush();
    expect(far.texts()).toEqual(['a']);
    scene.pass(MINUTE);
    await startSender(scene, [far.channel]).sender.flush();
    expect(far.texts()).toEqual(['a', 'b']);
  });
});

describe('a channel that can send again', () => {
  const HOURS = 180 * MINUTE;

  test('lets out at once, in order, what waited for it; what waits for the morning stays', async () => {
    const far = fakeChannel();
    const { sender, queue } = startSender(scene, [far.channel]);
    far.play(() => refused(-1));
    await queue(
      push('a'),
      push('b'),
      push('c', { chatId: 'G2' }),
      push('morning', { sortAt: TEN - 1, notBefore: TEN + 10 * HOURS }),
    );
    for (let minute = 0; minute < 22; minute += 1) {
      await sender.flush();
      scene.pass(MINUTE);
    }
    far.texts();
    far.play(() => SENT);
    await sender.wake('fake');
    const texts = far.texts();
    expect(texts.filter((text) => text !== 'c')).toEqual(['a', 'b']);
    expect(texts).toContain('c');
    expect(await scene.outbox()).toMatchObject([
      { state: 'sent' },
      { state: 'sent' },
      { state: 'sent' },
      { state: 'queued', attempts: 0 },
    ]);
  });

  test('does not let out what another channel keeps back, or what goes too often', async () => {
    const webhook = fakeChannel({ mentions: true }, () => true, 'webhook');
    const socket = fakeChannel({ mentions: false }, () => true, 'socket');
    const { sender, queue } = startSender(scene, [webhook.channel, socket.channel]);
    webhook.play(() => refused(-1));
    socket.play(() => refused(846607));
    await queue(push('rings', { mentions: [{ userid: 'i02' }] }), push('often', { chatId: 'G2' }));
    await sender.flush();
    const first = [...webhook.texts(), ...socket.texts()];
    await sender.wake('socket');
    expect(first).toEqual(['rings', 'often']);
    expect([...webhook.texts(), ...socket.texts()]).toEqual([]);
  });

  test('in the night lets out what is urgent and every answer; the rest stays until the morning, in its order', async () => {
    const far = fakeChannel();
    const { sender, queue } = startSender(scene, [far.channel]);
    far.play(() => refused(-1));
    await queue(push('reminder', { calm: true }), push('draft', { calm: true }), push('alarm', { sortAt: TEN + 1 }));
    await sender.flush();
    far.texts();
    far.play(() => SENT);
    scene.clock.moveTo(TEN + 15 * 60 * MINUTE);
    await sender.wake('fake');
    expect(far.texts()).toEqual(['alarm']);
    await sender.wake('fake');
    scene.clock.moveTo(TEN + 21 * 60 * MINUTE - 1);
    await sender.flush();
    expect(far.texts()).toEqual([]);
    scene.pass(1);
    await sender.flush();
    expect(far.texts()).toEqual(['reminder', 'draft']);
  });

  test('repeats at once, marked, what may have arrived', async () => {
    const far = fakeChannel();
    const { sender, queue } = startSender(scene, [far.channel]);
    far.play(() => ({ outcome: 'unknown', detail: 'closed before the ack' }));
    await queue(push('a'));
    await sender.flush();
    far.play(() => SENT);
    await sender.wake('fake');
    expect(far.texts()).toEqual(['a', 'AGAIN\na']);
  });
});
