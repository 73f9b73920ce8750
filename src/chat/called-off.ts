import { titleOf } from '../domain/campaign';
import type { LedgerRecord } from '../domain/ledger';
import type { Task } from '../domain/task';
import type { CommandContext, Push } from './command';
import { toUnit } from './hazard-view';
import { keepUnsaid } from './unsaid';

export interface Off {
  /** Under which it was announced. */
  readonly number: string;
  readonly tasks: readonly Task[];
  /** A whole campaign: how it is called. */
  readonly campaign?: string | undefined;
}

/** The name of the campaign that a record started. */
export const campaignTitle = ({ kind, data }: LedgerRecord, { playbook }: CommandContext): string | undefined => {
  const plan = kind === 'campaign' ? playbook.campaigns.find(({ id }) => id === data['plan']) : undefined;
  return plan && titleOf(plan);
};

/**
 * Where these tasks were asked for, it is said that nobody need report them; not where it is being said already, nor
 * where they were to be heard of in the morning: there nothing is said at all.
 */
export async function calledOff({ number, tasks, campaign }: Off, context: CommandContext): Promise<Push[]> {
  const { register, group } = context;
  const unsaid = await keepUnsaid(
    number,
    tasks.map(({ id }) => id),
    context,
  );
  const told = (own: readonly Task[]): Pick<Push, 'template' | 'view'> =>
    campaign === undefined
      ? { template: 'task/cancelled', view: { number, titles: own.map(({ title }) => title).join('、') } }
      : { template: 'campaign/called-off', view: { title: campaign } };
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
  ].filter(({ to }) => !unsaid.has('groupId' in to ? to.groupId : `person:${to.person.userid ?? ''}`));
}
