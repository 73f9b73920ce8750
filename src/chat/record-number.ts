import type { Slot } from '../reading/reading';
import { slot } from '../reading/slots';

/** `TB-0001`, typed with or without its dash and zeros. A number of another kind is asked about, never passed over. */
export const recordNumber = (label: string, prefix: string): Slot<string> =>
  slot(label, (source) => {
    const digits = source.take(new RegExp(`${prefix}-?(\\d{1,6})`, 'i'))?.groups[0];
    if (digits !== undefined) return `${prefix}-${digits.padStart(4, '0')}`;
    const other = source.find(/(?<![A-Z])[A-Z]{2}-?\d{1,6}(?!\d)/i);
    return other && source.mistake({ code: 'unclear', typed: other.text, ask: label });
  });
