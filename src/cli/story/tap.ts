import type { Said } from './far-end';

/** What tapping the choice of this label says; without a card the number before the label is typed. */
export function tapOf(said: Said | undefined, label: string): string | undefined {
  const choice = said?.choices.find((each) => each.label === label);
  if (choice) return choice.say;
  for (const line of said?.text.split('\n') ?? []) {
    const [, number, words] = /^\s*(\d+)[\s.、．]+(.+?)\s*$/u.exec(line) ?? [];
    if (words === label) return number;
  }
  return undefined;
}
