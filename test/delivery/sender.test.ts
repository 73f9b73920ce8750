import { fit } from '../../src/words/fit';
import type { Sender } from '../../src/delivery/sender';
import type { Channel } from '../../src/chat/channel';
import type { Work } from '../../src/domain/ports';
import { MINUTE } from '../../src/lib/time';
import { type DeliveryScene, fakeChannel, openScene, push, refused, type Row, startSender, TEN } from './scene';
import { watchedWork } from './watched-work';

let scene: DeliveryScene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

const sender = (channels: readonly Channel[], work: Work = scene.work): Sender =>
  startSender(scene, channels, work).sender;
const queue = (...rows: readonly Row[]) => startSender(scene, []).queue(...rows);
const states = async () => (await scene.outbox()).map(({ state }) => state);

test('in order of due time, then of place, then of entry; what is not due waits', async () => {
  const far = fakeChannel();
  await queue(
    push('d', { sortAt: TEN, place: 'G2' }),
    push('b', { sortAt: TEN, place: 'G1' }),
    push('c', { sortAt: TEN, place: 'G1' }),
    push('a', { sortAt: TEN - 1, place: 'G9' }),
    push('later', { sortAt: TEN - 2, notBefore: TEN + 1 }),
  );
  const one = sender([far.channel]);
  await one.flush();
  expect(far.texts()).toEqual(['a', 'b', 'c', 'd']);
  scene.pass(1);
  await one.flush();
  expect(far.texts()).toEqual(['later']);
});

test('more than one portion, and what is added meanwhile, goes with the same flush', async () => {
  const far = fakeChannel();
  const one = sender([far.channel]);
  await queue(...Array.from({ length: 60 }, (_, index) => push(`text ${index}`)));
  let joined: Promise<void> | undefined;
  far.play(async () => {
    if (!joined) {
      await queue(push('added'));
      joined = one.flush();
    }
    return { outcome: 'sent' };
  });
  await one.flush();
  await joined;
  expect(far.texts()).toEqual([...Array.from({ length: 60 }, (_, index) => `text ${index}`), 'added']);
});

test('two processes on one database send each row once', async () => {
  const far = fakeChannel();
  await queue(...Array.from({ length: 30 }, (_, index) => push(`text ${index}`)));
  await Promise.all([sender([far.channel]).flush(), sender([far.channel], (await scene.another()).work).flush()]);
  expect(far.texts().sort()).toEqual(Array.from({ length: 30 }, (_, index) => `text ${index}`).sort());
});

test.each([
  ['the time that the channel asks for', refused(45009, { retryAfterSeconds: 7 }), 7_000],
  ['a minute otherwise', refused(846607), MINUTE],
])('too often: waits %s, unmarked, as often as it takes', async (_, result, wait) => {
  const far = fakeChannel();
  far.play(() => result);
  await queue(push('text'));
  const one = sender([far.channel]);
  for (let turn = 0; turn < 12; turn += 1) {
    await one.flush();
    expect(far.texts()).toEqual(['text']);
    scene.pass(wait - 1);
    await one.flush();
    expect(far.texts()).toEqual([]);
    scene.pass(1);
  }
  far.play(() => ({ outcome: 'sent' }));
  await one.flush();
  expect(far.texts()).toEqual(['text']);
  expect(await states()).toEqual(['sent']);
});

test('system busy: tried again each minute, then more rarely, unmarked, and given up in the end', async () => {
  const far = fakeChannel();
  far.play(() => refused(-1));
  await queue(push('text'));
  const one = sender([far.channel]);
  await one.flush();
  const minutesBetween = [...Array.from({ length: 15 }, () => 1), 5, 10, 30, 60, 120, 240];
  for (const minutes of minutesBetween) {
    scene.pass(minutes * MINUTE - 1);
    await one.flush();
    expect(await states()).toEqual(['queued']);
    scene.pass(1);
    await one.flush();
  }
  expect(far.texts()).toEqual(Array.from({ length: minutesBetween.length + 1 }, () => 'text'));
  expect(await states()).toEqual(['failed']);
});

