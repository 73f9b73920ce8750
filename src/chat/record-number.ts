import type { Slot } from '../reading/reading';
import { slot } from '../reading/slots';

/** `TB-0001`, typed with or without its dash and zeros. */
export const recordNumber = (label: string, prefix: string): Slot<string> =>
  slot(label, (source) => {
    const digits = source.take(new RegExp(`${prefix}-?(\\d{1,6})`, 'i'))?.groups[0];
    return digits === undefined ? undefined : `${prefix}-${digits.padStart(4, '0')}`;
  });
