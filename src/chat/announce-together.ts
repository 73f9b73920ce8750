import { isPending } from '../domain/services/proposals';
import type { Ordered } from '../domain/services/orders';
import type { Proposal } from '../domain/proposal';
import { type CommandContext, reply, type Reply } from './command';
import { reportChoices } from './report-choices';
import { taskView } from './task-view';

export interface Together {
  /** Number that takes them back as a whole. */
  readonly number: string;
  readonly made: readonly (Ordered & { readonly no: number })[];
  readonly proposal: Proposal;
}

/** Tasks that were created from one notice: one answer, and one message to each group with its own tasks. */
export function createdTogether({ number, made, proposal }: Together, context: CommandContext): Reply {
  const { say, group } = context;
  const tasks = made.map((each) => ({
    groupIds: each.task.groupIds,
    view: { ...taskView(each, context), to: proposal.items[each.no - 1]?.to ?? '' },
    choices: reportChoices(each.task, each.round),
  }));
  const groups = [...new Set(tasks.flatMap(({ groupIds }) => groupIds))].filter((id) => id !== group?.id);
  const pushes = groups.map((groupId) => {
    const here = tasks.filter(({ groupIds }) => groupIds.includes(groupId));
    return {
      to: { groupId },
      template: 'task/proposal-announcement',
      view: { text: proposal.text, tasks: here.map(({ view }) => view) },
      choices: here.flatMap(({ choices }) => choices),
      about: number,
    };
  });
  const waiting = proposal.items.flatMap((item, index) =>
    isPending(item) ? [{ no: index + 1, title: item.title ?? '', subset: item.subset ?? '' }] : [],
  );
  const view = {
    number,
    count: tasks.length,
    tasks: tasks.map((each) => each.view),
    waiting,
    proposal: proposal.id,
    pushed: say.groups(groups),
  };
  return reply('task/proposal-created', view, { pushes, decided: true });
}
