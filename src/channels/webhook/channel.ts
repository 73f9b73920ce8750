import type { Abilities, Channel, Outbound, PushRoute, Route, SendResult } from '../../chat/channel';
import { postApi } from '../../http/post-api';
import type { Clock } from '../../lib/clock';
import { LIMITS } from '../wecom/limits';
import { MediaIds, type ReadFile } from '../wecom/media-ids';
import { Window } from '../wecom/window';
import { sendUrl, uploadUrl, webhookKey } from './address';
import { type Body, webhookBody } from './message';
import { upload } from './upload';

export interface WebhookOptions {
  /** Origin of WeCom's interfaces: nothing is sent anywhere else. */
  readonly apiBase: string;
  /** The webhook address that is paired with a group. A secret. */
  readonly address: (chatId: string) => Promise<string | undefined>;
  /** Takes the pairing off, unless the group has another address by now. */
  readonly unpair: (chatId: string, address: string) => Promise<void>;
  /** The text of our small markdown. */
  readonly plain: (markdown: string) => string;
  readonly clock: Clock;
  readonly readFile: ReadFile;
  readonly timeoutMs?: number;
}

/** errcode of WeCom for a webhook that does not exist (any more). */
const NO_WEBHOOK = 93_000;
/** errcode of WeCom for "too often". */
const TOO_OFTEN = 45_009;
/** Longest block of a limit of a minute (developer site, page 90454). */
const WAIT_SECONDS = 60;
/** 20 MB over a county's line. */
const UPLOAD_MS = 60_000;

/** Pushes into groups through their webhooks, the only way to ring people; hears nothing. */
export class WebhookChannel implements Channel {
  readonly name = 'webhook';
  readonly abilities: Abilities = {
    push: ['group'],
    mentions: true,
    cards: false,
    files: true,
    maxBytes: LIMITS.webhookMarkdown.bytes,
    maxBytesWithMentions: LIMITS.webhookText.bytes,
  };
  readonly #window: Window;
  readonly #media: MediaIds;
  /** The address that was used last, by chat: only that one can have been refused. */
  readonly #used = new Map<string, string>();

  constructor(private readonly options: WebhookOptions) {
    this.#window = new Window(options.clock, LIMITS.webhookText.rates);
    this.#media = new MediaIds(options.clock, options.readFile);
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  async reaches(route: Route): Promise<boolean> {
    return (await this.#target(route)) !== undefined;
  }

  async forget(route: PushRoute): Promise<void> {
    if (route.kind !== 'group') return;
    const address = this.#used.get(route.chatId);
    if (address !== undefined) await this.options.unpair(route.chatId, address);
  }

  async send(outbound: Outbound): Promise<SendResult> {
    const { apiBase, plain } = this.options;
    const target = await this.#target(outbound.route);
    if (!target) return { outcome: 'refused', errcode: NO_WEBHOOK, detail: 'no webhook of the API base is paired' };
    const { key, chatId, address } = target;
    this.#used.set(chatId, address);
    const { file } = outbound;
    if (!file) return this.#post(key, webhookBody(outbound, plain));
    const call = { url: uploadUrl(key, apiBase), timeoutMs: UPLOAD_MS, secret: key };
    return this.#media.send({
      of: key,
      file,
      upload: (bytes) => upload(call, bytes, file.name),
      send: (mediaId) => this.#post(key, { msgtype: 'file', file: { media_id: mediaId } }),
    });
  }

  async #post(key: string, body: Body): Promise<SendResult> {
    const { apiBase, timeoutMs = 5000 } = this.options;
    const retryAfterSeconds = this.#window.take(key);
    if (retryAfterSeconds > 0) {
      return { outcome: 'refused', errcode: TOO_OFTEN, detail: 'our own limit per webhook', retryAfterSeconds };
    }
    const result = await postApi({ url: sendUrl(key, apiBase), body, timeoutMs, secret: key });
    const often = result.outcome === 'refused' && result.errcode === TOO_OFTEN;
    return often ? { ...result, retryAfterSeconds: WAIT_SECONDS } : result;
  }

  async #target(route: Route): Promise<{ key: string; chatId: string; address: string } | undefined> {
    if (route.kind !== 'group') return undefined;
    const { chatId } = route;
    const address = await this.options.address(chatId);
    const key = address === undefined ? undefined : webhookKey(address, this.options.apiBase);
    return address === undefined || key === undefined ? undefined : { key, chatId, address };
  }
}
