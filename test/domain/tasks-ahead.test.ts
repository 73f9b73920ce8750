import { createCalendar } from '../../src/calendar/calendar';
import { endOfDay, firstRound, nextRound } from '../../src/domain/rounds';
import { scheduleOf } from '../../src/domain/services/orders';
import { afterQuiet, closesAt, lateMinutes, planSteps } from '../../src/domain/steps';
import type { Round, Schedule, Task } from '../../src/domain/task';
import { dayOf, type Instant, stampOf } from '../../src/lib/time';
import { at } from './county';

const calendar = createCalendar();
const task = (schedule: Schedule): Task => ({
  id: 'TZ-0001',
  item: 'zero',
  title: 'zero',
  targets: [],
  audience: { words: [] },
  groupIds: [],
  schedule,
  requires: [],
  graceMinutes: 0,
  createdBy: 'Amy',
  createdAt: 0,
  state: 'active',
});
const roundUntil = (dueAt: Instant, opensAt = 0): Round => ({
  id: 'R',
  taskId: 'TZ-0001',
  day: dayOf(dueAt),
  opensAt,
  dueAt,
  state: 'open',
});
const stepsUntil = (dueAt: Instant, now: Instant): string[] =>
  planSteps(task({ every: 'once', dueAt, dateOnly: false }), roundUntil(dueAt), now).map(
    ({ name, at: when }) => `${name} ${stampOf(when).slice(5, 16)}`,
  );

describe('the steps of a round', () => {
  test('D-1, D0, T-60, T-15 and the close one minute after', () => {
    expect(stepsUntil(at('09-29 11:30'), at('09-28 10:00'))).toEqual([
      'D-1 09-28T16:00',
      'D0 09-29T09:00',
      'T-60 09-29T10:30',
      'T-15 09-29T11:15',
      'close 09-29T11:31',
    ]);
  });
  test('what is past is dropped, also the very minute', () => {
    expect(stepsUntil(at('09-29 11:30'), at('09-29 10:30'))).toEqual(['T-15 09-29T11:15', 'close 09-29T11:31']);
  });
  test('what falls together is said once', () => {
    expect(stepsUntil(at('09-29 10:00'), at('09-28 17:00'))).toEqual([
      'D0 09-29T09:00',
      'T-15 09-29T09:45',
      'close 09-29T10:01',
    ]);
  });
  test('the quiet hours put reminders off; past the deadline they are dropped', () => {
    expect(stepsUntil(at('09-29 07:30'), at('09-28 17:00'))).toEqual([
      'T-60 09-29T07:00',
      'T-15 09-29T07:15',
      'close 09-29T07:31',
    ]);
    expect(stepsUntil(endOfDay('2022-09-29'), at('09-28 17:00'))).toEqual(['D0 09-29T09:00', 'close 09-30T00:00']);
  });
  test('a round that is not open yet is not reminded of', () => {
    const dueAt = at('09-29 17:30');
    const steps = planSteps(
      task({ every: 'day', clock: '17:30' }),
      roundUntil(dueAt, at('09-29 00:00')),
      at('09-28 10:00'),
    );
    expect(steps.map((step) => step.name)).toEqual(['D0', 'T-60', 'T-15', 'close']);
  });
  test('a weekly count is nudged on Wednesday and Sunday', () => {
    const dueAt = endOfDay('2022-10-02');
    const steps = planSteps(task({ every: 'week_count', count: 2 }), roundUntil(dueAt), at('09-26 08:00'));
    expect(steps.map(({ name, at: when }) => `${name} ${dayOf(when)}`)).toEqual([
      'W3 2022-09-28',
      'W7 2022-10-02',
      'close 2022-10-03',
    ]);
  });
  test('quiet hours are 22:00 to 07:00', () => {
    expect(afterQuiet(at('09-29 21:59'))).toBe(at('09-29 21:59'));
    expect(afterQuiet(at('09-29 22:00'))).toBe(at('09-30 07:00'));
    expect(afterQuiet(at('09-30 06:59'))).toBe(at('09-30 07:00'));
    expect(afterQuiet(at('09-30 07:00'))).toBe(at('09-30 07:00'));
  });
  test('lateness is rounded up, grace is not late, the close waits for it', () => {
    expect(lateMinutes(at('09-29 11:30:01'), at('09-29 11:30'), 0)).toBe(1);
    expect(lateMinutes(at('09-29 11:35'), at('09-29 11:30'), 5)).toBe(0);
    expect(lateMinutes(at('09-29 11:35:01'), at('09-29 11:30'), 5)).toBe(6);
    expect(closesAt(at('09-29 11:30'), 5)).toBe(at('09-29 11:36'));
  });
});

