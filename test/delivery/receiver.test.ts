import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Inbound } from '../../src/chat/message';
import { type Given, type KeptFile, Receiver, type ReceiverParts } from '../../src/delivery/receiver';
import { MistakeError } from '../../src/domain/mistakes';
import type { Tx, Work } from '../../src/domain/ports';
import { MINUTE } from '../../src/lib/time';
import { record } from '../storage/samples';
import { type DeliveryScene, inbound, openScene, TEN } from './scene';

let scene: DeliveryScene;
let lates: string[];
beforeEach(async () => {
  scene = await openScene();
  lates = [];
});
afterEach(() => scene.close());

const say = (markdown: string): Answer => ({ markdown, choices: [] });

/** Books every message as a record; some words make it fail after that. */
async function settle(tx: Tx, message: Inbound, { files }: Given): Promise<Answer | undefined> {
  const id = await tx.ledger.nextNumber('LB');
  await tx.ledger.add(record(id, { messageKey: `${message.bot}:${message.msgid}`, at: message.receivedAt }));
  if (message.text.startsWith('mistake')) throw new MistakeError({ code: 'bad_date' });
  if (message.text === 'fault') throw new Error('broken');
  return message.text === 'silence'
    ? undefined
    : say(`${id} ${message.text} ${files.map(({ hash }) => hash).join()}`.trim());
}

const receiver = (more: Partial<ReceiverParts> = {}): Receiver =>
  new Receiver({
    work: scene.work,
    clock: scene.clock,
    log: scene.log,
    settler: {
      settle,
      async mistaken(_, { text }, { code }) {
        if (text === 'mistake without words') throw new Error('no template');
        return say(`mistake ${code}`);
      },
      faulty: (traceId) => say(`fault ${traceId}`),
    },
    keep: async ({ files }) =>
      files.map(({ name }): KeptFile => ({ hash: `hash-${name}`, type: 'image/png', bytes: 3, name })),
    settled: () => undefined,
    late: async (_, { msgid }, { markdown }) => void lates.push(`${msgid}: ${markdown}`),
    newTraceId: () => 'trace',
    ...more,
  });

const records = () =>
  scene.work.run(async (tx) => (await tx.ledger.find({})).map(({ id, messageKey }) => `${id} ${messageKey}`));
const row = (msgid: string) => scene.work.run((tx) => tx.inbox.get('aib1', msgid));
const accept = (message: Inbound, kept: readonly KeptFile[] = []) =>
  scene.work.run((tx) =>
    tx.inbox.accept({
      bot: message.bot,
      msgid: message.msgid,
      receivedAt: message.receivedAt,
      payload: JSON.stringify({ message, kept }),
    }),
  );

test('three at once, three in turn, and one after a restart: one record, one answer', async () => {
  const one = receiver();
  const message = inbound('m1', 'hello');
  const answers = await Promise.all([1, 2, 3].map(() => one.receive(message)));
  for (let turn = 0; turn < 3; turn += 1) answers.push(await one.receive(message));
  answers.push(await receiver().receive(message));
  expect(answers).toEqual(Array.from({ length: 7 }, () => say('LB-0001 hello')));
  expect(await records()).toEqual(['LB-0001 aib1:m1']);
});

test('the same msgid of another bot is another message', async () => {
  await receiver().receive(inbound('m1', 'a'));
  await receiver().receive(inbound('m1', 'b', { bot: 'aib2' }));
  expect(await records()).toHaveLength(2);
});

test('two processes get the same message at the same moment', async () => {
  const other = receiver({ work: (await scene.another()).work });
  const one = receiver();
  for (let turn = 1; turn <= 5; turn += 1) {
    const message = inbound(`m${turn}`, 'hello');
    const [a, b] = await Promise.all([one.receive(message), other.receive(message)]);
    expect(a).toEqual(say(`LB-000${turn} hello`));
    expect(b).toEqual(a);
  }
  expect(await records()).toHaveLength(5);
});

test('it is accepted when the row is there, and before it is settled', async () => {
  let state: Promise<string | undefined> = Promise.resolve(undefined);
  const answer = receiver({ work: scene.work }).receive(inbound('m1', 'hello'), () => {
    state = row('m1').then((found) => found?.state);
  });
  await answer;
  expect(await state).toBe('received');
});

test('silence is remembered as silence', async () => {
  expect(await receiver().receive(inbound('m1', 'silence'))).toBeUndefined();
  expect(await receiver().receive(inbound('m1', 'silence'))).toBeUndefined();
  expect(await records()).toHaveLength(1);
});

