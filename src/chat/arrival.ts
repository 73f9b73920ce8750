import type { Attachment } from '../domain/ledger';
import type { Tx } from '../domain/ports';
import type { Register } from '../domain/register-index';
import type { Inbound } from './message';

/** A message with what surrounds it, inside its transaction. */
export interface Arrival {
  readonly tx: Tx;
  readonly register: Register;
  readonly message: Inbound;
  readonly files: readonly Attachment[];
  /** What a second reader proposed for a sentence that ours gave up on; checked already. */
  readonly proposal?: string;
}
