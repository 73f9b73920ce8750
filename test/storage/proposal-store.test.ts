import type { Proposal } from '../../src/domain/proposal';
import { HOUR } from '../../src/lib/time';
import { onEachDatabase } from './on-each-database';
import { MORNING } from './samples';

const proposal = (id: string, more: Partial<Proposal> = {}): Proposal => ({
  id,
  fingerprint: 'aa',
  owner: 'P1',
  text: '请于12月4日前报自查表',
  head: { phases: [{ name: '排查阶段', end: '2026-12-04' }], unread: [] },
  items: [{ item: 'selfcheck', title: '自查表', due: '2026-12-04', words: '请于12月4日前报自查表', span: [0, 12] }],
  state: 'open',
  createdAt: MORNING,
  expiresAt: MORNING + 72 * HOUR,
  ...more,
});

onEachDatabase('proposals', (database) => {
  const run: ReturnType<typeof database.storage>['work']['run'] = (job) => database.storage().work.run(job);
  const put = (...all: readonly Proposal[]) =>
    run(async ({ proposals }) => {
      for (const each of all) await proposals.put(each);
    });

  test('a proposal comes back as it was, and is replaced as a whole', async () => {
    const full = proposal('BZ-0001', { groupId: 'G1' });
    await put(full);
    expect(await run(({ proposals }) => proposals.get('BZ-0001'))).toStrictEqual(full);
    await put(proposal('BZ-0001', { state: 'dropped' }));
    expect(await run(({ proposals }) => proposals.get('BZ-0001'))).toStrictEqual(
      proposal('BZ-0001', { state: 'dropped' }),
    );
    expect(await run(({ proposals }) => proposals.get('BZ-0002'))).toBeUndefined();
  });

  test('the same text is the newest one that was not dropped', async () => {
    await put(
      proposal('BZ-0001'),
      proposal('BZ-0002', { createdAt: MORNING + 1, state: 'created' }),
      proposal('BZ-0003', { createdAt: MORNING + 2, state: 'dropped' }),
      proposal('BZ-0004', { createdAt: MORNING + 3, fingerprint: 'bb' }),
    );
    expect((await run(({ proposals }) => proposals.ofText('aa')))?.id).toBe('BZ-0002');
    expect(await run(({ proposals }) => proposals.ofText('cc'))).toBeUndefined();
  });

  test('an open one belongs to its owner, until it expires', async () => {
    await put(
      proposal('BZ-0001'),
      proposal('BZ-0002', { createdAt: MORNING + 1, state: 'created' }),
      proposal('BZ-0003', { createdAt: MORNING + 2, owner: 'P2' }),
    );
    const open = (owner: string, now: number) => run(async ({ proposals }) => (await proposals.openOf(owner, now))?.id);
    expect(await open('P1', MORNING + HOUR)).toBe('BZ-0001');
    expect(await open('P2', MORNING + HOUR)).toBe('BZ-0003');
    expect(await open('P1', MORNING + 72 * HOUR)).toBeUndefined();
    await expect(put({ ...proposal('BZ-0009'), state: 'ajar' as 'open' })).rejects.toThrow(/check/i);
  });
});
