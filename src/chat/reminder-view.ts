import { stillOwes } from '../domain/settlement';
import type { Due, Round, Task } from '../domain/task';
import { listOf } from '../domain/wanted';
import { DAY } from '../lib/time';
import type { View } from '../words/templates';
import type { Say } from './say';

export interface Reminder {
  readonly task: Task;
  readonly round: Round;
  /** Entries of those who are addressed; complete ones are left out. */
  readonly dues: readonly Due[];
  /** Name of the step (`D-1`, `T-15`, `W3` …), or `overdue` for a 催报 after the deadline. */
  readonly step: string;
  /** Minutes after its time, when the process was down; else 0. */
  readonly madeUpMinutes: number;
}

/** Longer lists name only who owes: what each one lacks would bury the names. */
const LACKS_FOR_UP_TO = 6;

/** What `task/remind` says: the ladder of tones is D-1, D0, T-60, T-15, overdue. */
export function reminderView({ task, round, dues, step, madeUpMinutes }: Reminder, say: Say): View {
  const owing = dues.filter(stillOwes);
  return {
    ...tone(step, { first: round.opensAt > round.dueAt - DAY, early: task.ladder === 'phase' }),
    asks: (task.settledBy ?? [])
      .filter((wanted) => wanted !== 'inspect')
      .map((wanted) => listOf(wanted) ?? say.kind(wanted))
      .join('、'),
    title: task.title,
    receipt: task.item === 'receipt',
    zero: task.item === 'zero',
    due: say.dueNear(round.dueAt),
    requires: say.marks(task.requires),
    owing: owing.map((due, index) => owed(due, owing.length <= LACKS_FOR_UP_TO, say, index < owing.length - 1)),
    contact: say.contact(task),
    number: task.id,
    madeUp: madeUpMinutes > 0 ? madeUpMinutes : '',
  };
}

function owed(due: Due, full: boolean, say: Say, more: boolean): View {
  const [lack] = due.lacks;
  const count = lack && 'part' in lack && lack.part === 'count' ? lack.missing : '';
  return {
    unit: say.unit(due.unitId),
    returned: due.state === 'returned',
    count,
    incomplete: due.state === 'incomplete' && count === '',
    lacks: full && count === '' ? say.lacks(due.lacks) : '',
    more,
  };
}

/** Minutes before the deadline from which a reminder is the last one. */
const LAST_MINUTES = 30;

function tone(step: string, { first, early }: { first: boolean; early: boolean }): View {
  const minutes = /^T-(\d+)$/.exec(step)?.[1];
  const last = minutes !== undefined && Number(minutes) <= LAST_MINUTES;
  const overdue = step === 'overdue';
  // A round that opens with its day has no reminder of the day before: its first one is the gentle one.
  // A phase is spoken of three days before: a day before is the second time.
  const gentle = step === (early ? 'D-3' : 'D-1') || step === 'W3' || (step === 'D0' && first);
  const hurry = minutes !== undefined && !last;
  return { gentle, hurry, last, overdue, again: !gentle && !hurry && !last && !overdue };
}