describe('the first and the next round of each rhythm', () => {
  const rounds = (schedule: Schedule, now: string): string[] => {
    const first = firstRound(task(schedule), Date.parse(`${now}+08:00`), calendar);
    const next = first && nextRound(task(schedule), first, calendar);
    return [first, next].flatMap((round) =>
      round ? [`${round.day} ${stampOf(round.opensAt).slice(5, 16)} ${stampOf(round.dueAt).slice(5, 19)}`] : [],
    );
  };
  test('once', () => {
    const dueAt = at('09-29 11:30');
    expect(rounds({ every: 'once', dueAt, dateOnly: false }, '2022-09-28T10:00:00')).toEqual([
      '2022-09-29 09-28T10:00 09-29T11:30:00',
    ]);
  });
  test('daily: today while its clock is ahead, else tomorrow; ends with its range', () => {
    const schedule = { every: 'day', clock: '17:30' } as const;
    expect(rounds(schedule, '2022-09-28T17:29:00')).toEqual([
      '2022-09-28 09-28T00:00 09-28T17:30:00',
      '2022-09-29 09-29T00:00 09-29T17:30:00',
    ]);
    expect(rounds(schedule, '2022-09-28T17:30:00')[0]).toBe('2022-09-29 09-29T00:00 09-29T17:30:00');
    const range = ['2022-10-01', '2022-10-02'] as const;
    expect(rounds({ ...schedule, range }, '2022-09-28T10:00:00')).toEqual([
      '2022-10-01 10-01T00:00 10-01T17:30:00',
      '2022-10-02 10-02T00:00 10-02T17:30:00',
    ]);
    expect(rounds({ ...schedule, range }, '2022-10-02T17:31:00')).toEqual([]);
  });
  test('every working day: days off are left out, make-up days are not', () => {
    const schedule = { every: 'day', clock: '17:30', workdaysOnly: true } as const;
    expect(rounds(schedule, '2026-10-09T18:00:00').map((round) => round.slice(0, 10))).toEqual([
      '2026-10-10',
      '2026-10-12',
    ]);
  });
  test('weekly: the weekdays typed, moved where they are off', () => {
    const schedule = { every: 'week', clock: '15:00', weekdays: [3], ifHoliday: 'none' } as const;
    expect(rounds(schedule, '2026-11-23T16:40:00')).toEqual([
      '2026-11-25 11-23T00:00 11-25T15:00:00',
      '2026-12-02 11-30T00:00 12-02T15:00:00',
    ]);
    expect(rounds({ ...schedule, ifHoliday: 'next_workday' }, '2026-10-05T08:00:00')[0]).toBe(
      '2026-10-07 10-05T00:00 10-08T15:00:00',
    );
    expect(rounds({ ...schedule, ifHoliday: 'second_workday' }, '2026-10-05T08:00:00')[0]).toBe(
      '2026-10-07 10-05T00:00 10-09T15:00:00',
    );
  });
  test('so many a week: Monday to the last second of Sunday, the running week counts', () => {
    expect(rounds({ every: 'week_count', count: 2 }, '2026-11-25T10:00:00')).toEqual([
      '2026-11-23 11-23T00:00 11-29T23:59:59',
      '2026-11-30 11-30T00:00 12-06T23:59:59',
    ]);
  });
  test('monthly: short months end earlier, days off move', () => {
    const schedule = { every: 'month', clock: '17:30', monthday: 31, ifHoliday: 'none' } as const;
    expect(rounds(schedule, '2026-02-10T08:00:00')).toEqual([
      '2026-02-28 02-01T00:00 02-28T17:30:00',
      '2026-03-31 03-01T00:00 03-31T17:30:00',
    ]);
    // 10 October 2026 is a worked Saturday, 10 January a free Saturday.
    expect(rounds({ ...schedule, monthday: 10, ifHoliday: 'next_workday' }, '2026-10-02T08:00:00')[0]).toBe(
      '2026-10-10 10-01T00:00 10-10T17:30:00',
    );
    expect(rounds({ ...schedule, monthday: 10, ifHoliday: 'next_workday' }, '2026-01-02T08:00:00')[0]).toBe(
      '2026-01-10 01-01T00:00 01-12T17:30:00',
    );
  });
  test('the first round of an unknown year is refused, a later one stays on its day until the table is there', () => {
    const schedule = { every: 'month', clock: '17:30', monthday: 10, ifHoliday: 'next_workday' } as const;
    // 10 January 2027 is a Sunday, and no table says what comes after it.
    expect(rounds(schedule, '2026-11-20T08:00:00')[1]).toBe('2027-01-10 01-01T00:00 01-10T17:30:00');
    expect(() => rounds(schedule, '2027-01-02T08:00:00')).toThrow('2027');
  });
  test('a day without a clock counts to its last second; a week without a weekday is once a week', () => {
    expect(scheduleOf({ due: '2026-12-05' })).toEqual({ every: 'once', dueAt: endOfDay('2026-12-05'), dateOnly: true });
    expect(scheduleOf({ every: 'week' })).toEqual({ every: 'week_count', count: 1 });
    expect(scheduleOf({ per_week: 2 })).toEqual({ every: 'week_count', count: 2 });
    expect(() => scheduleOf({})).toThrow(
      expect.objectContaining({ mistake: expect.objectContaining({ code: 'missing_field' }) }),
    );
  });
});
