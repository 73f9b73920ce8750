import { DAY, HOUR, instantOf, MINUTE } from '../../src/lib/time';
import { onEachDatabase } from './on-each-database';
import { due, MORNING, round, step, task } from './samples';

onEachDatabase('tasks', (database) => {
  const run: ReturnType<typeof database.storage>['work']['run'] = (job) => database.storage().work.run(job);
  const first = round('TZ-0001', '2026-10-01');
  const second = round('TZ-0001', '2026-10-02');

  beforeEach(() =>
    run(async ({ tasks }) => {
      await tasks.putTask(task('TZ-0001'));
      await tasks.putRound(first);
      await tasks.putRound(second);
    }),
  );

  test('a task comes back as it was, with and without its optional parts', async () => {
    const full = task('TZ-0002', {
      schedule: { every: 'week', clock: '17:00', weekdays: [1, 5], ifHoliday: 'next_workday' },
      covers: ['2026-10-01', '2026-10-07'],
      contactPostId: 'O1',
      contactPersonId: 'P1',
      text: '请\0按时',
      createdAt: MORNING + 1,
    });
    await run(({ tasks }) => tasks.putTask(full));
    expect(await run(({ tasks }) => tasks.task('TZ-0002'))).toStrictEqual({ ...full, text: '请按时' });
    expect(await run(({ tasks }) => tasks.task('TZ-0001'))).toStrictEqual(task('TZ-0001'));
    expect(await run(({ tasks }) => tasks.task('TZ-0009'))).toBeUndefined();
  });

  test('active tasks leave out the cancelled ones', async () => {
    await run(({ tasks }) => tasks.putTask(task('TZ-0002', { state: 'cancelled' })));
    expect(await run(({ tasks }) => tasks.activeTasks())).toStrictEqual([task('TZ-0001')]);
  });

  test('rounds of a task, newest first', async () => {
    expect(await run(({ tasks }) => tasks.round(first.id))).toStrictEqual(first);
    expect(await run(({ tasks }) => tasks.roundsOf('TZ-0001', 9))).toStrictEqual([second, first]);
    expect(await run(({ tasks }) => tasks.roundsOf('TZ-0001', 1))).toStrictEqual([second]);
  });

  test('recent rounds: of active tasks, of these items, by day or deadline', async () => {
    const other = round('TZ-0002', '2026-10-01', { dueAt: MORNING - 30 * DAY });
    await run(async ({ tasks }) => {
      await tasks.putTask(task('TZ-0002', { item: 'zero' }));
      await tasks.putRound(other);
      await tasks.putTask(task('TZ-0003', { state: 'cancelled' }));
      await tasks.putRound(round('TZ-0003', '2026-10-01'));
    });
    const recent = (items: readonly string[] | 'all', since: number) =>
      run(async ({ tasks }) => (await tasks.recentRounds(items, since)).map(({ id }) => id));
    expect(await recent('all', instantOf('2026-10-01'))).toEqual([other.id, first.id, second.id]);
    expect(await recent(['duty'], instantOf('2026-10-02'))).toEqual([second.id]);
    expect(await recent(['zero', 'visit'], 0)).toEqual([other.id]);
    expect(await recent([], 0)).toEqual([]);
    expect(await run(async ({ tasks }) => (await tasks.recentRounds(['duty'], 0))[0])).toStrictEqual(first);
  });

  test('dues: in one batch, replaced by id, read by round', async () => {
    const late = due(first.id, 'I01', {
      state: 'late',
      settledAt: MORNING,
      lateMinutes: 12,
      recordId: 'LB-0001',
      lacks: [
        { mark: 'landline', names: ['王强'] },
        { part: 'day', days: ['2026-10-01'] },
      ],
      reason: '停电',
    });
    await run(({ tasks }) => tasks.putDues([due(first.id, 'I02'), late, due(second.id, 'I01')]));
    expect(await run(({ tasks }) => tasks.due(late.id))).toStrictEqual(late);
    expect(await run(({ tasks }) => tasks.duesOf(first.id))).toStrictEqual([late, due(first.id, 'I02')]);
    expect(await run(({ tasks }) => tasks.duesOfRounds([first.id, second.id]))).toHaveLength(3);
    expect(await run(({ tasks }) => tasks.duesOfRounds([]))).toEqual([]);

    await run(({ tasks }) => tasks.putDue(due(first.id, 'I01')));
    expect(await run(({ tasks }) => tasks.due(late.id))).toStrictEqual(due(first.id, 'I01'));
  });

  test('nothing to put is nothing done', async () => {
    await run(async ({ tasks }) => {
      await tasks.putDues([]);
      await tasks.putSteps([]);
    });
    expect(await run(({ tasks }) => tasks.nextStepAt())).toBeUndefined();
  });

  test('thousands of rows go in at once', async () => {
    const many = Array.from({ length: 5000 }, (_, index) => due(first.id, `I${index}`));
    await run(({ tasks }) => tasks.putDues(many));
    expect(await run(({ tasks }) => tasks.duesOf(first.id))).toHaveLength(5000);
  });

  test('due steps by time, then task; only the planned ones whose time has come', async () => {
    const steps = [
      step(second, 'T-15', MORNING),
      step(first, 'T-60', MORNING - HOUR),
      step(first, 'T-15', MORNING + MINUTE),
      step(first, 'D0', MORNING - DAY, { state: 'done' }),
    ];
    await run(({ tasks }) => tasks.putSteps(steps));
    const names = (now: number, limit: number) =>
      run(async ({ tasks }) => (await tasks.stepsDue(now, limit)).map(({ id }) => id));
    expect(await names(MORNING, 9)).toEqual([`${first.id}/T-60`, `${second.id}/T-15`]);
    expect(await names(MORNING + MINUTE, 1)).toEqual([`${first.id}/T-60`]);
    expect(await names(MORNING - HOUR - 1, 9)).toEqual([]);
    expect(await run(({ tasks }) => tasks.nextStepAt())).toBe(MORNING - HOUR);
    expect(await run(({ tasks }) => tasks.stepsOf(first.id))).toHaveLength(3);
  });

  test('a step is claimed once', async () => {
    const id = `${first.id}/T-60`;
    await run(({ tasks }) => tasks.putStep(step(first, 'T-60', MORNING)));
    const claims = await Promise.all([1, 2, 3].map(() => run(({ tasks }) => tasks.claimStep(id, 'done'))));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await run(({ tasks }) => tasks.claimStep('none', 'skipped'))).toBe(false);
    expect((await run(({ tasks }) => tasks.stepsOf(first.id)))[0]?.state).toBe('done');
  });

  test('a round needs its task, a state must be one of the known ones', async () => {
    await expect(run(({ tasks }) => tasks.putRound(round('TZ-0009', '2026-10-01')))).rejects.toThrow(/foreign key/i);
    const wrong = { ...first, state: 'ajar' } as unknown as typeof first;
    await expect(run(({ tasks }) => tasks.putRound(wrong))).rejects.toThrow(/check/i);
  });
});
