import { addressed } from '../domain/audience';
import type { Prospect } from '../domain/services/campaigns';
import { prospectView } from './campaign-view';
import type { CommandContext, Push } from './command';
import { toUnit } from './hazard-view';

/** The notice of a campaign: each group reads what its own units owe, a unit without a group is told through its head. */
export function campaignAnnouncements(prospect: Prospect, context: CommandContext): Push[] {
  const { register } = context;
  const notice = (units: readonly string[]): Pick<Push, 'template' | 'view'> => {
    const orders = prospect.orders.filter(({ order }) =>
      addressed(register, order.audience).targets.some((id) => units.includes(id)),
    );
    return { template: 'campaign/announced', view: prospectView({ ...prospect, orders }, context) };
  };
  const groups = prospect.groupIds.map((groupId) => ({
    to: { groupId },
    ...notice(prospect.targets.filter((id) => register.group(groupId)?.unitIds.includes(id) === true)),
  }));
  const alone = prospect.targets.filter((id) => register.groupsOf(id).length === 0);
  return [...groups, ...alone.flatMap((id) => toUnit(context, id).map(({ to }) => ({ to, ...notice([id]) })))];
}
