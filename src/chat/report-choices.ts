import type { Round, Task } from '../domain/task';
import type { Choice } from './message';

/**
 * What can be reported with one tap. The day of a zero report and the number of a notice are said, so that an old card
 * cannot mean another one; a tapped event is only asked for, nothing is booked.
 */
export function reportChoices({ id, item }: Task, { day }: Pick<Round, 'day'>): readonly Choice[] {
  if (item === 'receipt') return [{ label: '收到', say: `/收到 ${id}`, unlisted: true }];
  if (item !== 'zero') return [];
  return [
    { label: '平安', say: `/零报告 ${day} 平安`, unlisted: true },
    { label: '有事', say: `/零报告 ${day} 有事：`, unlisted: true },
  ];
}
