import { LessThan, LessThanOrEqual } from 'typeorm';
import type { InboxRow, InboxStore } from '../../domain/ports';
import type { Instant } from '../../lib/time';
import { schemas } from '../schemas';
import { Table } from '../table';
import type { Unit } from '../unit';

// Lower case for the same reason as in counter.ts: the rows of RETURNING are wanted.
const ACCEPT = `insert into inbox (bot, msgid, state, payload, received_at, answer)
  values ($1, $2, 'received', $3, $4, '') on conflict (bot, msgid) do nothing returning msgid`;

export class SqlInboxStore implements InboxStore {
  readonly #inbox;

  constructor(private readonly unit: Unit) {
    this.#inbox = new Table(unit, schemas.inbox);
  }

  async accept(row: Parameters<InboxStore['accept']>[0]): Promise<InboxRow | undefined> {
    const values = [row.bot, row.msgid, row.payload, row.receivedAt];
    const inserted = await this.unit.use((manager) => manager.query<unknown[]>(ACCEPT, values));
    return inserted.length > 0 ? undefined : this.get(row.bot, row.msgid);
  }

  get(bot: string, msgid: string): Promise<InboxRow | undefined> {
    return this.#inbox.first({ bot, msgid });
  }

  async settle(bot: string, msgid: string, answer: string): Promise<boolean> {
    const settled = { state: 'settled', answer, payload: '' } as const;
    return (await this.#inbox.change({ bot, msgid, state: 'received' }, settled)) === 1;
  }

  /** `before` itself is included: a restart may happen in the same instant. */
  unsettled(before: Instant, limit: number): Promise<readonly InboxRow[]> {
    return this.#inbox.all({
      where: { state: 'received', receivedAt: LessThanOrEqual(before) },
      order: { receivedAt: 'ASC', bot: 'ASC', msgid: 'ASC' },
      take: limit,
    });
  }

  prune(before: Instant): Promise<void> {
    return this.#inbox.remove({ state: 'settled', receivedAt: LessThan(before) });
  }
}
