import { type County, at, openCounty } from './county';
import type { Hazard } from '../../src/domain/hazard';
import type { ActorScene } from '../../src/domain/scene';
import { accept, recheck } from '../../src/domain/services/acceptance';
import { deadlineTaskOf } from '../../src/domain/services/hazard-deadlines';
import * as hazards from '../../src/domain/services/hazards';
import { undo } from '../../src/domain/services/undo';

let county: County;
let id: string;
beforeEach(async () => {
  county = await openCounty();
  const booked = await county.say('Ann', '09-20 10:00', (scene) =>
    hazards.bookHazard(scene, {
      unitId: 'A',
      found: '2022-09-20',
      isDone: false,
      data: { desc: 'lamp', due: '2022-09-30', owner: [{ name: 'Bob' }] },
    }),
  );
  id = booked.record.id;
});
afterEach(() => county.close());

const now = (moment: string): Promise<Hazard> =>
  county.say('Amy', moment, (scene) => hazards.hazardNumbered(scene, id));
const say = <T>(who: string, moment: string, job: (scene: ActorScene) => Promise<T>): Promise<T> =>
  county.say(who, moment, job);
const fixed = (moment: string, data = {}) =>
  say('Ann', moment, (scene) => hazards.bookFix(scene, { hazardId: id, state: 'done', data }));
const steps = (moment: string) =>
  county.say('Amy', moment, async ({ tx }) =>
    (await tx.tasks.stepsOf(`${deadlineTaskOf({ id, round: 1 })}/2022-09-30`))
      .filter(({ state }) => state === 'planned')
      .map(({ name }) => name),
  );

test('each step taken back gives what was before', async () => {
  await fixed('09-21 10:00');
  await say('Amy', '09-22 10:50', (scene) => accept(scene, id, { result: 'pass' }));
  expect((await now('09-22 11:00')).state).toBe('closed');
  await say('Amy', '09-22 11:00', (scene) => undo(scene, 'last'));
  expect(await now('09-22 11:00')).toMatchObject({ state: 'rectifying', done: '2022-09-21', fixer: 'Bob' });
  await say('Ann', '09-21 10:05', (scene) => undo(scene, 'last'));
  const before = await now('09-22 11:00');
  expect([before.state, before.done]).toEqual(['open', undefined]);
});

test('its deadline is asked for until it is put right, and no longer than it stands', async () => {
  expect(await steps('09-20 11:00')).toEqual(expect.arrayContaining(['D-3', 'D-1', 'D0', 'close']));
  await say('Ann', '09-20 12:00', (scene) => hazards.extendFix(scene, id, { newDue: '2022-10-05', reason: 'late' }));
  expect((await now('09-20 12:00')).due).toBe('2022-10-05');
  await say('Ann', '09-20 12:10', (scene) => undo(scene, 'last'));
  expect((await now('09-20 12:10')).due).toBe('2022-09-30');
  await fixed('09-21 10:00');
  await say('Amy', '09-22 10:00', (scene) => accept(scene, id, { result: 'pass' }));
  expect(await steps('09-22 10:00')).toEqual([]);
});

test('the same person does not accept what they found or put right', async () => {
  await fixed('09-21 10:00');
  const refused = expect.objectContaining({ mistake: expect.objectContaining({ code: 'same_person' }) });
  for (const by of ['Ann', 'Bob'])
    await expect(say('Amy', '09-22 10:00', (scene) => accept(scene, id, { result: 'pass', by }))).rejects.toEqual(
      refused,
    );
  await expect(say('Amy', '09-22 10:00', (scene) => accept(scene, id, { result: 'pass' }))).resolves.toBeTruthy();
});

test('what was not reported as done is not accepted; sent back, it has to be reported again', async () => {
  await expect(say('Amy', '09-21 10:00', (scene) => accept(scene, id, { result: 'pass' }))).rejects.toMatchObject({
    mistake: { code: 'wrong_state' },
  });
  await fixed('09-21 10:00');
  await say('Amy', '09-22 10:00', (scene) =>
    accept(scene, id, { result: 'fail', reason: 'dim', newDue: '2022-10-02' }),
  );
  const back = await now('09-22 10:00');
  expect(back).toMatchObject({ state: 'rectifying', due: '2022-10-02', returned: 'dim' });
  expect(back.done).toBeUndefined();
});

test('a major one is accepted with all of the five, 挂牌 ones end with 摘牌', async () => {
  await say('Amy', '09-20 11:00', (scene) => hazards.grade(scene, id, 'major'));
  await say('Amy', '09-20 11:10', (scene) => hazards.supervise(scene, id, { level: 'county' }));
  await fixed('09-21 10:00');
  await expect(say('Amy', '09-22 10:00', (scene) => accept(scene, id, { result: 'pass' }))).rejects.toMatchObject({
    mistake: { code: 'missing_field', details: { five: ['measure', 'funds', 'preplan'] } },
  });
  await say('Ann', '09-22 10:10', (scene) =>
    hazards.planFix(scene, id, { measure: 'new', funds: 0, preplan: 'guard' }),
  );
  await say('Amy', '09-22 10:20', (scene) => accept(scene, id, { result: 'pass' }));
  expect((await now('09-22 10:20')).state).toBe('accepted');
  await say('Amy', '09-22 10:30', (scene) => hazards.unsupervise(scene, id));
  expect(await now('09-22 10:30')).toMatchObject({ state: 'closed', supervision: { until: '2022-09-22' } });
});

test('a relapse is a new round under the same number, with a deadline of its own', async () => {
  await fixed('09-21 10:00');
  await say('Amy', '09-22 10:00', (scene) => accept(scene, id, { result: 'pass' }));
  await say('Amy', '10-08 10:00', (scene) => recheck(scene, id, { result: 'relapse', due: '2022-10-12' }));
  expect(await now('10-08 10:00')).toMatchObject({ id, round: 2, state: 'open', due: '2022-10-12' });
  const task = await county.say('Amy', '10-08 10:00', ({ tx }) => tx.tasks.task(deadlineTaskOf({ id, round: 2 })));
  expect(task).toMatchObject({ state: 'active', subject: id, schedule: { dueAt: at('10-13 00:00') - 1000 } });
});
