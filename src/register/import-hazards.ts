import type { LedgerRecord } from '../domain/ledger';
import type { Tx } from '../domain/ports';
import { type Instant, dayOf } from '../lib/time';
import { draftOf, unitMeant } from './draft';
import type { RegisterFile } from './register-file';

const PREFIX = 'YH';
/** Who made a record that came from a file. */
const IMPORTED_BY = 'import';

/** The hazards of the file that the ledger does not have yet. What it has is newer than any file. */
export async function newHazards({ ledger }: Pick<Tx, 'ledger'>, file: RegisterFile): Promise<RegisterFile['hazards']> {
  const fresh: RegisterFile['hazards'][number][] = [];
  for (const hazard of file.hazards) if (!(await ledger.get(hazard.id))) fresh.push(hazard);
  return fresh;
}

/** Writes the file's hazards under their own numbers, and takes these numbers. Gives how many were new. */
export async function importHazards(
  tx: Pick<Tx, 'ledger' | 'register'>,
  file: RegisterFile,
  now: Instant,
): Promise<number> {
  const fresh = await newHazards(tx, file);
  if (fresh.length === 0) return 0;
  const draft = draftOf(await tx.register.load());
  for (const { at, id, inst, desc, level, state, due, found } of fresh) {
    const unit = unitMeant(draft, inst);
    if (!unit) throw new Error(`${at}: hazard ${id} names no unit of the register: ${inst}`);
    const day = found ?? dayOf(now);
    const data: LedgerRecord['data'] = { desc, level, state, found: day, ...(due ? { due } : {}) };
    await tx.ledger.add({
      id,
      kind: 'hazard',
      unitId: unit.id,
      firstDay: day,
      lastDay: day,
      data,
      byPersonId: IMPORTED_BY,
      at: now,
      messageKey: `${IMPORTED_BY}:${id}`,
      state: 'valid',
    });
    await tx.ledger.reserveNumber(PREFIX, Number(id.slice(PREFIX.length + 1)));
  }
  return fresh.length;
}