test.each([93000, 40058, 1234567])(
  'errcode %d: given up at once and told to the log; the rows behind it go',
  async (errcode) => {
    const far = fakeChannel();
    far.play(({ markdown }) => (markdown === 'bad' ? refused(errcode) : { outcome: 'sent' }));
    await queue(push('bad'), push('good'));
    await sender([far.channel]).flush();
    expect(await states()).toEqual(['failed', 'sent']);
    expect(scene.log.lines.filter(({ level }) => level === 'error')).toMatchObject([
      { place: 'G1', detail: `${errcode} no` },
    ]);
  },
);

describe('a send of unknown outcome', () => {
  const lost = () => ({ outcome: 'unknown', detail: 'timeout' }) as const;

  test('is repeated once, a minute later and marked, then given up', async () => {
    const far = fakeChannel();
    far.play(lost);
    await queue(push('text'));
    const one = sender([far.channel]);
    await one.flush();
    scene.pass(MINUTE - 1);
    await one.flush();
    expect(far.texts()).toEqual(['text']);
    scene.pass(1);
    await one.flush();
    expect(far.sent).toMatchObject([{ markdown: 'AGAIN\ntext', again: true }]);
    scene.pass(600 * MINUTE);
    await one.flush();
    expect(far.texts()).toEqual(['AGAIN\ntext']);
    expect(await scene.outbox()).toMatchObject([{ state: 'failed', detail: 'unknown twice: timeout' }]);
  });

  test('refused at the second time it keeps its mark', async () => {
    const far = fakeChannel();
    far.play(lost);
    await queue(push('text'));
    const one = sender([far.channel]);
    await one.flush();
    far.play(() => refused(45009));
    scene.pass(MINUTE);
    await one.flush();
    far.play(() => ({ outcome: 'sent' }));
    scene.pass(MINUTE);
    await one.flush();
    expect(far.texts()).toEqual(['text', 'AGAIN\ntext', 'AGAIN\ntext']);
    expect(await states()).toEqual(['sent']);
  });

  test('a channel that throws is one', async () => {
    const far = fakeChannel();
    far.play(() => Promise.reject(new Error('broken')));
    await queue(push('text'));
    await sender([far.channel]).flush();
    expect(await scene.outbox()).toMatchObject([
      { state: 'queued', again: 1, detail: 'broken', notBefore: TEN + MINUTE },
    ]);
  });

  test('a process that died in it leaves one; the second death ends it', async () => {
    const far = fakeChannel();
    await queue(push('text'));
    const dies = () => scene.work.run((tx) => tx.outbox.claim(1));
    await dies();
    const one = sender([far.channel]);
    await one.recover();
    scene.pass(MINUTE);
    await dies();
    await one.recover();
    scene.pass(600 * MINUTE);
    await one.flush();
    expect(far.texts()).toEqual([]);
    expect(await scene.outbox()).toMatchObject([{ state: 'failed', detail: 'unknown twice: interrupted' }]);
  });

  test('that the database could not write down is written down later, not sent again', async () => {
    const far = fakeChannel();
    let broken = true;
    const work = watchedWork(scene.work, {
      before(called) {
        if (broken && called.has('outbox.finish')) throw new Error('disk full');
      },
    });
    await queue(push('text'));
    const one = sender([far.channel], work);
    await expect(one.flush()).rejects.toThrow('disk full');
    expect(await states()).toEqual(['sending']);
    broken = false;
    await one.flush();
    expect(await states()).toEqual(['sent']);
    expect(far.texts()).toEqual(['text']);
  });
});

