import { type Handed, settled, stillOwes } from '../../src/domain/settlement';
import type { Due, Round, Task } from '../../src/domain/task';
import { at } from './county';

const task: Task = {
  id: 'TZ-0001',
  item: 'duty',
  title: 'rosters',
  targets: ['A'],
  audience: { words: ['A'] },
  groupIds: [],
  schedule: { every: 'once', dueAt: at('09-29 11:30'), dateOnly: false },
  requires: [],
  graceMinutes: 0,
  createdBy: 'Amy',
  createdAt: 0,
  state: 'active',
};
const round: Round = {
  id: 'TZ-0001/2022-09-29',
  taskId: 'TZ-0001',
  day: '2022-09-29',
  opensAt: 0,
  dueAt: at('09-29 11:30'),
  state: 'open',
};
const missing: Due = {
  id: `${round.id}/A`,
  roundId: round.id,
  unitId: 'A',
  state: 'missing',
  lateMinutes: 0,
  lacks: [],
};
const complete: Handed = { any: true, lacks: [], recordId: 'ZB-0001' };
const half: Handed = { any: true, lacks: [{ mark: 'scan' }], recordId: 'ZB-0001' };
const nothing: Handed = { any: false, lacks: [] };
const settle = (due: Due, handed: Handed, moment: string, graceMinutes = 0): Due =>
  settled(due, handed, { at: at(moment), round, task: { ...task, graceMinutes } });

describe('the entry of a unit', () => {
  test('the last second counts; one second later is one minute late', () => {
    expect(settle(missing, complete, '09-29 11:30:00')).toMatchObject({
      state: 'reported',
      lateMinutes: 0,
      settledAt: at('09-29 11:30'),
    });
    expect(settle(missing, complete, '09-29 11:30:01')).toMatchObject({ state: 'late', lateMinutes: 1 });
    expect(settle(missing, complete, '09-29 11:31:00')).toMatchObject({ state: 'late', lateMinutes: 1 });
    expect(settle(missing, complete, '09-29 11:42:00')).toMatchObject({ state: 'late', lateMinutes: 12 });
  });

  test('minutes of grace are on time; after them the whole lateness counts', () => {
    expect(settle(missing, complete, '09-29 11:40:00', 10).state).toBe('reported');
    expect(settle(missing, complete, '09-29 11:41:00', 10)).toMatchObject({ state: 'late', lateMinutes: 11 });
  });

  test('incomplete is neither on time nor late, and says what it lacks', () => {
    const due = settle(missing, half, '09-28 10:00');
    expect(due).toMatchObject({ state: 'incomplete', lacks: [{ mark: 'scan' }], lateMinutes: 0 });
    expect(due.settledAt).toBeUndefined();
    expect(stillOwes(due)).toBe(true);
  });

  test('the moment of completion counts, not that of the first half', () => {
    const due = settle(missing, half, '09-28 10:00');
    expect(settle(due, complete, '09-29 11:00')).toMatchObject({
      state: 'reported',
      settledAt: at('09-29 11:00'),
      lacks: [],
    });
    expect(settle(due, complete, '09-29 11:35')).toMatchObject({ state: 'late', lateMinutes: 5 });
  });

  test('a correction after the deadline keeps the time while it stays complete', () => {
    const due = settle(missing, complete, '09-29 09:00');
    const corrected = settle(due, { ...complete, recordId: 'ZB-0002' }, '09-30 09:00');
    expect(corrected).toMatchObject({ state: 'reported', settledAt: at('09-29 09:00'), recordId: 'ZB-0002' });
    const broken = settle(due, half, '09-30 09:00');
    expect(broken.state).toBe('incomplete');
    expect(settle(broken, complete, '09-30 09:30')).toMatchObject({ state: 'late', settledAt: at('09-30 09:30') });
  });

  test('taken back, it is missing again, and its time is gone', () => {
    const undone = settle(settle(missing, complete, '09-29 09:00'), nothing, '09-29 12:00');
    expect(undone).toEqual(missing);
    expect(settle(undone, complete, '09-29 12:01')).toMatchObject({ state: 'late', lateMinutes: 31 });
  });

  test('exempt stays exempt, whatever is handed in', () => {
    const exempt: Due = { ...missing, state: 'exempt', reason: 'closed for repairs' };
    for (const handed of [complete, half, nothing]) expect(settle(exempt, handed, '09-29 12:00')).toBe(exempt);
    expect(stillOwes(exempt)).toBe(false);
  });

  test('returned stays returned until something is handed in', () => {
    const returned: Due = { ...missing, state: 'returned', reason: 'unreadable' };
    expect(settle(returned, nothing, '09-29 09:00')).toBe(returned);
    expect(settle(returned, complete, '09-29 09:00').state).toBe('reported');
  });
});
