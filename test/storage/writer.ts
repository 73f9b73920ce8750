import { openStorage } from '../../src/storage';
import { due, MORNING, record, round, task } from './samples';

/** Rows that one unit of work of the writer leaves, all or none. */
export const DUES = 20;

/**
 * A process that writes: node -r typescript.js writer.ts URL NAME COUNT. Unit after unit it reads a number, writes
 * rows to several tables, raises the number, and says on its output which one is done.
 */
async function write([url = '', name = '', count = '0']: readonly string[]): Promise<void> {
  const { work, close } = await openStorage({ url });
  for (let index = 0; index < Number(count); index += 1) {
    await work.run(async (tx) => {
      const total = Number((await tx.settings.get('total')) ?? 0);
      const day = round('TZ-0001', `${name}-${index}`, { opensAt: MORNING, dueAt: MORNING });
      await tx.tasks.putTask(task('TZ-0001'));
      await tx.tasks.putRound(day);
      for (let unit = 0; unit < DUES; unit += 1) await tx.tasks.putDue(due(day.id, `I${unit}`));
      await tx.ledger.add(record(await tx.ledger.nextNumber('LB'), { dueId: day.id }));
      await tx.outbox.add({ route: '{}', body: day.id, sortAt: 1, place: '', notBefore: 1 });
      await tx.settings.set('total', String(total + 1));
    });
    process.stdout.write(`${name}-${index}\n`);
  }
  await close();
}

if (require.main === module) {
  write(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  });
}
