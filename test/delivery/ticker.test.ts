import { Ticker, type TickerParts } from '../../src/delivery/ticker';
import type { Step } from '../../src/domain/task';
import { DAY, MINUTE } from '../../src/lib/time';
import { round, step, task } from '../storage/samples';
import { type DeliveryScene, openScene, push, TEN } from './scene';

let scene: DeliveryScene;
let done: string[];
beforeEach(async () => {
  scene = await openScene();
  done = [];
});
afterEach(() => scene.close());

const ticker = (more: Partial<TickerParts> = {}): Ticker =>
  new Ticker({
    work: scene.work,
    clock: scene.clock,
    log: scene.log,
    perform: async (tx, { name }) => {
      done.push(name);
      await tx.outbox.add(push(name));
    },
    recover: async () => undefined,
    flush: async () => undefined,
    ...more,
  });

const day = round('TZ-0001', '2026-10-01');
const plan = (...steps: readonly Step[]) =>
  scene.work.run(async (tx) => {
    await tx.tasks.putTask(task('TZ-0001'));
    await tx.tasks.putRound(day);
    await tx.tasks.putSteps(steps);
  });
const states = () =>
  scene.work.run(async (tx) =>
    Object.fromEntries((await tx.tasks.stepsOf(day.id)).map(({ name, state }) => [name, state])),
  );
const outages = () => scene.work.run((tx) => tx.settings.outages(0));

test('what has come is performed once, in order of time; what is ahead waits', async () => {
  await plan(
    step(day, 'c', TEN + 1),
    step(day, 'b', TEN),
    step(day, 'a', TEN - MINUTE),
    step(day, 'x', TEN, { state: 'skipped' }),
  );
  const one = ticker();
  await one.tick();
  await one.tick();
  expect(done).toEqual(['a', 'b']);
  scene.pass(1);
  await one.tick();
  expect(done).toEqual(['a', 'b', 'c']);
});

test('more steps than one portion', async () => {
  await plan(...Array.from({ length: 120 }, (_, index) => step(day, `s${index}`, TEN)));
  await ticker().tick();
  expect(new Set(done).size).toBe(120);
  expect(done).toHaveLength(120);
});

test('two processes on one database perform each step once', async () => {
  await plan(...Array.from({ length: 30 }, (_, index) => step(day, `s${index}`, TEN)));
  await Promise.all([ticker().tick(), ticker({ work: (await scene.another()).work }).tick()]);
  expect(done).toHaveLength(30);
  expect(await scene.outbox()).toHaveLength(30);
});

test('a step that fails is rolled back with its claim, stops no other, and is tried again', async () => {
  await plan(step(day, 'bad', TEN - 1), step(day, 'good', TEN));
  let broken = true;
  const one = ticker({
    async perform(tx, { name }) {
      await tx.outbox.add(push(name));
      if (broken && name === 'bad') throw new Error('broken');
    },
  });
  await one.tick();
  expect(await states()).toEqual({ bad: 'planned', good: 'done' });
  expect(await scene.outbox()).toHaveLength(1);
  expect(scene.log.lines.some(({ level, step: id }) => level === 'error' && id === `${day.id}/bad`)).toBe(true);
  broken = false;
  await one.tick();
  expect(await states()).toEqual({ bad: 'done', good: 'done' });
});

test('a step that another one ended meanwhile is not performed', async () => {
  await plan(step(day, 'a', TEN - 1), step(day, 'b', TEN));
  await ticker({
    async perform(tx, { name }) {
      done.push(name);
      await tx.tasks.claimStep(`${day.id}/b`, 'skipped');
    },
  }).tick();
  expect(done).toEqual(['a']);
});

test('first what a crash interrupted, then the steps, then the sends; a tick that comes meanwhile is the same', async () => {
  await plan(step(day, 'step', TEN));
  const order = (word: string) => async () => void done.push(word);
  const one = ticker({ recover: order('recover'), flush: order('flush') });
  await Promise.all([one.tick(), one.tick()]);
  expect(done).toEqual(['recover', 'step', 'flush']);
});

test('a send that hangs keeps no later tick waiting', async () => {
  await plan(step(day, 'a', TEN), step(day, 'b', TEN + MINUTE));
  let answer = (): void => undefined;
  const hanging = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const one = ticker({ flush: () => hanging });
  const ticks = [one.tick()];
  while (done.length < 1) await new Promise(setImmediate);
  scene.pass(MINUTE);
  ticks.push(one.tick());
  while (done.length < 2) {
    ticks.push(one.tick());
    await new Promise(setImmediate);
  }
  answer();
  await Promise.all(ticks);
  expect(done).toEqual(['a', 'b']);
});

test.each([
  ['at the first start', undefined, []],
  ['after three minutes', 3 * MINUTE, []],
  ['after more', 3 * MINUTE + 1, [{ from: TEN, to: TEN + 3 * MINUTE + 1 }]],
])('an outage is noted: %s', async (_, silence, expected) => {
  if (silence !== undefined) {
    await ticker().tick();
    scene.pass(silence);
  }
  await ticker().noteOutage();
  expect(await outages()).toEqual(expected);
  await ticker().noteOutage();
  expect(await outages()).toEqual(expected);
});

test('settled messages are forgotten after a week, others never', async () => {
  await scene.work.run(async (tx) => {
    for (const msgid of ['settled', 'open']) await tx.inbox.accept({ bot: 'b', msgid, payload: '{}', receivedAt: TEN });
    await tx.inbox.settle('b', 'settled', '');
  });
  const msgids = async () =>
    (await scene.query<{ msgid: string }>('select msgid from inbox order by msgid')).map(({ msgid }) => msgid);
  scene.pass(7 * DAY);
  await ticker().tick();
  expect(await msgids()).toEqual(['open', 'settled']);
  scene.pass(DAY + 1);
  await ticker().tick();
  expect(await msgids()).toEqual(['open']);
});
