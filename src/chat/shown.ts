import { escape } from '../words/escape';
import type { Abilities } from './channel';
import type { Saying } from './message';

/** The text as this channel can show it: where there are no cards, choices become numbered lines. */
export function shown(saying: Saying, abilities: Abilities): Saying {
  if (abilities.cards || saying.choices.length === 0) return saying;
  const lines = saying.choices.map((choice, index) => `${index + 1} ${escape(choice.label)}`);
  return { markdown: `${saying.markdown}\n\n${lines.join('\n')}`, choices: saying.choices };
}
