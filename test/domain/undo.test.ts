import { bookRoster } from '../../src/domain/services/duty';
import { exemptNamed } from '../../src/domain/services/exemptions';
import { extend } from '../../src/domain/services/extensions';
import { order } from '../../src/domain/services/orders';
import { report } from '../../src/domain/services/reports';
import { undo } from '../../src/domain/services/undo';
import { at, type County, openCounty, orderRosters } from './county';

const fails = (code: string) => expect.objectContaining({ mistake: expect.objectContaining({ code }) });

describe('taking back', () => {
  let county: County;
  beforeEach(async () => {
    county = await openCounty();
  });
  afterEach(() => county.close());
  const takesBack = (who: string, moment: string, ref = 'last') => county.say(who, moment, (scene) => undo(scene, ref));
  const dueOf = (unitId: string) =>
    county.say('Amy', '09-29 20:00', ({ tx }) => tx.tasks.due(`TZ-0001/2022-09-29/${unitId}`));
  const roster = (who: string, moment: string) =>
    county.say(who, moment, (scene) => {
      const entries = ['2022-10-01', '2022-10-02'].map((date) => ({
        date,
        leader: [{ name: 'Lee' }],
        staff: [{ name: 'Sam' }],
      }));
      return bookRoster(scene, { unitId: 'A', entries, more: {} });
    });

  test('one’s own newest record, within thirty minutes', async () => {
    await orderRosters(county);
    await roster('Ann', '09-28 11:00');
    expect(await dueOf('A')).toMatchObject({ state: 'reported' });
    const undone = await takesBack('Ann', '09-28 11:30');
    expect(undone).toMatchObject({ record: { id: 'ZB-0001' }, standings: [{ due: { state: 'missing' } }] });
    expect(await dueOf('A')).toMatchObject({ state: 'missing' });
    await expect(takesBack('Ann', '09-28 11:30')).rejects.toThrow(fails('nothing_to_undo'));
  });
  test('not after that; an admin may, by its number', async () => {
    await orderRosters(county);
    await roster('Ann', '09-28 11:00');
    await expect(takesBack('Ann', '09-28 11:31')).rejects.toThrow(fails('nothing_to_undo'));
    await expect(takesBack('Ann', '09-28 11:31', 'ZB-0001')).rejects.toThrow(fails('stale'));
    await expect(takesBack('Cid', '09-28 11:05', 'ZB-0001')).rejects.toThrow(fails('no_permission'));
    expect((await takesBack('Amy', '09-29 12:00', 'ZB-0001')).record.unitId).toBe('A');
    await expect(takesBack('Amy', '09-29 12:01', 'ZB-0001')).rejects.toThrow(fails('wrong_state'));
    await expect(takesBack('Amy', '09-29 12:01', 'ZB-0009')).rejects.toThrow(fails('nothing_to_undo'));
  });
  test('after the deadline it is missing again, and handed in anew it is late', async () => {
    await orderRosters(county);
    await roster('Ann', '09-29 11:20');
    await takesBack('Ann', '09-29 11:40');
    await roster('Ann', '09-29 11:41');
    expect(await dueOf('A')).toMatchObject({ state: 'late', lateMinutes: 11 });
  });
  test('the record that it had replaced stands again', async () => {
    const zero = (moment: string, out: number) =>
      county.say('Ann', moment, (scene) =>
        report(scene, {
          kind: 'zero',
          unitId: 'A',
          days: ['2022-09-28', '2022-09-28'],
          data: { date: '2022-09-28', abnormal: false, out },
          oneADay: true,
        }),
      );
    await zero('09-28 16:00', 1);
    await zero('09-28 16:05', 2);
    expect(await takesBack('Ann', '09-28 16:10')).toMatchObject({
      record: { id: 'LB-0002' },
      restored: { id: 'LB-0001', state: 'valid' },
    });
  });
  test('an order: nothing of it is asked for again', async () => {
    await county.say('Amy', '09-28 10:00', (scene) =>
      order(scene, { kind: 'deadline', item: 'zero', title: 'zero', every: 'day', clock: '17:30' }),
    );
    expect(await takesBack('Amy', '09-28 10:05')).toMatchObject({ task: { id: 'TZ-0001' } });
    const left = await county.say('Amy', '09-28 10:05', async ({ tx }) => [
      await tx.tasks.activeTasks(),
      await tx.tasks.nextStepAt(),
    ]);
    expect(left).toEqual([[], undefined]);
  });
  test('an extension: the old deadline and its steps are back', async () => {
    const { round } = await orderRosters(county);
    await county.say('Amy', '09-28 11:00', (scene) => extend(scene, { item: 'duty', due: '2022-09-30' }));
    await takesBack('Amy', '09-28 11:05');
    const after = await county.say('Amy', '09-28 11:05', async ({ tx }) => ({
      round: await tx.tasks.round(round.id),
      steps: await tx.tasks.stepsOf(round.id),
    }));
    expect(after.round?.dueAt).toBe(at('09-29 11:30'));
    expect(after.steps.filter((step) => step.state === 'planned').map((step) => step.name)).toEqual([
      'D-1',
      'D0',
      'T-60',
      'T-15',
      'close',
    ]);
  });
  test('an exemption: the unit owes again; what it had handed in still counts', async () => {
    await orderRosters(county);
    await roster('Ann', '09-28 11:00');
    const wish = { item: 'duty', targets: ['A', 'B'], range: ['2022-10-01', '2022-10-01'] } as const;
    const { numbers } = await county.say('Amy', '09-28 12:00', (scene) => exemptNamed(scene, wish, undefined));
    expect([(await dueOf('A'))?.state, (await dueOf('B'))?.state]).toEqual(['exempt', 'exempt']);
    for (const number of numbers) await takesBack('Amy', '09-28 12:05', number);
    expect(await dueOf('A')).toMatchObject({ state: 'reported', lateMinutes: 0 });
    expect((await dueOf('B'))?.state).toBe('missing');
  });
});