test('bytes of files are kept outside, their hashes reach the record; a settled row keeps no text', async () => {
  const files = [{ kind: 'image', name: 'a.png', bytes: Buffer.from('abc') }] as const;
  expect(await receiver().receive(inbound('m1', 'look', { files }))).toEqual(say('LB-0001 look hash-a.png'));
  expect(await row('m1')).toMatchObject({ state: 'settled', payload: '' });
});

test.each([
  ['a mistake', 'mistake', 'mistake bad_date', 0],
  ['a fault of ours', 'fault', 'fault trace', 1],
  ['a mistake for which we have no words', 'mistake without words', 'fault trace', 1],
])('%s leaves no record, and gets one answer for ever', async (_, text, expected, errors) => {
  const answers = [];
  for (let turn = 0; turn < 3; turn += 1) answers.push(await receiver().receive(inbound('m1', text)));
  expect(answers).toEqual([say(expected), say(expected), say(expected)]);
  expect(await records()).toEqual([]);
  expect(scene.log.lines.filter(({ level }) => level === 'error')).toHaveLength(errors);
});

describe('a message that a crash interrupted after its row', () => {
  test('is settled when it is delivered again, as of the time when it came first', async () => {
    await accept(inbound('m1', 'hello'));
    scene.pass(30_000);
    const answer = await receiver().receive(inbound('m1', 'hello', { receivedAt: scene.clock.now() }));
    expect(answer).toEqual(say('LB-0001 hello'));
    expect(await scene.work.run(async (tx) => (await tx.ledger.get('LB-0001'))?.at)).toBe(TEN);
  });

  test('is left to a redelivery for a minute, then settled unasked and answered late, once', async () => {
    await accept(inbound('m1', 'hello'), [{ hash: 'h1', type: 'image/png', bytes: 3, name: 'a.png' }]);
    const one = receiver();
    scene.pass(MINUTE - 1);
    await one.recover();
    expect([lates, await records()]).toEqual([[], []]);
    scene.pass(1);
    await one.recover();
    await one.recover();
    expect(lates).toEqual(['m1: LB-0001 hello h1']);
    expect(await one.receive(inbound('m1', 'hello'))).toEqual(say('LB-0001 hello h1'));
    expect(await records()).toHaveLength(1);
  });

  test('and nothing is to be said', async () => {
    await accept(inbound('m1', 'silence'));
    scene.pass(MINUTE);
    await receiver().recover();
    expect([lates, await records()]).toEqual([[], ['LB-0001 aib1:m1']]);
  });

  test('its late answer and its record are committed together or not at all', async () => {
    await accept(inbound('m1', 'hello'));
    scene.pass(MINUTE);
    const late = async (): Promise<void> => {
      throw new Error('killed here');
    };
    await receiver({ late }).recover();
    expect(await row('m1')).toMatchObject({ state: 'received' });
    expect(await records()).toEqual([]);
    await receiver().recover();
    expect(lates).toEqual(['m1: LB-0001 hello']);
  });

  test('a redelivery that comes in between answers it alone', async () => {
    await accept(inbound('m1', 'hello'));
    scene.pass(MINUTE);
    const other = receiver();
    const answers: (Answer | undefined)[] = [];
    let first = true;
    const work: Work = {
      async run(job) {
        const result = await scene.work.run(job);
        if (first) {
          first = false;
          answers.push(await other.receive(inbound('m1', 'hello')));
        }
        return result;
      },
    };
    await receiver({ work }).recover();
    expect(answers).toEqual([say('LB-0001 hello')]);
    expect(lates).toEqual([]);
  });

  test('one that cannot be settled does not keep the others waiting', async () => {
    await scene.work.run((tx) =>
      tx.inbox.accept({ bot: 'aib1', msgid: 'm0', receivedAt: TEN - 1, payload: 'no json' }),
    );
    await accept(inbound('m1', 'hello'));
    scene.pass(MINUTE);
    await receiver().recover();
    expect(lates).toEqual(['m1: LB-0001 hello']);
    expect(scene.log.lines.filter(({ level }) => level === 'error')).toMatchObject([{ msgid: 'm0' }]);
  });

  test('a message that is under way is not recovered', async () => {
    let go: () => void = () => undefined;
    const kept = new Promise<void>((resolve) => {
      go = resolve;
    });
    const one = receiver({ keep: async () => kept.then(() => []) });
    await accept(inbound('m1', 'hello'));
    scene.pass(MINUTE);
    const answer = one.receive(inbound('m1', 'hello'));
    await one.recover();
    await sleep(1);
    go();
    expect(await answer).toEqual(say('LB-0001 hello'));
    expect(lates).toEqual([]);
  });
});
