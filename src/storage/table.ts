import type {
  EntityManager,
  EntitySchema,
  FindManyOptions,
  FindOptionsWhere,
  ObjectLiteral,
  QueryDeepPartialEntity,
} from 'typeorm';
import type { Unit } from './unit';

type Where<Row> = FindOptionsWhere<Row>;
/** New values; a function gives an SQL expression. */
type Change<Row> = { readonly [Key in keyof Row]?: Row[Key] | (() => string) };

/** SQLite takes 32,766 parameters a statement; the widest table has 15 columns. */
const ROWS_PER_STATEMENT = 2000;

/** Absent properties are absent, not null. */
const withoutNulls = <Row extends object>(row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Row;

/** A table inside a unit of work, in domain types. */
export class Table<Row extends ObjectLiteral> {
  constructor(
    private readonly unit: Unit,
    private readonly schema: EntitySchema<Row>,
  ) {}

  async all(options: FindManyOptions<Row>): Promise<Row[]> {
    const rows = await this.unit.use((manager) => manager.find(this.schema, options));
    return rows.map(withoutNulls);
  }

  async first(where: Where<Row>): Promise<Row | undefined> {
    const [row] = await this.all({ where, take: 1 });
    return row;
  }

  /** Fails when the key is taken. */
  async add(row: Change<Row>): Promise<void> {
    await this.unit.use((manager) => this.#inserting(manager, row).updateEntity(false).execute());
  }

  /** Adds a row that the database numbers; gives its number. */
  async insert(row: Change<Row>): Promise<number> {
    const result = await this.unit.use((manager) => this.#inserting(manager, row).execute());
    return Number(result.identifiers[0]?.['id']);
  }

  #inserting(manager: EntityManager, row: Change<Row>) {
    // A copy: typeorm writes the generated number into what it is given.
    return manager
      .createQueryBuilder()
      .insert()
      .into(this.schema)
      .values(partial({ ...row }));
  }

  /** Inserts or replaces whole rows by their key: what a new row leaves out is emptied in the old one. */
  async put(rows: readonly Row[], key: readonly (keyof Row & string)[] = ['id' as keyof Row & string]): Promise<void> {
    for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
      await this.#putSome(rows.slice(start, start + ROWS_PER_STATEMENT), key);
    }
  }

  async #putSome(rows: readonly Row[], key: readonly string[]): Promise<void> {
    await this.unit.use((manager) => {
      const { columns } = manager.connection.getMetadata(this.schema);
      const name = (property: string) => columns.find((one) => one.propertyName === property)?.databaseName ?? property;
      const keyNames = key.map(name);
      const others = columns.filter((one) => one.isInsert).map((one) => one.databaseName);
      return manager
        .createQueryBuilder()
        .insert()
        .into(this.schema)
        .values(rows.map((row) => partial(row)))
        .orUpdate(
          others.filter((one) => !keyNames.includes(one)),
          keyNames,
        )
        .updateEntity(false)
        .execute();
    });
  }

  /** One conditional UPDATE; gives the number of rows that it changed. */
  async change(where: Where<Row>, set: Change<Row>): Promise<number> {
    const result = await this.unit.use((manager) =>
      manager.createQueryBuilder().update(this.schema).set(partial(set)).where(where).updateEntity(false).execute(),
    );
    return result.affected ?? 0;
  }

  async remove(where: Where<Row>): Promise<void> {
    await this.unit.use((manager) => manager.createQueryBuilder().delete().from(this.schema).where(where).execute());
  }
}

/** typeorm's own partial type does not know of `readonly` lists; the columns were checked by `tableOf`. */
const partial = <Row>(row: Change<Row>): QueryDeepPartialEntity<Row> => row as QueryDeepPartialEntity<Row>;
