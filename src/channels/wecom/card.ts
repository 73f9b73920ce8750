import type { Choice, Saying } from '../../chat/message';
import { shown } from '../../chat/shown';
import { buttonKeys, type Done, doneKey, type Question } from './card-key';

/** Lengths in characters beyond which clients cut, and the number of buttons of a card (developer site, page 101032). */
const TITLE = 26;
const TEXT = 112;
const LABEL = 10;
const BUTTONS = 6;

/** The text of our small markdown: cards know none. */
export type Plain = (markdown: string) => string;

const length = (text: string): number => Array.from(text).length;
const cut = (text: string, longest: number): string =>
  length(text) <= longest
    ? text
    : `${Array.from(text)
        .slice(0, longest - 1)
        .join('')}…`;

/** The first line, else what is bold in it, else it without its bracket, else its beginning. */
function titleOf(line: string, markdown: string, plain: Plain): string {
  const bold = /^[^\n]*?\*\*([^*\n]+)\*\*/.exec(markdown)?.[1];
  const ways = [line, ...(bold === undefined ? [] : [plain(bold)]), line.replace(/（.*$/, '')];
  return ways.find((way) => way !== '' && length(way) <= TITLE) ?? cut(line, TITLE);
}

/** What a card of this saying shows; `isWhole` when nothing of it would be cut. */
export function questionOf({ markdown, choices }: Saying, plain: Plain): Question & { readonly isWhole: boolean } {
  const lines = plain(markdown)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const [first = ''] = lines;
  const title = titleOf(first, markdown, plain);
  const text = (title === first ? lines.slice(1) : lines).join('\n');
  return { title, text: cut(text, TEXT), choices: choices.map(bare), isWhole: length(text) <= TEXT };
}

const bare = ({ label, say }: Choice): Question['choices'][number] => ({ label, say });

/** Can these choices be buttons? A label that is cut could be mistaken for its neighbour. */
export const areButtons = ({ choices }: Saying): boolean =>
  choices.length > 0 &&
  choices.length <= BUTTONS &&
  choices.every(({ label }) => length(label) <= LABEL) &&
  buttonKeys({ title: '', text: '', choices: choices.map(bare) }) !== undefined;

/** No address to go to, but said: an update without it is refused with 42045 (6.3). */
const NO_ACTION = { card_action: { type: 0 } } as const;
/** The first choice is the expected one. */
const style = (index: number): number => (index === 0 ? 1 : 2);

/** A card that asks. `note` stands above its text: why a tap did not close it. */
export function askingCard(question: Question, taskId: string, note = ''): object {
  const { title, text, choices } = question;
  const keys = buttonKeys(question) ?? [];
  const said = note === '' ? text : note;
  return {
    card_type: 'button_interaction',
    main_title: { title: cut(title, TITLE) },
    ...(said !== '' && { sub_title_text: cut(said, TEXT) }),
    ...(note !== '' && text !== '' && { quote_area: { type: 0, quote_text: text } }),
    button_list: choices.map(({ label }, index) => ({ text: label, style: style(index), key: keys[index] ?? '' })),
    ...NO_ACTION,
    task_id: taskId,
  };
}

/** A card that is closed: its one button says what was chosen and leads nowhere. */
export function doneCard(done: Done, taskId: string): object {
  const { title, text, outcome, button } = done;
  return {
    card_type: 'button_interaction',
    main_title: { title: cut(title, TITLE) },
    sub_title_text: cut(outcome, TEXT),
    ...(text !== '' && { quote_area: { type: 0, quote_text: text } }),
    button_list: [{ text: cut(button, LABEL), style: 2, key: doneKey({ ...done, outcome: cut(outcome, TEXT) }) }],
    ...NO_ACTION,
    task_id: taskId,
  };
}

/** The sayings that one becomes: as it is where its card shows it whole, else the text and then its card. */
export function portions(saying: Saying, plain: Plain): readonly Saying[] {
  if (saying.choices.length === 0) return [saying];
  if (!areButtons(saying)) return [{ markdown: shown(saying, { cards: false }).markdown, choices: [] }];
  const { title, isWhole } = questionOf(saying, plain);
  if (isWhole) return [saying];
  return [
    { markdown: saying.markdown, choices: [] },
    { markdown: title, choices: saying.choices },
  ];
}
