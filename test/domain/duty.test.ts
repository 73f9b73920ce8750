import { bookRoster, changeDay, dutyOn, nextDutyOf, runsOf, waysToMend } from '../../src/domain/services/duty';
import { undo } from '../../src/domain/services/undo';
import { answerSwap, askSwap, type SwapState } from '../../src/domain/services/swaps';
import type { DutyEntry } from '../../src/domain/values';
import { type County, openCounty } from './county';

let county: County;
beforeEach(async () => {
  county = await openCounty();
  await county.say('Ann', '09-28 10:00', (scene) => bookRoster(scene, { unitId: 'A', entries, more: {} }));
});
afterEach(() => county.close());

const day = (date: string, staff: string): DutyEntry => ({ date, leader: [{ name: 'Hal' }], staff: [{ name: staff }] });
const entries = [day('2022-10-01', 'Ann'), day('2022-10-02', 'Bob'), day('2022-10-03', 'Bob')];
const swap = { unitId: 'A', a: { date: '2022-10-01', name: 'Ann' }, b: { date: '2022-10-02', name: 'Bob' } };
const ask = (who: string, what = swap): Promise<SwapState> =>
  county.say(who, '09-28 11:00', (scene) => askSwap(scene, what));
const agree = (who: string, ref?: string, agreed = true) =>
  county.say(who, '09-28 12:00', (scene) => answerSwap(scene, { ref, agreed }));
const staff = async (): Promise<readonly (string | undefined)[]> => {
  const on = await county.say('Ann', '09-28 13:00', (scene) => dutyOn(scene, ['A', 'B'], ['2022-10-01', '2022-10-03']));
  expect(on.get('B')).toEqual([]);
  return (on.get('A') ?? []).map((entry) => entry.staff?.[0]?.name);
};
const code = (expected: string) => ({ mistake: { code: expected } });

describe('who is on duty', () => {
  test("on a day, in a range, and somebody's next day", async () => {
    const one = await county.say('Ann', '09-28 13:00', (scene) => dutyOn(scene, ['A'], '2022-10-02'));
    expect(one.get('A')).toEqual([day('2022-10-02', 'Bob')]);
    expect(await staff()).toEqual(['Ann', 'Bob', 'Bob']);
    const next = (name: string, moment: string) => county.say('Ann', moment, (scene) => nextDutyOf(scene, 'A', name));
    expect((await next('Bob', '10-03 08:00'))?.date).toBe('2022-10-03');
    expect(await next('Ann', '10-02 08:00')).toBeUndefined();
  });

  test('a swap with a day outside of the range is seen', async () => {
    await ask('Hal');
    const one = await county.say('Ann', '09-28 13:00', (scene) => dutyOn(scene, ['A'], '2022-10-01'));
    expect(one.get('A')?.[0]?.staff).toEqual([{ name: 'Bob' }]);
  });

  test('days in a row with the same people are one line', () => {
    const runs = runsOf([...entries, day('2022-10-05', 'Bob')]);
    expect(runs.map((run) => run.days)).toEqual([['2022-10-01'], ['2022-10-02', '2022-10-03'], ['2022-10-05']]);
  });
});

