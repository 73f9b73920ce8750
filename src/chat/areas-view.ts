import { areasOf } from '../domain/services/areas';
import type { View } from '../words/templates';
import type { CommandContext } from './command';

/** Who looks after whom: `office/areas`. */
export function areasView(context: CommandContext): View {
  const { say } = context;
  const { areas, nobody } = areasOf(context);
  return {
    areas: areas.map(({ team, lead, leader, unitIds }) => ({
      team: team.name,
      lead: lead?.name ?? '',
      leader: leader?.name ?? '',
      units: say.units(unitIds),
      count: unitIds.length,
    })),
    nobody: say.units(nobody),
  };
}
