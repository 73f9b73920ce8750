import { In, LessThanOrEqual, MoreThan } from 'typeorm';
import { type OutboxRow, type OutboxStore, TAKEN_BACK } from '../../domain/ports';
import type { Instant } from '../../lib/time';
import { schemas } from '../schemas';
import { Table } from '../table';
import type { Unit } from '../unit';

type New = Parameters<OutboxStore['add']>[0];
type Counts = Awaited<ReturnType<OutboxStore['counts']>>;

const NEWEST = `select max(id) as id from outbox where state in ('sent', 'failed') and detail <> '${TAKEN_BACK}' group by place, state`;
const COUNTS = `select state, count(*) as count from outbox where detail <> '${TAKEN_BACK}' group by state`;

export class SqlOutboxStore implements OutboxStore {
  readonly #outbox;

  constructor(private readonly unit: Unit) {
    this.#outbox = new Table(unit, schemas.outbox);
  }

  async add(row: New): Promise<void> {
    await this.#outbox.add({ ...row, state: 'queued', attempts: 0, again: false, detail: '' });
  }

  ready(now: Instant, limit: number): Promise<readonly OutboxRow[]> {
    return this.#outbox.all({
      where: { state: 'queued', notBefore: LessThanOrEqual(now) },
      order: { sortAt: 'ASC', place: 'ASC', id: 'ASC' },
      take: limit,
    });
  }

  /** Counts the attempt, too. */
  async claim(id: number): Promise<boolean> {
    const sending = { state: 'sending', attempts: () => 'attempts + 1' } as const;
    return (await this.#outbox.change({ id, state: 'queued' }, sending)) === 1;
  }

  async finish(id: number, change: Parameters<OutboxStore['finish']>[1]): Promise<void> {
    const { state, notBefore, again, detail } = change;
    await this.#outbox.change({ id }, { state, notBefore, again, detail });
  }

  retrying(now: Instant): Promise<readonly OutboxRow[]> {
    return this.#outbox.all({
      where: { state: 'queued', attempts: MoreThan(0), notBefore: MoreThan(now) },
      order: { sortAt: 'ASC', place: 'ASC', id: 'ASC' },
    });
  }

  async wake(ids: readonly number[], at: Instant): Promise<void> {
    for (const id of ids) await this.#outbox.change({ id, state: 'queued', attempts: MoreThan(0) }, { notBefore: at });
  }

  untried(): Promise<readonly OutboxRow[]> {
    return this.#outbox.all({ where: { state: 'queued', attempts: 0 }, order: { id: 'ASC' } });
  }

  interrupted(): Promise<readonly OutboxRow[]> {
    return this.#outbox.all({ where: { state: 'sending' }, order: { id: 'ASC' } });
  }

  async nextAt(): Promise<Instant | undefined> {
    const [row] = await this.#outbox.all({ where: { state: 'queued' }, order: { notBefore: 'ASC' }, take: 1 });
    return row?.notBefore;
  }

  async newest(): Promise<readonly OutboxRow[]> {
    const rows = await this.unit.use((manager) => manager.query<{ id: number | string }[]>(NEWEST));
    return this.#outbox.all({ where: { id: In(rows.map(({ id }) => Number(id))) }, order: { id: 'ASC' } });
  }

  async counts(): Promise<Counts> {
    const rows = await this.unit.use((manager) =>
      manager.query<{ state: OutboxRow['state']; count: number | string }[]>(COUNTS),
    );
    const counts: Counts = { queued: 0, sending: 0, sent: 0, failed: 0 };
    return { ...counts, ...Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)])) };
  }
}
