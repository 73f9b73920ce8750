import { type FindOptionsWhere, In, LessThanOrEqual, MoreThanOrEqual } from 'typeorm';
import type { LedgerRecord } from '../../domain/ledger';
import type { LedgerStore } from '../../domain/ports';
import { schemas } from '../schemas';
import { Table } from '../table';
import type { Unit } from '../unit';
import { Counters } from './counter';

type Query = Parameters<LedgerStore['find']>[0];

export class SqlLedgerStore implements LedgerStore {
  readonly #records;
  readonly #counters;

  constructor(unit: Unit) {
    this.#records = new Table(unit, schemas.records);
    this.#counters = new Counters(unit);
  }

  async nextNumber(prefix: string): Promise<string> {
    return `${prefix}-${String(await this.#counters.next(counterOf(prefix))).padStart(4, '0')}`;
  }

  reserveNumber(prefix: string, number: number): Promise<void> {
    return this.#counters.raise(counterOf(prefix), number);
  }

  get(id: string): Promise<LedgerRecord | undefined> {
    return this.#records.first({ id });
  }

  async add(record: LedgerRecord): Promise<void> {
    await this.#records.add(record);
  }

  async setState(id: string, state: LedgerRecord['state']): Promise<void> {
    await this.#records.change({ id }, { state });
  }

  async setData(id: string, data: LedgerRecord['data']): Promise<void> {
    await this.#records.change({ id }, { data });
  }

  find(query: Query): Promise<readonly LedgerRecord[]> {
    return this.#records.all({
      where: conditions(query),
      order: { at: 'ASC', sequence: 'ASC' },
      ...(query.limit === undefined ? {} : { take: query.limit }),
    });
  }

  lastOf(personId: string, limit: number): Promise<readonly LedgerRecord[]> {
    return this.#records.all({
      where: [
        { byPersonId: personId, state: 'valid' },
        { enteredBy: personId, state: 'valid' },
      ],
      order: { at: 'DESC', sequence: 'DESC' },
      take: limit,
    });
  }
}

const counterOf = (prefix: string): string => `record:${prefix}`;

const conditions = (query: Query): FindOptionsWhere<LedgerRecord> => ({
  state: 'valid',
  ...(query.kinds && { kind: In(query.kinds) }),
  ...(query.unitIds && { unitId: In(query.unitIds) }),
  ...(query.firstDay !== undefined && { lastDay: MoreThanOrEqual(query.firstDay) }),
  ...(query.lastDay !== undefined && { firstDay: LessThanOrEqual(query.lastDay) }),
  ...(query.dueId !== undefined && { dueId: query.dueId }),
  ...(query.since !== undefined && { at: MoreThanOrEqual(query.since) }),
});
