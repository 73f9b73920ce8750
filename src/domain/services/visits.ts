import type { ActorScene } from '../scene';
import type { DayRange } from '../values';
import type { LedgerRecord } from '../ledger';
import { type Booked, report } from './reports';

export const bookVisit = (
  scene: ActorScene,
  visit: { unitId: string; days: DayRange; data: LedgerRecord['data'] },
): Promise<Booked> => report(scene, { kind: 'visit', ...visit });

interface Counted {
  readonly cash?: number | undefined;
  readonly households?: number | undefined;
  readonly people?: number | undefined;
  readonly persons?: readonly unknown[] | undefined;
}

/** Sums of several visits: money in yuan; a named person counts as one. */
export function totalsOf(visits: readonly Counted[]): Readonly<Record<'cash' | 'households' | 'people', number>> {
  const sum = (count: (visit: Counted) => number): number => visits.reduce((total, visit) => total + count(visit), 0);
  return {
    cash: sum((visit) => visit.cash ?? 0),
    households: sum((visit) => visit.households ?? 0),
    people: sum((visit) => visit.people ?? visit.persons?.length ?? 0),
  };
}
