import { correct } from '../../src/domain/services/corrections';
import {
  bookFix,
  bookHazard,
  grade,
  hazardNumbered,
  note,
  planFix,
  supervise,
} from '../../src/domain/services/hazards';
import { type MonthFigures, monthFigures } from '../../src/domain/services/hazard-months';
import { type County, openCounty } from './county';

let county: County;
beforeEach(async () => {
  county = await openCounty();
});
afterEach(() => county.close());

const SEPTEMBER = ['2022-09-01', '2022-09-30'] as const;
const OCTOBER = ['2022-10-01', '2022-10-31'] as const;
const find = (who: string, unitId: string, moment: string, found: string): Promise<string> =>
  county.say(who, moment, async (scene) => {
    const booked = await bookHazard(scene, { unitId, found, isDone: false, data: { desc: 'a door that is blocked' } });
    return booked.record.id;
  });
const close = (id: string, moment: string): Promise<unknown> =>
  county.say('Amy', moment, async (scene) => {
    await bookFix(scene, { hazardId: id, state: 'done', data: { by: 'Ann', cost: 20_000 } });
    return note(scene, await hazardNumbered(scene, id), { kind: 'accept', data: { result: 'pass', by: 'Amy' } });
  });
const figures = (moment: string, days: typeof SEPTEMBER | typeof OCTOBER): Promise<MonthFigures | undefined> =>
  county.say('Amy', moment, async (scene) => (await monthFigures(scene, ['A', 'B'], [days]))[0]);

test('what is recorded until the last second of the month counts, what comes later does not', async () => {
  const [first, second] = [
    await find('Ann', 'A', '09-28 10:00', '2022-09-28'),
    await find('Cid', 'B', '09-29 10:00', '2022-09-29'),
  ];
  await close(first, '09-30 23:59:59');
  await close(second, '10-01 00:00');
  // Found in September, told in October: nobody knew of it when the figures were issued.
  await find('Cid', 'B', '10-01 09:00', '2022-09-30');
  expect(await figures('10-05 10:00', SEPTEMBER)).toMatchObject({
    checked: 2,
    general: 2,
    generalFixed: 1,
    funds: 20_000,
  });
});

test('issued figures stay when a finding is closed or comes back later', async () => {
  const id = await find('Ann', 'A', '09-28 10:00', '2022-09-28');
  await close(id, '09-29 10:00');
  const issued = await figures('10-01 08:00', SEPTEMBER);
  expect(issued).toMatchObject({ general: 1, generalFixed: 1 });
  await county.say('Amy', '10-10 10:00', async (scene) =>
    note(scene, await hazardNumbered(scene, id), { kind: 'recheck', data: { result: 'relapse' } }),
  );
  expect(await figures('10-11 08:00', SEPTEMBER)).toEqual(issued);
  const hazard = await county.say('Amy', '10-11 08:00', (scene) => hazardNumbered(scene, id));
  expect(hazard).toMatchObject({ round: 2, state: 'open' });
});

test('a record that is corrected later was there before', async () => {
  await find('Ann', 'A', '09-28 10:00', '2022-09-28');
  await county.say('Amy', '10-03 10:00', (scene) =>
    correct(scene, { set: { desc: 'a door that is locked' }, of: 'hazard', date: '2022-09-28' }),
  );
  expect(await figures('10-05 10:00', SEPTEMBER)).toMatchObject({ checked: 1, general: 1 });
  expect(await figures('10-05 10:00', OCTOBER)).toMatchObject({ checked: 0, general: 0 });
});

test('major ones: with a plan, with all five, by the province', async () => {
  const [half, whole] = [
    await find('Ann', 'A', '09-28 10:00', '2022-09-28'),
    await find('Cid', 'B', '09-28 11:00', '2022-09-28'),
  ];
  const owner = [{ name: 'Hal' }];
  await county.say('Amy', '09-28 12:00', async (scene) => {
    for (const id of [half, whole]) await grade(scene, id, 'major');
    await supervise(scene, half, { due: '2022-10-10', owner, level: 'county' });
    await supervise(scene, whole, { due: '2022-10-10', owner, level: 'province' });
    await planFix(scene, half, { measure: 'a new door' });
    await planFix(scene, whole, { measure: 'a new door', funds: 0, preplan: 'a guard' });
  });
  expect(await figures('09-29 10:00', SEPTEMBER)).toMatchObject({
    general: 0,
    major: 2,
    majorClosed: 0,
    planned: 2,
    complete: 1,
    supervised: 2,
    provincial: 1,
  });
});