describe('a text that is too long', () => {
  const long = Array.from({ length: 40 }, (_, index) => `line ${index}`).join('\n');
  const behind = push('behind', { sortAt: TEN + 1 });

  test('goes in parts, in their order and before what is behind it', async () => {
    const far = fakeChannel({ maxBytes: 120 });
    await queue(push(long), behind);
    await sender([far.channel]).flush();
    const texts = far.texts();
    expect(texts.at(-1)).toBe('behind');
    expect(texts.slice(0, -1).every((text) => Buffer.byteLength(text) <= 120)).toBe(true);
    expect(
      texts
        .slice(0, -1)
        .flatMap((text) => text.split('\n').slice(1))
        .join('\n'),
    ).toBe(long);
  });

  test('a part of unknown outcome is repeated alone, marked, and within the limit', async () => {
    const far = fakeChannel({ maxBytes: 120 });
    far.play(({ markdown, again }) =>
      markdown.includes('line 3\n') && !again ? { outcome: 'unknown', detail: '' } : { outcome: 'sent' },
    );
    await queue(push(long));
    const one = sender([far.channel]);
    await one.flush();
    const first = far.texts();
    scene.pass(MINUTE);
    await one.flush();
    expect(far.texts()).toEqual([`AGAIN\n${first[0] ?? ''}`]);
    scene.pass(MINUTE);
    await one.flush();
    expect(far.texts()).toEqual([]);
  });

  test.each(Array.from({ length: 12 }, (_, index) => 109 + index))(
    'a text of %d of 120 bytes, repeated, is one text or has parts',
    async (length) => {
      const far = fakeChannel({ maxBytes: 120 });
      far.play(() => ({ outcome: 'unknown', detail: '' }));
      await queue(push('x'.repeat(length)));
      const one = sender([far.channel]);
      for (let turn = 0; turn < 4; turn += 1) {
        await one.flush();
        scene.pass(MINUTE);
      }
      const texts = far.texts();
      expect(texts.every((text) => Buffer.byteLength(text) <= 120)).toBe(true);
      const parts = fit('x'.repeat(length), 120 - 'AGAIN\n'.length);
      expect(texts.sort()).toEqual([...parts, ...parts.map((part) => `AGAIN\n${part}`)].sort());
    },
  );

  test('its mentions ring with the last part only', async () => {
    const far = fakeChannel({ maxBytes: 120 });
    const mentions = [{ userid: 'i02' }];
    await queue({ ...push(long), body: JSON.stringify({ markdown: long, choices: [], mentions }) });
    await sender([far.channel]).flush();
    expect(far.sent.map((each) => each.mentions.length)).toEqual([...far.sent.slice(1).map(() => 0), 1]);
  });
});

describe('the way', () => {
  test('is the first channel that carries and reaches it; without one it is given up', async () => {
    const [none, deaf, good] = [
      fakeChannel({ push: [] }),
      fakeChannel({}, () => false),
      fakeChannel({}, (route) => route.kind === 'group' && route.chatId === 'G1'),
    ];
    await queue(push('text'), push('nobody', { chatId: 'G7' }));
    await sender([none.channel, deaf.channel, good.channel]).flush();
    expect([none.texts(), deaf.texts(), good.texts()]).toEqual([[], [], ['text']]);
    expect(await scene.outbox()).toMatchObject([{ state: 'sent' }, { state: 'failed', detail: 'no channel' }]);
  });

  test('of a late answer is the channel by which the message came', async () => {
    const one = fakeChannel({ push: ['group', 'reply'] });
    const other = fakeChannel({ push: [] });
    const route = JSON.stringify({ kind: 'reply', channel: 'other', replyTo: 'secret' });
    await queue({ ...push('answer'), route });
    await sender([one.channel, { ...other.channel, name: 'other' }]).flush();
    expect([one.texts(), other.texts()]).toEqual([[], ['answer']]);
  });

  test('without cards has choices as numbered lines', async () => {
    const far = fakeChannel();
    const choices = [
      { label: 'yes', say: '/yes' },
      { label: 'no', say: '/no' },
    ];
    await queue({ ...push('sure?'), body: JSON.stringify({ markdown: 'sure?', choices, mentions: [] }) });
    await sender([far.channel]).flush();
    expect(far.texts()).toEqual(['sure?\n\n1 yes\n2 no']);
  });
});
