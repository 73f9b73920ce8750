import { randomInt } from 'node:crypto';
import type { Work } from './domain/ports';
import { Register } from './domain/register-index';
import { FIRST_ADMIN_CODE } from './domain/services/bindings';

/** A one-time code while nobody is an admin: whoever reads the log may name themself. */
export async function firstAdminCode(work: Work, adminUserids: readonly string[]): Promise<string | undefined> {
  if (adminUserids.length > 0) return undefined;
  return work.run(async (tx) => {
    if (new Register(await tx.register.load()).admins().length > 0) return undefined;
    const known = await tx.settings.get(FIRST_ADMIN_CODE);
    if (known) return known;
    const code = String(randomInt(100_000, 1_000_000));
    await tx.settings.set(FIRST_ADMIN_CODE, code);
    return code;
  });
}
