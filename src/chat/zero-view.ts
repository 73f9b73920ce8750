import type { View } from '../words/templates';
import { discreet } from './booked-view';
import { isChildrensHome } from './children';
import type { CommandContext } from './command';

/** 急事: the sender's own word for it; only people decide what is urgent. */
const URGENT = /(?:^|[\s/／、@])急事/;

/** What a unit reported for a day, from the values of its record. What happened to children is kept, not repeated. */
export function zeroView(
  { say, register, text }: CommandContext,
  unitId: string,
  facts: View,
): View & { readonly urgent: boolean } {
  const approx = (facts['approx'] ?? []) as readonly string[];
  const counts = Object.entries(say.names.counts).filter(([code]) => facts[code] !== undefined);
  const hidden = isChildrensHome(register, unitId);
  const event = typeof facts['event'] === 'string' ? facts['event'] : '';
  return {
    counts: counts.map(([code, name]) => ({ name, count: facts[code], approx: approx.includes(code) })),
    abnormal: facts['abnormal'] === true,
    event: hidden ? '' : discreet(event),
    hidden: hidden && event !== '',
    urgent: URGENT.test(text),
  };
}
