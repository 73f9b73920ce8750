import type { Abilities, Channel, Outbound, Route, SendResult } from '../../chat/channel';
import { postApi } from '../../http/post-api';
import type { Clock } from '../../lib/clock';
import { sendUrl, webhookKey } from './address';
import { MARKDOWN_BYTES, webhookBody } from './message';
import { WEBHOOK_LIMIT, Window } from './window';

export interface WebhookOptions {
  /** Origin of WeCom's interfaces: nothing is sent anywhere else. */
  readonly apiBase: string;
  /** The webhook address that is paired with a group. A secret. */
  readonly address: (chatId: string) => Promise<string | undefined>;
  /** The text of our small markdown. */
  readonly plain: (markdown: string) => string;
  readonly clock: Clock;
  readonly timeoutMs?: number;
}

/** errcode of WeCom for a webhook that does not exist (any more). */
const NO_WEBHOOK = 93_000;
/** errcode of WeCom for "too often". */
const TOO_OFTEN = 45_009;

/** Pushes into groups through their webhooks, the only way to ring people; hears nothing. */
export class WebhookChannel implements Channel {
  readonly name = 'webhook';
  readonly abilities: Abilities = { push: ['group'], mentions: true, cards: false, maxBytes: MARKDOWN_BYTES };
  readonly #window: Window;

  constructor(private readonly options: WebhookOptions) {
    this.#window = new Window(options.clock);
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  async reaches(route: Route): Promise<boolean> {
    return (await this.#key(route)) !== undefined;
  }

  async send(outbound: Outbound): Promise<SendResult> {
    const { apiBase, plain, timeoutMs = 5000 } = this.options;
    const key = await this.#key(outbound.route);
    if (key === undefined)
      return { outcome: 'refused', errcode: NO_WEBHOOK, detail: 'no webhook of the API base is paired' };
    const retryAfterSeconds = this.#window.take(key);
    if (retryAfterSeconds > 0) {
      return { outcome: 'refused', errcode: TOO_OFTEN, detail: 'our own limit per webhook', retryAfterSeconds };
    }
    const body = webhookBody(outbound, plain);
    const result = await postApi({ url: sendUrl(key, apiBase), body, timeoutMs, secret: key });
    const often = result.outcome === 'refused' && result.errcode === TOO_OFTEN;
    return often ? { ...result, retryAfterSeconds: WEBHOOK_LIMIT.milliseconds / 1000 } : result;
  }

  async #key(route: Route): Promise<string | undefined> {
    const address = route.kind === 'group' ? await this.options.address(route.chatId) : undefined;
    return address === undefined ? undefined : webhookKey(address, this.options.apiBase);
  }
}
