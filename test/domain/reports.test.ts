import { type Booked, type Report, report } from '../../src/domain/services/reports';
import { acknowledge, submit } from '../../src/domain/services/submissions';
import { createTask } from '../../src/domain/services/tasks';
import { undo } from '../../src/domain/services/undo';
import { bookZero } from '../../src/domain/services/zeros';
import { bookFix, bookHazard, hazardsOf } from '../../src/domain/services/hazards';
import { at, type County, openCounty, orderRosters } from './county';

let county: County;
beforeEach(async () => {
  county = await openCounty();
});
afterEach(() => county.close());

const entries = ['2022-10-01', '2022-10-02'].map((date) => ({
  date,
  leader: [{ name: 'Hal' }],
  staff: [{ name: 'Ann' }],
}));
const roster: Report = { kind: 'duty', unitId: 'A', days: ['2022-10-01', '2022-10-02'], data: { entries } };
const says = (moment: string, entry: Report): Promise<Booked> =>
  county.say('Ann', moment, (scene) => report(scene, entry));
const state = (booked: Booked) => booked.standings.map(({ due }) => [due.state, due.lateMinutes]);

describe('a report', () => {
  test('is on time at 11:30:00 and one minute late at 11:30:01', async () => {
    await orderRosters(county);
    expect(state(await says('09-29 11:30:00', roster))).toEqual([['reported', 0]]);
    const other = await county.say('Cid', '09-29 11:30:01', (scene) => report(scene, { ...roster, unitId: 'B' }));
    expect(state(other)).toEqual([['late', 1]]);
  });

  test('typed twice is entered once', async () => {
    await orderRosters(county);
    const first = await says('09-28 12:00', roster);
    const again = await says('09-29 12:00', { ...roster, data: { entries, landline: undefined } });
    expect(again).toMatchObject({ unchanged: true, record: { id: first.record.id } });
    expect(state(again)).toEqual([['reported', 0]]);
  });

  test('that was changed since is entered again', async () => {
    await says('09-28 12:00', roster);
    const change = { date: '2022-10-01', from: 'Ann', to: 'Bob' };
    await says('09-28 12:01', { kind: 'duty_update', unitId: 'A', days: ['2022-10-01', '2022-10-01'], data: change });
    expect((await says('09-28 12:02', roster)).unchanged).toBe(false);
    expect((await says('09-28 12:03', roster)).unchanged).toBe(true);
  });

  test('that was sent before its task counts for it', async () => {
    await says('09-28 09:00', roster);
    const { round } = await orderRosters(county);
    const due = await county.say('Ann', '09-28 11:00', (scene) => scene.tx.tasks.due(`${round.id}/A`));
    expect(due).toMatchObject({ state: 'reported' });
    expect((await says('09-28 11:01', roster)).unchanged).toBe(true);
  });

  test('incomplete, then completed late', async () => {
    await orderRosters(county, { requires: ['signed', 'scan'] });
    const half = await says('09-29 10:00', roster);
    expect(half.standings[0]?.due).toMatchObject({
      state: 'incomplete',
      lacks: [{ mark: 'signed' }, { mark: 'scan' }],
    });
    const papers: Report = {
      kind: 'duty_attach',
      unitId: 'A',
      days: ['2022-09-29', '2022-09-29'],
      data: { signed: true, scan: true },
    };
    expect(state(await says('09-29 11:42', papers))).toEqual([['late', 12]]);
  });

  test('corrected after the deadline keeps its time; taken back it is missing', async () => {
    await orderRosters(county);
    await says('09-29 09:00', roster);
    const change = { date: '2022-10-01', from: 'Ann', to: 'Bob' };
    const update: Report = { kind: 'duty_update', unitId: 'A', days: ['2022-10-01', '2022-10-01'], data: change };
    const corrected = await says('09-30 09:00', update);
    expect(corrected.standings[0]?.due).toMatchObject({ state: 'reported', settledAt: at('09-29 09:00') });
    await county.say('Ann', '09-30 09:05', (scene) => undo(scene, 'last'));
    const gone = await county.say('Amy', '09-30 09:06', (scene) => undo(scene, 'ZB-0001'));
    expect(gone.standings[0]?.due).toMatchObject({ state: 'missing', lateMinutes: 0 });
  });

  test('of an exempt unit is kept, and the unit stays exempt', async () => {
    const { round } = await orderRosters(county);
    await county.say('Amy', '09-28 11:00', async (scene) => {
      const due = await scene.tx.tasks.due(`${round.id}/A`);
      if (due) await scene.tx.tasks.putDue({ ...due, state: 'exempt', reason: 'closed' });
    });
    expect(state(await says('09-29 10:00', roster))).toEqual([['exempt', 0]]);
  });
});

