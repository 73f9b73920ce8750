import { leaderFor } from '../domain/areas';
import type { Hazard } from '../domain/hazard';
import type { View } from '../words/templates';
import type { CommandContext, Push } from './command';
import { toUnit } from './hazard-view';

/** A finding with what is said of it. */
export interface ToldOf {
  readonly hazard: Hazard;
  readonly view: View;
}

/** One message for each group or person, however many findings it speaks of; `each` is what it says of them. */
export function toldOf(
  context: CommandContext,
  told: readonly ToldOf[],
  { template, view = {}, leaders = false }: { template: string; view?: View; leaders?: boolean },
): Push[] {
  const places = new Map<string, { to: Pick<Push, 'to' | 'mentions'>; each: View[] }>();
  for (const { hazard, view: said } of told) {
    const leader = leaders ? leaderFor(context.register, hazard.unitId) : undefined;
    for (const to of [...toUnit(context, hazard.unitId), ...(leader ? [{ to: { person: leader } }] : [])]) {
      const key = 'groupId' in to.to ? to.to.groupId : `person:${to.to.person.id}`;
      const place = places.get(key) ?? { to, each: [] };
      const mentions = [...new Set([...(place.to.mentions ?? []), ...(to.mentions ?? [])])];
      places.set(key, { to: { ...place.to, mentions }, each: [...place.each, said] });
    }
  }
  return [...places.values()].map(({ to, each }) => ({ ...to, template, view: { ...view, each } }));
}
