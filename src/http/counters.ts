/** How many requests were refused, by cause. Kept in memory, read by health. */
export interface Counters {
  add(cause: string): void;
  read(): Readonly<Record<string, number>>;
}

export function createCounters(): Counters {
  const counts = new Map<string, number>();
  return {
    add: (cause) => void counts.set(cause, (counts.get(cause) ?? 0) + 1),
    read: () => Object.fromEntries([...counts].sort(([a], [b]) => a.localeCompare(b))),
  };
}
