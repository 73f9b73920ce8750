import type { Unit } from '../unit';

// typeorm's sqlite driver gives the rows of a RETURNING only if the statement does not begin with "INSERT ".
const NEXT = `insert into counters (name, value) values ($1, 1)
  on conflict (name) do update set value = counters.value + 1 returning value`;
const RAISE = `insert into counters (name, value) values ($1, $2)
  on conflict (name) do update set value = excluded.value where excluded.value > counters.value`;
const NOW = 'select value from counters where name = $1';

type Rows = readonly { readonly value: number }[];

/** Running numbers, each raised by one atomic statement. */
export class Counters {
  constructor(private readonly unit: Unit) {}

  async next(name: string): Promise<number> {
    const rows = await this.unit.use((manager) => manager.query<Rows>(NEXT, [name]));
    return rows[0]?.value ?? 1;
  }

  async raise(name: string, value: number): Promise<void> {
    await this.unit.use((manager) => manager.query<unknown>(RAISE, [name, value]));
  }

  async now(name: string): Promise<number> {
    const rows = await this.unit.use((manager) => manager.query<Rows>(NOW, [name]));
    return rows[0]?.value ?? 0;
  }
}
