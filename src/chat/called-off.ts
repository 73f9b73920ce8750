import type { Task } from '../domain/task';
import type { CommandContext, Push } from './command';
import { toUnit } from './hazard-view';

/** Where these tasks were asked for, it is said that nobody need report them; not where it is being said already. */
export function calledOff(tasks: readonly Task[], number: string, context: CommandContext): Push[] {
  const { register, group } = context;
  const told = (own: readonly Task[]): Pick<Push, 'template' | 'view'> => ({
    template: 'task/cancelled',
    view: { number, titles: own.map(({ title }) => title).join('、') },
  });
  const groups = new Set(tasks.flatMap(({ groupIds }) => groupIds).filter((groupId) => groupId !== group?.id));
  // Outside of the groups, only the notice of a campaign was read: other orders are first heard of in a reminder.
  const read = tasks.filter(({ campaignId }) => campaignId !== undefined);
  const alone = new Set(read.flatMap(({ targets }) => targets).filter((id) => register.groupsOf(id).length === 0));
  return [
    ...[...groups].map((groupId) => ({
      to: { groupId },
      ...told(tasks.filter(({ groupIds }) => groupIds.includes(groupId))),
    })),
    ...[...alone].flatMap((id) =>
      toUnit(context, id).map(({ to }) => ({ to, ...told(read.filter(({ targets }) => targets.includes(id))) })),
    ),
  ];
}
