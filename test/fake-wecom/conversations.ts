import { Cards, textOf } from './cards';
import {
  bytesOf,
  CONTENT_BYTES,
  CONVERSATION_LIMITS,
  EVENT_LIFE_MS,
  type FakeClock,
  no,
  ok,
  REPLY_LIFE_MS,
  STREAM_LIFE_MS,
  type Verdict,
} from './rules';
import { Windows } from './window';

/** What stands in a chat. A stream is one bubble however many frames it had. */
export interface Shown {
  /** A chatid or a userid. */
  readonly to: string;
  readonly by: 'reply' | 'push' | 'welcome';
  readonly msgtype: string;
  readonly reqId: string;
  text: string;
  /** Of a file: its media_id. */
  readonly mediaId?: string;
  /** Of a card: its task_id. What each person sees of it is `cards.look`. */
  readonly taskId?: string;
}

interface Callback {
  readonly at: number;
  readonly to: string;
  readonly kind: 'message' | 'event';
  /** The card that was clicked. */
  readonly taskId: string | undefined;
  answered: boolean;
}
interface Stream {
  readonly at: number;
  readonly bubble: Shown;
  finished: boolean;
}
type Body = Readonly<Record<string, unknown>>;

const MEDIA = ['file', 'image', 'voice', 'video'];
const REPLIES = ['stream', 'markdown', 'template_card', ...MEDIA];
const PUSHES = REPLIES.filter((msgtype) => msgtype !== 'stream');
const contentOf = (body: Body, msgtype: string): string => {
  const { content } = Object(body[msgtype]) as { content?: unknown };
  return typeof content === 'string' ? content : '';
};

/** The chats of one bot: who may be answered and pushed to, how often, how long. */
export class Conversations {
  readonly shown: Shown[] = [];
  readonly cards = new Cards();
  readonly #spokenIn = new Set<string>();
  readonly #callbacks = new Map<string, Callback>();
  readonly #streams = new Map<string, Stream>();
  readonly #windows: Windows;

  constructor(
    private readonly clock: FakeClock,
    private readonly holds: (mediaId: unknown) => boolean = () => true,
  ) {
    this.#windows = new Windows(clock, CONVERSATION_LIMITS);
  }

  /** A callback went out: its req_id can be answered, and its chat pushed to. */
  opened(reqId: string, to: string, kind: Callback['kind'], taskId?: string): void {
    this.#callbacks.set(reqId, { at: this.clock.now(), to, kind, taskId, answered: false });
    if (kind === 'message') this.#spokenIn.add(to);
  }

  respond(reqId: string, body: Body): Verdict {
    const callback = this.#callbacks.get(reqId);
    if (!callback || callback.kind !== 'message') return no(846605);
    if (this.clock.now() - callback.at > REPLY_LIFE_MS) return no(846604);
    const msgtype = String(body['msgtype']);
    if (!REPLIES.includes(msgtype)) return no(40008);
    return this.#limited(callback.to, body, () =>
      msgtype === 'stream' ? this.#stream(reqId, callback.to, body) : this.#show(callback.to, 'reply', reqId, body),
    );
  }

  /** `aibot_respond_welcome_msg`: once, five seconds. */
  welcome(reqId: string, body: Body): Verdict {
    const event = this.#event(reqId);
    if (typeof event === 'number') return no(event);
    if (event.taskId !== undefined || event.answered) return no(846605);
    if (!['text', 'template_card'].includes(String(body['msgtype']))) return no(40008);
    const verdict = this.#show(event.to, 'welcome', reqId, body);
    event.answered ||= verdict.errcode === 0;
    return verdict;
  }

  /** `aibot_respond_update_msg`: once, five seconds, the clicked card only. */
  update(reqId: string, body: Body): Verdict {
    const event = this.#event(reqId);
    if (typeof event === 'number') return no(event);
    if (event.taskId === undefined || event.answered) return no(846605);
    const errcode = this.cards.update(event.taskId, body);
    event.answered ||= errcode === 0;
    return no(errcode);
  }

  #event(reqId: string): Callback | number {
    const callback = this.#callbacks.get(reqId);
    if (!callback || callback.kind !== 'event') return 846605;
    return this.clock.now() - callback.at > EVENT_LIFE_MS ? 846604 : callback;
  }

  push(reqId: string, body: Body): Verdict {
    const { chatid, chat_type: type = 0, msgtype } = body;
    if (typeof chatid !== 'string' || !this.#spokenIn.has(chatid)) return no(93006);
    if (type !== 0 && type !== 1 && type !== 2) return no(40058);
    if (!PUSHES.includes(String(msgtype))) return no(40008);
    return this.#limited(chatid, body, () => this.#show(chatid, 'push', reqId, body));
  }

  #limited(to: string, body: Body, act: () => Verdict): Verdict {
    const msgtype = String(body['msgtype']);
    if (msgtype === 'stream' || msgtype === 'markdown') {
      const content = contentOf(body, msgtype);
      if (content === '') return no(44004);
      if (bytesOf(content) > CONTENT_BYTES) return no(40058);
    }
    return this.#windows.take(to) ? act() : no(846607);
  }

  #show(to: string, by: Shown['by'], reqId: string, body: Body): Verdict {
    const msgtype = String(body['msgtype']);
    const { media_id: mediaId } = Object(body[msgtype]) as { media_id?: unknown };
    if (MEDIA.includes(msgtype)) {
      if (!this.holds(mediaId)) return no(40007);
      this.shown.push({ to, by, msgtype, reqId, text: '', mediaId: String(mediaId) });
      return ok();
    }
    if (msgtype !== 'template_card') {
      this.shown.push({ to, by, msgtype, reqId, text: contentOf(body, msgtype) });
      return ok();
    }
    const card = this.cards.show(body['template_card']);
    if (typeof card === 'number') return no(card);
    const { taskId } = card;
    this.shown.push({ to, by, msgtype, reqId, text: textOf(card.face), ...(taskId !== undefined && { taskId }) });
    return ok();
  }

  #stream(reqId: string, to: string, body: Body): Verdict {
    const { id, finish, content } = Object(body['stream']) as { id?: unknown; finish?: unknown; content?: unknown };
    if (typeof id !== 'string' || typeof content !== 'string') return no(40058);
    const known = this.#streams.get(id);
    if (known && (known.finished || this.clock.now() - known.at > STREAM_LIFE_MS)) return no(846608);
    const stream = known ?? {
      at: this.clock.now(),
      finished: false,
      bubble: { to, by: 'reply' as const, msgtype: 'stream', reqId, text: '' },
    };
    if (!known) this.shown.push(stream.bubble);
    stream.bubble.text = content;
    stream.finished = finish === true;
    this.#streams.set(id, stream);
    return ok();
  }
}
