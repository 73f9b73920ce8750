import type { Mistake } from '../domain/mistakes';
import type { View } from '../words/templates';
import type { Say } from './say';

/**
 * Every fact that a text in `templates/errors/` may name, with what stands for its absence. Rules hand in days as
 * `YYYY-MM-DD`, instants as `dueAt` (epoch milliseconds), states as codes, lists as arrays: here they become words.
 */
const NO_DETAILS = {
  // A date that does not exist, or a year without its official table of days off (`table: false`).
  year: '',
  // Which item of a list is meant.
  which: false,
  // 一切平安 beside an event.
  calm: '',
  left: false,
  table: true,
  covers: false,
  month: '',
  days: '',
  first: '',
  last: '',
  day: '',
  date: '',
  line: '',
  due: '',
  dueAt: '',
  minutes: '',
  state: '',
  limit: '',
  // Numbers that do not add up, in the words of the counts: 在岗 60, 职工 17.
  part: '',
  partCount: '',
  whole: '',
  wholeCount: '',
  count: '',
  registered: '',
  cash: '',
  // Whose, which.
  item: '',
  unit: '',
  numbers: '',
  names: '',
  titles: '',
  units: '',
  // Which of several situations of one code it is.
  none: false,
  nobody: false,
  noTask: false,
  notBegun: false,
  noRound: false,
  noGroup: false,
  nothing: false,
  proposal: false,
  number: '',
  open: '',
  items: '',
  correct: false,
  decision: false,
  same: false,
  bound: false,
  binding: false,
  code: false,
  secret: false,
  office: false,
  webhook: false,
  undone: false,
  second: false,
  campaign: false,
  idle: false,
  // A finding: its number, and what of the 五落实 is missing.
  hazard: '',
  five: '',
} as const;

/** Situations that `errors/wrong_state` tells apart. */
const SITUATIONS = ['open', 'undone', 'idle', 'state', 'same', 'decision', 'bound'] as const;

export interface MistakeWords {
  readonly say: Say;
  /** First example of the command that was meant; empty when none was understood. */
  readonly example: string;
  readonly botName: string;
}

/** What the text of a mistake is filled with: `typed`, `ask`, `choices`, `example`, and its facts as `d`. */
export function mistakeView(mistake: Mistake, { say, example, botName }: MistakeWords): View {
  const { typed = '', ask = '', choices = [], details = {} } = mistake;
  const facts = Object.fromEntries(Object.entries(details).map(([key, value]) => [key, worded(key, value, say)]));
  return {
    typed,
    ask,
    // Choices beside a `typed` are shown below the text, where they can be tapped.
    choices: typed === '' ? choices.join('、') : '',
    hasChoices: choices.length > 0,
    // A command with several forms gives the line of the one that was meant.
    example: typeof details['example'] === 'string' ? details['example'] : example,
    botName,
    // No situation of its own: the text of the code as such.
    other: !SITUATIONS.some((key) => Boolean(details[key])),
    d: { ...NO_DETAILS, ...facts },
  };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function worded(key: string, value: string | number | boolean | readonly string[], say: Say): unknown {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return key === 'dueAt' ? say.due(value) : value;
  if (typeof value !== 'string') return value.map((each) => worded(key, each, say)).join('、');
  return (WORDS[key] ?? plainWord)(value, say);
}

const plainWord = (value: string, say: Say): string => (DAY.test(value) ? say.day(value) : value);
const countWord = (value: string, say: Say): string =>
  value
    .split('+')
    .map((count) => say.names.counts[count] ?? count)
    .join('、');

/** How the codes among the facts are said. */
const WORDS: Readonly<Record<string, (value: string, say: Say) => string>> = {
  state: (value, say) => say.names.states[value] ?? value,
  due: (value, say) => (DAY.test(value) ? say.day(value) : say.due(Date.parse(value))),
  item: (value, say) => say.item(value),
  unit: (value, say) => say.unit(value),
  five: (value, say) => say.names.five[value] ?? value,
  part: countWord,
  whole: countWord,
};