describe('a swap', () => {
  test('waits for the other side, and takes effect with their consent', async () => {
    const asked = await ask('Ann');
    expect(asked).toMatchObject({ isNew: true, request: { id: 'ZB-0002', waiting: ['Bob'] }, asked: [{ id: 'Bob' }] });
    expect(await staff()).toEqual(['Ann', 'Bob', 'Bob']);
    expect(await ask('Ann')).toMatchObject({ isNew: false, request: { id: 'ZB-0002' }, asked: [] });
    expect(await agree('Bob')).toMatchObject({ outcome: 'done', done: { unchanged: false } });
    expect(await staff()).toEqual(['Bob', 'Ann', 'Bob']);
    expect(await ask('Ann')).toMatchObject({ done: { unchanged: true } });
    await expect(agree('Bob', 'ZB-0002')).rejects.toMatchObject(code('wrong_state'));
  });

  test('of two others waits for both', async () => {
    const third = { unitId: 'A', a: { date: '2022-10-01', name: 'Ann' }, b: { date: '2022-10-03', name: 'Bob' } };
    await county.say('Hal', '09-28 10:30', (scene) =>
      changeDay(scene, { kind: 'duty_substitute', unitId: 'A', date: '2022-10-02', from: 'Bob', to: 'Ann', more: {} }),
    );
    await ask('Cid', third).catch(() => undefined);
    expect(await agree('Ann')).toMatchObject({ outcome: 'waiting', request: { waiting: ['Bob'] } });
    expect(await agree('Bob')).toMatchObject({ outcome: 'done' });
    expect(await staff()).toEqual(['Bob', 'Ann', 'Ann']);
  });

  test('needs nobody when the head asks, and is taken back by undo', async () => {
    expect(await ask('Hal')).toMatchObject({ done: { unchanged: false } });
    expect(await staff()).toEqual(['Bob', 'Ann', 'Bob']);
    await county.say('Hal', '09-28 11:10', (scene) => undo(scene, 'last'));
    expect(await staff()).toEqual(['Ann', 'Bob', 'Bob']);
  });

  test('is refused by the other side: nothing changes, and nobody can agree any more', async () => {
    await ask('Ann');
    expect(await agree('Bob', undefined, false)).toMatchObject({ outcome: 'refused' });
    await expect(agree('Bob')).rejects.toMatchObject(code('stale'));
    expect(await staff()).toEqual(['Ann', 'Bob', 'Bob']);
  });

  test("is nobody else's to agree to, not even its asker's; the head may", async () => {
    await ask('Ann');
    await expect(agree('Ann', 'ZB-0002')).rejects.toMatchObject(code('no_permission'));
    await expect(agree('Cid', 'ZB-0002')).rejects.toMatchObject(code('no_permission'));
    expect(await agree('Hal')).toMatchObject({ outcome: 'done' });
  });

  test('that was taken back, or whose days changed meanwhile, has no effect', async () => {
    await ask('Ann');
    await county.say('Ann', '09-28 11:05', (scene) => undo(scene, 'last'));
    await expect(agree('Bob', 'ZB-0002')).rejects.toMatchObject(code('wrong_state'));
    await ask('Ann');
    await county.say('Ann', '09-28 11:10', (scene) =>
      changeDay(scene, { kind: 'duty_update', unitId: 'A', date: '2022-10-01', from: 'Ann', to: 'Cid', more: {} }),
    );
    await expect(agree('Bob')).rejects.toMatchObject(code('not_on_roster'));
  });

  test('names people who are on the roster of that day', async () => {
    await expect(ask('Ann', { ...swap, a: { date: '2022-10-01', name: 'Cid' } })).rejects.toMatchObject({
      mistake: { code: 'not_on_roster', typed: 'Cid', details: { date: '2022-10-01', names: ['Hal', 'Ann'] } },
    });
    await expect(ask('Ann', { ...swap, b: { date: '2022-10-09', name: 'Bob' } })).rejects.toMatchObject(
      code('not_on_roster'),
    );
  });
});

describe('a change of one day', () => {
  const change = (from: string, to: string) =>
    county.say('Ann', '09-28 11:00', (scene) =>
      changeDay(scene, { kind: 'duty_substitute', unitId: 'A', date: '2022-10-01', from, to, more: {} }),
    );

  test('a substitute comes; typed twice it is entered once', async () => {
    expect((await change('Ann', 'Bob')).unchanged).toBe(false);
    expect((await change('Ann', 'Bob')).unchanged).toBe(true);
    expect(await staff()).toEqual(['Bob', 'Bob', 'Bob']);
    await county.say('Ann', '09-28 11:05', (scene) => undo(scene, 'last'));
    expect(await staff()).toEqual(['Ann', 'Bob', 'Bob']);
  });

  test('is refused for somebody who is not there, or who is there already', async () => {
    await expect(change('Cid', 'Bob')).rejects.toMatchObject(code('not_on_roster'));
    await expect(change('Ann', 'Hal')).rejects.toMatchObject(code('same_person'));
    await expect(change('Ann', 'Ann')).rejects.toMatchObject(code('same_person'));
  });
});

test('what is missing decides how it is asked for', () => {
  const ways = waysToMend([{ mark: 'landline' }, { mark: 'mobile', names: ['Ann'] }, { mark: 'scan' }]);
  expect(ways).toEqual({ landline: true, signed: false, stamped: false, scan: true, paper: true, people: true });
  expect(waysToMend([{ part: 'leader', days: ['2022-10-01'] }])).toMatchObject({ paper: false, people: true });
});
