import { Like, MoreThanOrEqual } from 'typeorm';
import type { SettingStore } from '../../domain/ports';
import type { Instant } from '../../lib/time';
import { schemas } from '../schemas';
import { Table } from '../table';
import type { Unit } from '../unit';

type Outage = Awaited<ReturnType<SettingStore['outages']>>[number];

export class SqlSettingStore implements SettingStore {
  readonly #settings;
  readonly #outages;

  constructor(unit: Unit) {
    this.#settings = new Table(unit, schemas.settings);
    this.#outages = new Table(unit, schemas.outages);
  }

  async get(key: string): Promise<string | undefined> {
    return (await this.#settings.first({ name: key }))?.value;
  }

  set(key: string, value: string): Promise<void> {
    return this.#settings.put([{ name: key, value }], ['name']);
  }

  remove(key: string): Promise<void> {
    return this.#settings.remove({ name: key });
  }

  async startingWith(prefix: string): Promise<readonly { readonly key: string; readonly value: string }[]> {
    const rows = await this.#settings.all({ where: { name: Like(`${prefix}%`) }, order: { name: 'ASC' } });
    return rows.map(({ name, value }) => ({ key: name, value }));
  }

  addOutage({ from, to }: Outage): Promise<void> {
    return this.#outages.add({ from, to });
  }

  /** Those that ended at `since` or later, earliest first. */
  async outages(since: Instant): Promise<readonly Outage[]> {
    const rows = await this.#outages.all({ where: { to: MoreThanOrEqual(since) }, order: { from: 'ASC', id: 'ASC' } });
    return rows.map(({ from, to }) => ({ from, to }));
  }
}
