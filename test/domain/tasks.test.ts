import { bookRoster } from '../../src/domain/services/duty';
import { exemptNamed } from '../../src/domain/services/exemptions';
import { extend } from '../../src/domain/services/extensions';
import { order } from '../../src/domain/services/orders';
import { openNext } from '../../src/domain/services/rounds';
import { at, type County, openCounty, orderRosters } from './county';

describe('tasks', () => {
  let county: County;
  beforeEach(async () => {
    county = await openCounty();
  });
  afterEach(() => county.close());
  const deadline = { kind: 'deadline', item: 'duty', title: 'rosters' } as const;
  const steps = (roundId: string): Promise<string[]> =>
    county.say('Amy', '09-28 10:00', async ({ tx }) =>
      (await tx.tasks.stepsOf(roundId)).map((step) => `${step.name} ${step.state}`),
    );
  const states = (roundId: string): Promise<string[]> =>
    county.say('Amy', '09-28 10:00', async ({ tx }) =>
      (await tx.tasks.duesOf(roundId)).map((due) => `${due.unitId} ${due.state}`),
    );
  const fails = (code: string) => expect.objectContaining({ mistake: expect.objectContaining({ code }) });

  test('a roster demands all five marks; a festival in its name gives the days', async () => {
    const { task: made } = await county.say('Amy', '09-28 10:00', (scene) =>
      order(scene, { ...deadline, title: '国庆值班表', due: '2022-09-29' }),
    );
    expect(made).toMatchObject({
      requires: ['landline', 'mobile', 'signed', 'stamped', 'scan'],
      covers: ['2022-10-01', '2022-10-07'],
      targets: ['A', 'B'],
      groupIds: ['G1'],
    });
  });
  test('typed days win over the festival, typed marks over the rule', async () => {
    const wish = {
      ...deadline,
      title: '国庆值班表',
      due: '2022-09-29',
      covers: ['2022-10-01', '2022-10-02'],
      require: ['scan'],
    } as const;
    expect((await county.say('Amy', '09-28 10:00', (scene) => order(scene, wish))).task).toMatchObject({
      requires: ['scan'],
      covers: ['2022-10-01', '2022-10-02'],
    });
  });
  test('a year without a table is refused, not guessed', async () => {
    const wish = { ...deadline, title: '春节值班表', due: '2029-01-10' };
    await expect(county.say('Amy', '09-28 10:00', (scene) => order(scene, wish))).rejects.toThrow(fails('bad_date'));
  });
  test('a deadline in the past is refused and leaves nothing', async () => {
    await expect(
      county.say('Amy', '09-28 10:00', (scene) => order(scene, { ...deadline, due: '2022-09-27' })),
    ).rejects.toThrow(fails('due_in_past'));
    expect(await county.say('Amy', '09-28 10:00', ({ tx }) => tx.tasks.activeTasks())).toEqual([]);
  });
  test('what was handed in before the order counts', async () => {
    const entries = ['2022-10-01', '2022-10-02'].map((date) => ({
      date,
      leader: [{ name: 'Hal' }],
      staff: [{ name: 'Ann' }],
    }));
    await county.say('Ann', '09-28 09:00', (scene) => bookRoster(scene, { unitId: 'A', entries, more: {} }));
    const { round } = await orderRosters(county);
    expect(await states(round.id)).toEqual(['A reported', 'B missing']);
  });
  test('a moved deadline plans the steps ahead again and keeps what was done', async () => {
    const { round } = await orderRosters(county);
    await county.say('Amy', '09-28 16:00', ({ tx }) => tx.tasks.claimStep(`${round.id}/D-1`, 'done'));
    const moved = await county.say('Amy', '09-29 10:00', (scene) =>
      extend(scene, { item: 'duty', due: '2022-09-29T18:00:00+08:00' }),
    );
    expect(moved).toMatchObject({ before: at('09-29 11:30'), round: { dueAt: at('09-29 18:00') } });
    expect((await steps(round.id)).sort()).toEqual([
      'D-1 done',
      'D0 skipped',
      'T-15 planned',
      'T-60 planned',
      'close planned',
    ]);
  });
  test('moved after it was closed, the round is open again and its draft is gone', async () => {
    const { round } = await orderRosters(county);
    await county.say('Amy', '09-29 11:31', ({ tx }) => tx.tasks.putRound({ ...round, state: 'closed' }));
    await county.say('Amy', '09-29 12:00', (scene) =>
      extend(scene, { item: 'duty', due: '2022-09-29T18:00:00+08:00' }),
    );
    expect(await county.say('Amy', '09-29 12:00', ({ tx }) => tx.tasks.round(round.id))).toMatchObject({
      state: 'open',
      dueAt: at('09-29 18:00'),
    });
    await expect(
      county.say('Amy', '09-29 19:00', (scene) => extend(scene, { item: 'duty', due: '2022-09-29T18:30:00+08:00' })),
    ).rejects.toThrow(fails('due_in_past'));
    await expect(
      county.say('Amy', '09-29 19:00', (scene) => extend(scene, { item: 'zero', due: '2022-09-30' })),
    ).rejects.toThrow(fails('ambiguous_target'));
  });
  test('an exemption holds for the rounds of its days', async () => {
    await county.say('Amy', '09-28 10:00', (scene) =>
      order(scene, { kind: 'deadline', item: 'zero', title: 'zero', every: 'day', clock: '17:30' }),
    );
    const wish = { item: 'zero', targets: ['B'], range: ['2022-09-28', '2022-09-29'], reason: 'closed' } as const;
    await county.say('Amy', '09-28 11:00', (scene) => exemptNamed(scene, wish, undefined));
    expect(await states('TZ-0001/2022-09-28')).toEqual(['A missing', 'B exempt']);
    for (const day of ['2022-09-28', '2022-09-29']) {
      await county.say('Amy', '09-29 00:00', async (scene) => {
        const [made] = await scene.tx.tasks.activeTasks();
        const round = await scene.tx.tasks.round(`TZ-0001/${day}`);
        if (made && round) await openNext(scene, made, round);
      });
    }
    expect(await states('TZ-0001/2022-09-29')).toEqual(['A missing', 'B exempt']);
    expect(await states('TZ-0001/2022-09-30')).toEqual(['A missing', 'B missing']);
  });
  test('an exemption may come before its task', async () => {
    const wish = { item: 'zero', targets: ['B'], range: ['2022-09-28', '2022-09-29'] } as const;
    const made = await county.say('Amy', '09-28 09:00', (scene) => exemptNamed(scene, wish, undefined));
    expect(made).toMatchObject({ tasks: [], numbers: ['MB-0001'] });
    await county.say('Amy', '09-28 10:00', (scene) =>
      order(scene, { kind: 'deadline', item: 'zero', title: 'zero', every: 'day', clock: '17:30' }),
    );
    expect(await states('TZ-0001/2022-09-28')).toEqual(['A missing', 'B exempt']);
  });
});
