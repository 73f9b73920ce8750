import { DAY } from '../../src/lib/time';
import { onEachDatabase } from './on-each-database';
import { attachment, MORNING, record } from './samples';

onEachDatabase('the ledger', (database) => {
  const run: ReturnType<typeof database.storage>['work']['run'] = (job) => database.storage().work.run(job);

  test('a record comes back as it was', async () => {
    const full = record('LB-0002', {
      replaces: 'LB-0001',
      dueId: 'TZ-0001/2026-10-01/I01',
      data: { n: 1, list: [] },
      enteredBy: 'P9',
      pastedAs: { list: '今日零报告', nth: 2, text: '康宁 平安' },
    });
    await run(async ({ ledger }) => {
      await ledger.add(record('LB-0001'));
      await ledger.add(full);
    });
    expect(await run(({ ledger }) => ledger.get('LB-0002'))).toStrictEqual(full);
    expect(await run(({ ledger }) => ledger.get('LB-0001'))).toStrictEqual(record('LB-0001'));
    expect(await run(({ ledger }) => ledger.get('LB-0009'))).toBeUndefined();
  });

  test('what somebody entered for others is among the last of theirs', async () => {
    await run(async ({ ledger }) => {
      await ledger.add(record('LB-0001', { byPersonId: 'P2', enteredBy: 'P9', at: MORNING }));
      await ledger.add(record('LB-0002', { byPersonId: 'P9', at: MORNING + 1 }));
      await ledger.add(record('LB-0003', { byPersonId: 'P2', at: MORNING + 2 }));
      await ledger.add(record('LB-0004', { byPersonId: 'P2', enteredBy: 'P9', state: 'undone', at: MORNING + 3 }));
    });
    const last = await run(({ ledger }) => ledger.lastOf('P9', 10));
    expect(last.map(({ id }) => id)).toEqual(['LB-0002', 'LB-0001']);
  });

  test('an id is given once', async () => {
    await run(({ ledger }) => ledger.add(record('LB-0001')));
    await expect(run(({ ledger }) => ledger.add(record('LB-0001')))).rejects.toThrow(/unique/i);
  });

  test('numbers run by prefix, jump over reserved ones, and never come twice', async () => {
    const next = (prefix: string) => run(({ ledger }) => ledger.nextNumber(prefix));
    expect([await next('YH'), await next('YH'), await next('LB')]).toEqual(['YH-0001', 'YH-0002', 'LB-0001']);
    await run(({ ledger }) => ledger.reserveNumber('YH', 21));
    await run(({ ledger }) => ledger.reserveNumber('YH', 5));
    expect(await next('YH')).toBe('YH-0022');
    await run(({ ledger }) => ledger.reserveNumber('TB', 9999));
    expect(await next('TB')).toBe('TB-10000');
    const many = await Promise.all(Array.from({ length: 50 }, () => next('ZB')));
    expect(new Set(many).size).toBe(50);
  });

  test('state and data can change', async () => {
    await run(async ({ ledger }) => {
      await ledger.add(record('LB-0001'));
      await ledger.setState('LB-0001', 'undone');
      await ledger.setData('LB-0001', { leader: [] });
    });
    expect(await run(({ ledger }) => ledger.get('LB-0001'))).toStrictEqual(
      record('LB-0001', { state: 'undone', data: { leader: [] } }),
    );
  });

  describe('finds valid records', () => {
    const records = [
      record('LB-0001', { at: MORNING + 5 }),
      record('LB-0002', { unitId: 'I02', firstDay: '2026-09-30', lastDay: '2026-10-03', at: MORNING + 1 }),
      record('YH-0001', { kind: 'hazard', firstDay: '2026-10-05', lastDay: '2026-10-05', at: MORNING + 5 }),
      record('ZB-0001', { kind: 'zero', dueId: 'd1', at: MORNING + 5 }),
      record('ZB-0002', { kind: 'zero', state: 'undone' }),
    ];
    beforeEach(() =>
      run(async ({ ledger }) => {
        for (const one of records) await ledger.add(one);
      }),
    );
    const find = (query: Parameters<Parameters<Parameters<typeof run>[0]>[0]['ledger']['find']>[0]) =>
      run(async ({ ledger }) => (await ledger.find(query)).map(({ id }) => id));

    test('all of them, by time and then as they came', async () => {
      expect(await find({})).toEqual(['LB-0002', 'LB-0001', 'YH-0001', 'ZB-0001']);
      expect(await find({ limit: 2 })).toEqual(['LB-0002', 'LB-0001']);
    });

    test.each([
      ['kinds', { kinds: ['hazard', 'zero'] }, ['YH-0001', 'ZB-0001']],
      ['no kind at all', { kinds: [] }, []],
      ['units', { unitIds: ['I02'] }, ['LB-0002']],
      ['days that they touch', { firstDay: '2026-10-02', lastDay: '2026-10-04' }, ['LB-0002']],
      ['a day from which on', { firstDay: '2026-10-04' }, ['YH-0001']],
      ['a day until which', { lastDay: '2026-09-30' }, ['LB-0002']],
      ['an entry', { dueId: 'd1' }, ['ZB-0001']],
      ['time', { since: MORNING + 2, kinds: ['duty'] }, ['LB-0001']],
    ])('by %s', async (_, query, ids) => {
      expect(await find(query)).toEqual(ids);
    });

    test('the last of a person, newest first, also within one instant', async () => {
      await run(({ ledger }) => ledger.add(record('LF-0001', { byPersonId: 'P2', at: MORNING + DAY })));
      const last = (limit: number) => run(async ({ ledger }) => (await ledger.lastOf('P1', limit)).map(({ id }) => id));
      expect(await last(9)).toEqual(['ZB-0001', 'YH-0001', 'LB-0001', 'LB-0002']);
      expect(await last(1)).toEqual(['ZB-0001']);
    });
  });

  test('attachments of a message, as they came', async () => {
    const mine = [attachment('b'), attachment('a')];
    await run(async ({ attachments }) => {
      for (const one of [...mine, attachment('c', { messageKey: 'bot:2' })]) await attachments.add(one);
    });
    expect(await run(({ attachments }) => attachments.ofMessage('bot:1'))).toStrictEqual(mine);
  });
});
