import type { Slot } from '../reading';
import type { Source } from '../source';

/** One slot for every property: optional properties become slots that need not be typed. */
export type SlotsOf<T> = {
  readonly [K in keyof T]-?: Slot<Record<never, never> extends Pick<T, K> ? T[K] | undefined : T[K]>;
};

export function slot<T>(label: string, take: (source: Source) => T | undefined): Slot<T> {
  return { label, required: true, take };
}

export function optional<T>(inner: Slot<T>): Slot<T | undefined> {
  return { label: inner.label, required: false, take: inner.take };
}

/**
 * Slots that one reader fills together: `slots: { ...spread(readZero, { date: '日期' }) }`. A label that ends in `?`
 * is that of a slot which need not be typed.
 */
export function spread<T extends object>(
  read: (source: Source) => Partial<T>,
  labels: { readonly [K in keyof T]-?: string },
): SlotsOf<T> {
  const entries = Object.entries<string>(labels).map(([key, label]) => [
    key,
    {
      label: label.replace('?', ''),
      required: !label.endsWith('?'),
      take: (source: Source): unknown => source.once(read)[key as keyof T],
    },
  ]);
  return Object.fromEntries(entries) as SlotsOf<T>;
}
