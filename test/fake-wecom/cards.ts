import { bytesOf, KEY_BYTES, MAX_BUTTONS, SHOWN, TASK_ID } from './rules';

type Body = Readonly<Record<string, unknown>>;
const body = (value: unknown): Body => Object(value) as Body;
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** What a person sees of a card: clients cut what is too long. */
export interface Face {
  readonly title: string;
  readonly desc: string;
  readonly text: string;
  readonly quote: string;
  readonly buttons: readonly string[];
}

interface Button {
  readonly text: string;
  readonly key: string;
}
interface Card {
  readonly face: Face;
  readonly taskId: string | undefined;
  readonly type: string;
  readonly buttons: readonly Button[];
}

const cut = (value: unknown, longest: number): string => {
  const letters = Array.from(isText(value) ? value : '');
  return letters.length <= longest ? letters.join('') : `${letters.slice(0, longest).join('')}[cut]`;
};

export const textOf = ({ title, desc, text, quote, buttons }: Face): string =>
  [title, desc, text, quote && `> ${quote}`, buttons.map((label) => `[${label}]`).join(' ')]
    .filter((line) => line !== '')
    .join('\n');

/** The card of a click, from the body of its event. */
export function clickedIn(event: Body): string | undefined {
  const { template_card_event: click } = body(event['event']) as { template_card_event?: unknown };
  return click === undefined ? undefined : String(body(click)['task_id']);
}

const BAD = 40058;
const BAD_TASK_ID = 42014;
const NO_CARD_ACTION = 42045;
const TYPES = ['text_notice', 'news_notice', 'button_interaction', 'vote_interaction', 'multiple_interaction'];

/** A card as far as the fake knows cards: those with buttons and those with none. A number is an errcode. */
function read(value: unknown): Card | number {
  const card = body(value);
  const type = String(card['card_type']);
  const { title, desc } = body(card['main_title']);
  const { sub_title_text: text, task_id: taskId } = card;
  if (!TYPES.includes(type)) return BAD;
  if (!isText(title) && !(type === 'text_notice' && isText(text))) return BAD;
  if (taskId !== undefined && (typeof taskId !== 'string' || !TASK_ID.test(taskId))) return BAD_TASK_ID;
  if (type === 'button_interaction' && taskId === undefined) return BAD_TASK_ID;
  if (!isAction(card['card_action'], type)) return BAD;
  const buttons = type === 'button_interaction' ? buttonsOf(card['button_list']) : [];
  if (!buttons) return BAD;
  const quote = body(card['quote_area'])['quote_text'];
  const face = {
    title: cut(title, SHOWN.title),
    desc: cut(desc, SHOWN.desc),
    text: cut(text, SHOWN.text),
    quote: isText(quote) ? quote : '',
    buttons: buttons.map((button) => cut(button.text, SHOWN.button)),
  };
  return { face, type, buttons, taskId };
}

/** Notices lead somewhere; a card with buttons need not. */
function isAction(value: unknown, type: string): boolean {
  const { type: kind, url } = body(value);
  const isNotice = type.endsWith('_notice');
  if (value === undefined) return !isNotice;
  if (kind === 1) return isText(url);
  return kind === 2 || (kind === 0 && !isNotice);
}

function buttonsOf(list: unknown): readonly Button[] | undefined {
  if (!Array.isArray(list) || list.length < 1 || list.length > MAX_BUTTONS) return undefined;
  const buttons = list.map((each) => body(each) as unknown as Button);
  const good = buttons.every(({ text, key }) => isText(text) && isText(key) && bytesOf(key) <= KEY_BYTES);
  return good && new Set(buttons.map(({ key }) => key)).size === buttons.length ? buttons : undefined;
}

/** The cards that are shown (page 101032), and what each person sees of them after updates. */
export class Cards {
  readonly #shown = new Map<string, { everyone: Card; readonly own: Map<string, Card> }>();

  /** A number is an errcode. */
  show(value: unknown): Card | number {
    const card = read(value);
    if (typeof card === 'number') return card;
    const { taskId } = card;
    if (taskId === undefined) return card;
    if (this.#shown.has(taskId)) return BAD_TASK_ID;
    this.#shown.set(taskId, { everyone: card, own: new Map() });
    return card;
  }

  look(taskId: string, userid: string): Face {
    return this.#seen(taskId, userid).face;
  }

  /** What WeCom sends of a click: nothing of the card but its ids. */
  click(taskId: string, userid: string, label: string): Body {
    const { buttons, face, type } = this.#seen(taskId, userid);
    const button = buttons[face.buttons.indexOf(label)];
    if (!button) throw new Error(`${userid} sees no button ${label}, but ${textOf(face)}`);
    return { card_type: type, event_key: button.key, task_id: taskId, selected_items: {} };
  }

  /** The answer to a click on this card (pages 101031, 6.3). Gives an errcode. */
  update(taskId: string, { response_type: kind, userids, template_card: value }: Body): number {
    const shown = this.#shown.get(taskId);
    if (!shown || kind !== 'update_template_card') return BAD;
    if (body(value)['card_action'] === undefined) return NO_CARD_ACTION;
    const card = read(value);
    if (typeof card === 'number') return card;
    if (card.taskId !== taskId) return BAD_TASK_ID;
    if (userids !== undefined && (!Array.isArray(userids) || userids.length === 0)) return BAD;
    if (userids === undefined) {
      shown.everyone = card;
      shown.own.clear();
    } else for (const userid of userids as readonly string[]) shown.own.set(userid, card);
    return 0;
  }

  #seen(taskId: string, userid: string): Card {
    const shown = this.#shown.get(taskId);
    if (!shown) throw new Error(`no card ${taskId}`);
    return shown.own.get(userid) ?? shown.everyone;
  }
}
