import type { Answer, Inbound, Outcome } from '../../chat/message';
import type { Clock } from '../../lib/clock';
import type { Log } from '../../lib/log';
import type { Instant } from '../../lib/time';
import { askingCard, doneCard, type Plain } from './card';
import { type Key, type Question, readKey } from './card-key';
import type { Tapped } from './event';

/** What a card says when there is no outcome to show. */
export interface CardWords {
  readonly busy: (label: string) => string;
  readonly failed: (label: string) => string;
  readonly nothing: string;
  /** On the button of a card whose tap did nothing. */
  readonly over: string;
}

/** What cards need beside what they say. */
export interface CardSettings {
  readonly words: CardWords;
  readonly plain: Plain;
}

export interface ClicksParts extends CardSettings {
  readonly clock: Clock;
  readonly log: Log;
}

/** A click on a button of ours. */
export interface Click {
  readonly tapped: Tapped;
  readonly key: Key;
}

type Asked = Click & { readonly key: Extract<Key, { kind: 'ask' }> };

/** What the answer to the event is to be: `aibot_respond_update_msg`, or the body of the response. */
export interface Update {
  readonly response_type: 'update_template_card';
  /** Whose view of the card changes; everyone's without it. */
  readonly userids?: readonly string[];
  readonly template_card: object;
}

/** WeCom takes an update for five seconds (developer site, page 101027). */
export const UPDATE_WITHIN_MS = 4000;
/** A finger that taps twice means once; whoever taps later means it. */
const TWICE = 10_000;

/** The click, when the key is one of ours. */
export function clickOf(tapped: Tapped): Click | undefined {
  const key = readKey(tapped.key);
  return key && { tapped, key };
}

/** A click as its tapper's own words. Who clicked is checked like anybody who types them. */
export function spokenBy(
  { bot, msgid, userid, chatId }: Tapped,
  { say: text, label: tapped }: Question['choices'][number],
  from: Pick<Inbound, 'channel' | 'receivedAt' | 'replyTo'>,
): Inbound {
  return { bot, msgid, userid, ...(chatId !== undefined && { chatId }), text, files: [], tapped, ...from };
}

/** Decides what becomes of a card that was clicked. */
export class Clicks {
  /** Clicks under way, and for a moment those that are settled. */
  readonly #recent = new Map<string, { until: Instant; readonly answer: Promise<Answer | undefined> }>();

  constructor(private readonly parts: ClicksParts) {}

  /**
   * Settles a click and gives the update of its card; when `late` comes first, the update says so. A button that leads
   * nowhere leaves its card as it is. Never throws.
   */
  async settle(
    click: Click,
    settle: (choice: Question['choices'][number]) => Promise<Answer | undefined>,
    late: Promise<void>,
  ): Promise<Update> {
    const { tapped, key } = click;
    if (key.kind === 'done') return update(tapped, 'tapper', doneCard(key.done, tapped.taskId));
    const asked: Asked = { tapped, key };
    const { words } = this.parts;
    const { label } = key.choice;
    try {
      const answer = this.#once(asked, () => settle(key.choice));
      const first = await Promise.race([answer.then((said) => ({ said })), late]);
      return first ? this.#shown(asked, first.said) : this.#open(asked, words.busy(label));
    } catch {
      return this.#open(asked, words.failed(label));
    }
  }

  /** Two clicks of one person on one button within a moment are one: the second shows what came of the first. */
  #once({ tapped, key }: Asked, settle: () => Promise<Answer | undefined>): Promise<Answer | undefined> {
    const { clock, log } = this.parts;
    for (const [old, { until }] of this.#recent) if (until <= clock.now()) this.#recent.delete(old);
    const id = JSON.stringify([tapped.bot, tapped.taskId, tapped.userid, key.choice.say]);
    const known = this.#recent.get(id);
    if (known) return known.answer;
    const entry = { until: Infinity, answer: settle() };
    this.#recent.set(id, entry);
    entry.answer.then(
      (said) => {
        entry.until = clock.now() + TWICE;
        // Refused or asked back: tapping again is another try.
        if (said && (said.outcome?.closes ?? 'nobody') === 'nobody') this.#recent.delete(id);
      },
      (error: unknown) => {
        this.#recent.delete(id);
        log.error({ err: error, msgid: tapped.msgid }, 'click not settled');
      },
    );
    return entry.answer;
  }

  #shown(click: Asked, answer: Answer | undefined): Update {
    const { words, plain } = this.parts;
    if (!answer) return this.#closed(click, { text: words.nothing, closes: 'tapper', over: true });
    const { outcome } = answer;
    if (!outcome) return this.#open(click, plain(answer.markdown));
    return outcome.closes === 'nobody' ? this.#open(click, outcome.text) : this.#closed(click, outcome);
  }

  #open({ tapped, key }: Asked, note: string): Update {
    return update(tapped, 'tapper', askingCard(key.question, tapped.taskId, note));
  }

  #closed({ tapped, key }: Asked, { text: outcome, closes, over }: Outcome): Update {
    const { title, text } = key.question;
    const button = over ? this.parts.words.over : `✓ ${key.choice.label}`;
    return update(tapped, closes, doneCard({ title, text, outcome, button }, tapped.taskId));
  }
}

const update = ({ userid }: Tapped, closes: Outcome['closes'], template_card: object): Update => ({
  response_type: 'update_template_card',
  ...(closes !== 'everyone' && { userids: [userid] }),
  template_card,
});
