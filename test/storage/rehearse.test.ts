import { onEachDatabase } from './on-each-database';
import { record } from './samples';

onEachDatabase('a rehearsal', (database) => {
  const run: ReturnType<typeof database.storage>['work']['run'] = (job) => database.storage().work.run(job);

  test('sees what it does, gives its result, and leaves nothing of it; what was done around it stays', async () => {
    const seen = await run(async (tx) => {
      await tx.ledger.add(record('LB-0001'));
      const inside = await tx.rehearse(async () => {
        await tx.ledger.add(record('LB-0002'));
        await tx.ledger.setState('LB-0001', 'undone');
        return [await tx.ledger.nextNumber('TB'), (await tx.ledger.get('LB-0001'))?.state];
      });
      await tx.ledger.add(record('LB-0003'));
      return inside;
    });
    expect(seen).toEqual(['TB-0001', 'undone']);
    expect(await run(({ ledger }) => ledger.get('LB-0001'))).toStrictEqual(record('LB-0001'));
    expect(await run(({ ledger }) => ledger.get('LB-0002'))).toBeUndefined();
    expect(await run(({ ledger }) => ledger.get('LB-0003'))).toStrictEqual(record('LB-0003'));
    expect(await run(({ ledger }) => ledger.nextNumber('TB'))).toBe('TB-0001');
  });

  test('a mistake inside it is thrown on, and the rest can go on', async () => {
    const told = await run(async (tx) => {
      const failed = await tx
        .rehearse(async () => {
          await tx.ledger.add(record('LB-0002'));
          throw new Error('not so');
        })
        .catch((error: unknown) => String(error));
      await tx.ledger.add(record('LB-0001'));
      return failed;
    });
    expect(told).toBe('Error: not so');
    expect(await run(({ ledger }) => ledger.get('LB-0002'))).toBeUndefined();
    expect(await run(({ ledger }) => ledger.get('LB-0001'))).toStrictEqual(record('LB-0001'));
  });
});