describe('the report of a day', () => {
  const zero = (moment: string, more: object, abnormal = false) =>
    county.say('Ann', moment, (scene) =>
      bookZero(scene, { unitId: 'A', date: '2022-09-28', abnormal, more: { ...more } }),
    );

  test('said again is the same; said differently it replaces, and undo brings the first one back', async () => {
    const first = await zero('09-28 15:00', { elders: 56 });
    expect((await zero('09-28 15:01', { elders: 56, event: undefined })).booked.unchanged).toBe(true);
    const second = await zero('09-28 15:02', { event: 'no water' }, true);
    expect(second).toMatchObject({ matters: true, before: { id: first.booked.record.id }, booked: { edited: true } });
    const back = await zero('09-28 15:03', { elders: 56 });
    expect(back).toMatchObject({ matters: true, booked: { unchanged: false, edited: true } });
    const undone = await county.say('Ann', '09-28 15:04', (scene) => undo(scene, 'last'));
    expect(undone.restored?.id).toBe(second.booked.record.id);
  });
});

describe('papers and receipts', () => {
  const order = (item: string, dueAt: string, more: object = {}) =>
    county.say('Amy', '09-28 10:00', (scene) =>
      createTask(scene, {
        kind: 'deadline',
        item,
        title: item,
        audience: { words: ['A'] },
        requires: [],
        schedule: { every: 'once', dueAt: at(dueAt), dateOnly: false },
        ...more,
      }),
    );

  test('a paper finds its task by title, and says what is still missing', async () => {
    await order('summary', '09-29 11:30', { requires: ['stamped', 'scan'] });
    const hand = (data: object) =>
      county.say('Ann', '09-28 12:00', (scene) => submit(scene, { unitId: 'A', item: 'summary', data: { ...data } }));
    expect((await hand({ stamped: true })).standings[0]?.due).toMatchObject({
      state: 'incomplete',
      lacks: [{ mark: 'scan' }],
    });
    expect((await hand({ scan: true })).standings[0]?.due).toMatchObject({ state: 'reported' });
  });

  test("papers of a roster are the roster's own", async () => {
    await orderRosters(county, { requires: ['signed'], title: 'holiday rosters' });
    await says('09-28 12:00', roster);
    const booked = await county.say('Ann', '09-28 12:01', (scene) =>
      submit(scene, { unitId: 'A', item: 'holiday rosters', data: { signed: true } }),
    );
    expect(booked).toMatchObject({ record: { kind: 'duty_attach' }, standings: [{ due: { state: 'reported' } }] });
  });

  test('one receipt answers every notice that waits, and none when nothing waits', async () => {
    await order('receipt', '09-29 11:30', { title: 'first' });
    await order('receipt', '09-30 11:30', { title: 'second' });
    const ack = () => county.say('Ann', '09-29 11:40', (scene) => acknowledge(scene, 'A'));
    expect((await ack()).map(({ task, due }) => [task.title, due.state])).toEqual([
      ['first', 'late'],
      ['second', 'reported'],
    ]);
    expect(await ack()).toEqual([]);
  });
});

describe('a finding', () => {
  const hazards = () => county.say('Ann', '09-29 09:00', (scene) => hazardsOf(scene, ['A']));
  const book = (data: object) =>
    county.say('Ann', '09-28 10:00', (scene) =>
      bookHazard(scene, { unitId: 'A', found: '2022-09-28', isDone: false, data: { ...data } }),
    );
  const fix = (moment: string, data: object) =>
    county.say('Ann', moment, (scene) => bookFix(scene, { hazardId: 'YH-0001', state: 'progress', data: { ...data } }));

  test('takes its newest repair, and loses it with undo', async () => {
    await book({ desc: 'blocked stairs' });
    await fix('09-28 11:00', { percent: 60 });
    await county.say('Ann', '09-28 12:00', (scene) => bookFix(scene, { hazardId: 'YH-0001', state: 'done', data: {} }));
    expect(await hazards()).toMatchObject([{ id: 'YH-0001', state: 'rectifying', done: '2022-09-28' }]);
    await county.say('Ann', '09-28 12:01', (scene) => undo(scene, 'last'));
    expect(await hazards()).toMatchObject([{ state: 'rectifying', percent: 60 }]);
    await county.say('Amy', '09-28 12:02', (scene) => undo(scene, 'ZG-0001'));
    expect(await hazards()).toMatchObject([{ state: 'open' }]);
  });

  test('none was found: no finding, and no number of one', async () => {
    const none = await book({ none: true });
    expect(none.record.id).toBe('LB-0001');
    expect(await hazards()).toEqual([]);
    expect((await book({ desc: 'blocked stairs' })).record.id).toBe('YH-0001');
  });

  test('reported again after a repair is still the same finding', async () => {
    await book({ desc: 'blocked stairs' });
    await fix('09-28 11:00', { percent: 60 });
    expect((await book({ desc: 'blocked stairs' })).unchanged).toBe(true);
  });

  test('that is unknown or closed cannot be repaired', async () => {
    await expect(fix('09-28 11:00', {})).rejects.toMatchObject({ mistake: { code: 'unknown_hazard' } });
    const { record } = await book({ desc: 'blocked stairs' });
    await county.say('Amy', '09-28 10:30', (scene) =>
      scene.tx.ledger.setData(record.id, { ...record.data, state: 'closed' }),
    );
    await expect(fix('09-28 11:00', {})).rejects.toMatchObject({ mistake: { code: 'wrong_state' } });
  });
});
