import type { Tx } from '../domain/ports';
import { Register, sameUserid } from '../domain/register-index';

/** The register as of this transaction: read again only when its version changed, also by another process. */
export class RegisterCache {
  #register: Register | undefined;
  readonly #adminUserids: ReadonlySet<string>;

  constructor(adminUserids: readonly string[]) {
    this.#adminUserids = new Set(adminUserids.map(sameUserid));
  }

  async current(tx: Tx): Promise<Register> {
    const version = await tx.register.version();
    if (this.#register?.version !== version)
      this.#register = new Register(await tx.register.load(), this.#adminUserids);
    return this.#register;
  }
}
