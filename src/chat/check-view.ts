import type { Checked } from '../domain/services/inspections';
import type { View } from '../words/templates';
import { bookedView, discreet } from './booked-view';
import type { CommandContext } from './command';

/** A checklist that was entered, with the findings that it opened: `inspect/checked`. */
export function checkView(
  { booked, hazards, withdrawn, open, list }: Checked,
  { say, register }: CommandContext,
): View {
  const { data, firstDay } = booked.record;
  const items = Object.values(data['items'] as Readonly<Record<string, string>>);
  return {
    ...bookedView(say, register, booked),
    list: String(data['checklist']),
    day: say.day(firstDay),
    good: items.filter((verdict) => verdict === 'ok').length,
    all: list?.items.length ?? items.length,
    open: open.map((number) => `${number} ${list?.items[number - 1]?.title ?? ''}`).join('、'),
    hazards: hazards.map(({ id, data: finding }) => ({
      id,
      item: finding['item'],
      about: finding['about'] ?? '',
      desc: discreet(String(finding['desc'])),
    })),
    withdrawn: withdrawn.map(({ id }) => id).join('、'),
    note: list?.note ?? '',
  };
}
