import type { Register } from '../domain/register-index';
import type { VisitValues } from '../reading/shapes';
import type { View } from '../words/templates';
import { discreet } from './booked-view';
import { isChild, isChildrensHome } from './children';
import type { Say } from './say';

/** A visit as it was read: every value may be missing. */
export type Visit = { readonly [K in keyof VisitValues]: VisitValues[K] | undefined } & { readonly inst: string };

/** What was understood of a visit. Where a child was visited, nothing is repeated that would lead to it. */
export function visitView(say: Say, register: Register, visit: Visit): View {
  const { persons = [], items = [], inst } = visit;
  const named = isChildrensHome(register, inst) ? [] : persons.filter((person) => !isChild(person));
  const children = persons.length - named.length;
  const open = (typed: string | undefined): string => (children > 0 ? '' : discreet(typed ?? ''));
  return {
    persons: named.map(({ name = '', type }) => (type === undefined ? name : `${name}（${type}）`)).join('、'),
    children: children > 0 ? children : '',
    addr: open(visit.addr),
    need: open(visit.need),
    households: visit.households ?? '',
    people: visit.people ?? '',
    each: visit.cash_each ?? '',
    cash: visit.cash ?? '',
    items: items.map(({ name, qty = '', unit = '' }) => `${name}${qty}${unit}`).join('、'),
    visitors: say.people(visit.visitors, 'none'),
    online: visit.mode === 'online',
    missed: visit.result === 'not_met',
    revisit: visit.revisit === undefined ? '' : say.day(visit.revisit),
  };
}
