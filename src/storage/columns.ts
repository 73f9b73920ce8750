import { EntitySchema, type EntitySchemaColumnOptions, type ValueTransformer } from 'typeorm';

/** PostgreSQL refuses U+0000 in text, which people can paste; it means nothing to anybody. */
const withoutNul: ValueTransformer = {
  to: (value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '') : value),
  from: (value: unknown) => value,
};

/** `pg` gives a bigint as string, SQLite as number. Epoch milliseconds are far below 2^53. */
const asNumber: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: unknown) => (value === null || value === undefined ? value : Number(value)),
};

/** The only column types there are: each means the same on both databases. */
export const column = {
  id: { type: 'text', primary: true, transformer: withoutNul },
  text: { type: 'text', transformer: withoutNul },
  integer: { type: 'integer' },
  /** Counted by the database. */
  serial: { type: 'integer', primary: true, generated: 'increment' },
  /** Order of insertion, for rows whose own id says nothing about it. Filled by the database, never read. */
  sequence: { type: 'integer', select: false, insert: false, update: false },
  instant: { type: 'bigint', transformer: asNumber },
  flag: { type: Boolean },
  json: { type: 'simple-json' },
} satisfies Record<string, EntitySchemaColumnOptions>;

/** A property that the domain type may leave out. */
export const optional = (of: EntitySchemaColumnOptions): EntitySchemaColumnOptions => ({ ...of, nullable: true });

/** A column whose name in the database differs, because the property's own name is a word of SQL. */
export const named = (name: string, of: EntitySchemaColumnOptions): EntitySchemaColumnOptions => ({ ...of, name });

/** Ties a domain type to its table. A property without a column does not compile. */
export const tableOf = <Row extends object>(
  table: string,
  columns: { readonly [Key in keyof Row]-?: EntitySchemaColumnOptions },
): EntitySchema<Row> => new EntitySchema<Row>({ name: table, tableName: table, columns });

export interface Sequenced {
  readonly sequence?: number;
}
