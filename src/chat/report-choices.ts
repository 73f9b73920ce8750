import type { Round, Task } from '../domain/task';
import type { Day } from '../lib/time';
import type { Choice } from './message';

const peaceOf = (day: Day): string => `/零报告 ${day} 平安`;

/**
 * What can be reported with one tap. The day of a zero report and the number of a notice are said, so that an old card
 * cannot mean another one; a tapped event is only asked for, nothing is booked.
 */
export function reportChoices({ id, item }: Task, { day }: Pick<Round, 'day'>): readonly Choice[] {
  if (item === 'receipt') return [{ label: '收到', say: `/收到 ${id}`, unlisted: true }];
  if (item !== 'zero') return [];
  return [
    { label: '平安', say: peaceOf(day), unlisted: true },
    { label: '有事', say: `/零报告 ${day} 有事：`, unlisted: true },
  ];
}

/** Who taps an old 平安 does not know what was reported since; whoever types a report says it as a whole. */
export const isPeaceTap = (text: string, day: Day): boolean => text.trimEnd().endsWith(peaceOf(day));
