import { isComplete } from '../domain/settlement';
import { type Ordered, unreachable } from '../domain/services/orders';
import type { Register } from '../domain/register-index';
import type { CommandContext, Push } from './command';
import type { View } from '../words/templates';
import type { Say } from './say';

/** More names than this would bury the deadline. */
const NAMES_UP_TO = 8;

/** A task as it is announced and confirmed: `task/announcement`, `office/ordered`. */
export function taskView({ task, round, dues }: Ordered, { say, register }: { say: Say; register: Register }): View {
  const owing = dues.filter((due) => due.state !== 'exempt').map((due) => due.unitId);
  return {
    number: task.id,
    title: task.title,
    receipt: task.item === 'receipt',
    ...say.schedule(task.schedule),
    due: say.due(round.dueAt),
    first: task.schedule.every === 'once' ? '' : say.due(round.dueAt),
    owed: owing.length,
    names: owing.length <= NAMES_UP_TO ? say.units(task.targets.filter((id) => owing.includes(id))) : '',
    done: dues.filter(isComplete).length || '',
    covers: task.covers ? say.span(task.covers) : '',
    requires: say.marks(task.requires),
    unreachable: say.units(unreachable(register, task)),
    outside: say.units(owing.filter((id) => register.groupsOf(id).length === 0)),
    contact: say.contact(task),
    text: task.text ?? '',
    receiptDue: '',
    groups: say.groups(bound(register, task.groupIds)),
    unbound: say.groups(task.groupIds.filter((id) => !isBound(register, id))),
  };
}

const isBound = (register: Register, groupId: string): boolean => register.group(groupId)?.chatId !== undefined;

/** Groups in which something can be said at all. */
export const bound = (register: Register, groupIds: readonly string[]): readonly string[] =>
  groupIds.filter((id) => isBound(register, id));

/** The announcement for the groups of a task, except the one that it was typed in: there the answer announces it. */
export const announcements = ({ task }: Ordered, view: View, { group, register }: CommandContext): Push[] =>
  bound(register, task.groupIds)
    .filter((groupId) => groupId !== group?.id)
    .map((groupId) => ({
      to: { groupId },
      template: 'task/announcement',
      view,
      // A new deadline is no first word of its task.
      ...(view['moved'] === true ? {} : { about: task.id }),
    }));
