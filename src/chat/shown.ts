import { escape } from '../words/escape';
import type { Abilities } from './channel';
import type { Saying } from './message';

/** The text as this channel can show it: where there are no cards, choices become numbered lines. */
export function shown(saying: Saying, { cards }: Pick<Abilities, 'cards'>): Saying {
  // Unlisted ones have no number: a bare 1 would be somebody else's answer.
  const listed = saying.choices.filter((choice) => !choice.unlisted);
  if (cards || listed.length === 0) return saying;
  const lines = listed.map((choice, index) => `${index + 1} ${escape(choice.label)}`);
  return { ...saying, markdown: `${saying.markdown}\n\n${lines.join('\n')}` };
}
