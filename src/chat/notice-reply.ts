import type { LedgerRecord } from '../domain/ledger';
import type { Ordered } from '../domain/services/orders';
import { type CommandContext, reply, type Reply } from './command';
import { reportChoices } from './report-choices';
import { announcements, bound, taskView } from './task-view';

/** A notice that asks for nothing: passed on to the groups of those that it names. */
export function passedOn(
  { record, groupIds }: { record: LedgerRecord; groupIds: readonly string[] },
  { text, warning }: { text: string; warning: boolean },
  { say, group, register }: CommandContext,
): Reply {
  const others = groupIds.filter((groupId) => groupId !== group?.id);
  const told = bound(register, others);
  const view = { number: record.id, text, warning };
  const pushes = told.map((groupId) => ({ to: { groupId }, template: 'task/notice', view, about: record.id }));
  const unbound = say.groups(others.filter((id) => !told.includes(id)));
  const here = others.length < groupIds.length;
  return reply('office/notice', { ...view, groups: say.groups(told), unbound, here }, { pushes });
}

/** A notice with its report, its receipt, or both: they are announced in one message. */
export function ordersMade(made: readonly Ordered[], context: CommandContext): Reply {
  const tasks = made.map((ordered) => taskView(ordered, context));
  const [first] = made;
  const receiptDue = tasks[1]?.['due'] ?? '';
  const view = { ...tasks[0], receiptDue, moved: false, before: '' };
  const receipts = made.filter(({ task }) => task.item === 'receipt');
  const choices = receipts.flatMap(({ task, round }) => reportChoices(task, round));
  const pushes = first ? announcements(first, view, context).map((push) => ({ ...push, choices })) : [];
  const groups = pushes.flatMap(({ to }) => ('groupId' in to ? [to.groupId] : []));
  // Where the notice was typed among institutions, the answer is what they tap.
  const here = context.group && !context.group.bureau ? { choices } : {};
  return reply('office/broadcast', { tasks, pushed: context.say.groups(groups) }, { ...here, pushes });
}
