type Absent<T> = { [Key in keyof T]: undefined extends T[Key] ? Key : never }[keyof T];
type Compact<T> = Omit<T, Absent<T>> & { [Key in Absent<T> & keyof T]?: Exclude<T[Key], undefined> };

/** Without the keys whose value is undefined: what `exactOptionalPropertyTypes` asks for. */
export const compact = <T extends object>(value: T): Compact<T> =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Compact<T>;

/** A value that the row leaves out stays as it is; `null` in the row takes it away. */
export const given = <T>(row: T | null | undefined, current: T | undefined): T | undefined =>
  row === undefined ? current : (row ?? undefined);
