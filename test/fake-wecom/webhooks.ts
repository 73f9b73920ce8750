import {
  bytesOf,
  type FakeClock,
  FILE_BYTES,
  MIN_FILE_BYTES,
  no,
  ok,
  UPLOADED_LIFE_MS,
  type Verdict,
  WEBHOOK_LIMITS,
  WEBHOOK_MARKDOWN_BYTES,
  WEBHOOK_TEXT_BYTES,
} from './rules';
import { Windows } from './window';

type Body = Readonly<Record<string, unknown>>;

export interface Posted {
  readonly key: string;
  readonly msgtype: string;
  readonly text: string;
  readonly mentioned: readonly string[];
  readonly mentionedMobiles: readonly string[];
  /** Of a file. */
  readonly mediaId?: string;
}

const MAX_TEXT: Readonly<Record<string, number>> = {
  text: WEBHOOK_TEXT_BYTES,
  markdown: WEBHOOK_MARKDOWN_BYTES,
  markdown_v2: WEBHOOK_MARKDOWN_BYTES,
};
const CARDS = ['text_notice', 'news_notice'];
const words = (list: unknown): string[] => (Array.isArray(list) ? list.filter((word) => typeof word === 'string') : []);

/** The webhooks of groups (page 91770). */
export class Webhooks {
  readonly posted: Posted[] = [];
  readonly #keys = new Set<string>();
  /** Uploaded files by media_id, with their names. */
  readonly files = new Map<string, { readonly name: string; readonly bytes: Buffer }>();
  readonly #media = new Map<string, { readonly key: string; readonly until: number }>();
  readonly #windows: Windows;

  constructor(private readonly clock: FakeClock) {
    this.#windows = new Windows(clock, WEBHOOK_LIMITS);
  }

  open(key: string): void {
    this.#keys.add(key);
  }

  /** Somebody removed it from the group. */
  remove(key: string): void {
    this.#keys.delete(key);
  }

  send(key: string, body: Body): Verdict {
    if (!this.#keys.has(key)) return no(93000);
    const msgtype = String(body['msgtype']);
    const inner = Object(body[msgtype]) as Body;
    const fault = this.#fault(key, msgtype, inner);
    if (fault !== 0) return no(fault);
    if (!this.#windows.take(key)) return no(45009);
    const { content, mentioned_list: people, mentioned_mobile_list: mobiles, media_id: mediaId } = inner;
    const text = typeof content === 'string' ? content : '';
    const ringing = msgtype === 'text';
    this.posted.push({
      key,
      msgtype,
      text,
      mentioned: ringing ? words(people) : [],
      mentionedMobiles: ringing ? words(mobiles) : [],
      ...(typeof mediaId === 'string' && { mediaId }),
    });
    return ok();
  }

  upload(key: string, type: string | null, file: { readonly name: string; readonly bytes: Buffer }): Verdict {
    const { length: bytes } = file.bytes;
    if (!this.#keys.has(key)) return no(93000);
    if (type !== 'file' && type !== 'voice') return no(40004);
    if (bytes < MIN_FILE_BYTES || bytes > FILE_BYTES) return no(40006);
    const media_id = `hook-media-${this.#media.size + 1}`;
    this.#media.set(media_id, { key, until: this.clock.now() + UPLOADED_LIFE_MS });
    this.files.set(media_id, file);
    return ok({ type, media_id, created_at: '1' });
  }

  /** WeCom has lost it before its time. */
  forget(mediaId: string): void {
    this.#media.delete(mediaId);
  }

  #holds(key: string, mediaId: string): boolean {
    const media = this.#media.get(mediaId);
    return media?.key === key && this.clock.now() <= media.until;
  }

  #fault(key: string, msgtype: string, inner: Body): number {
    const longest = MAX_TEXT[msgtype];
    if (longest !== undefined) {
      const content = inner['content'];
      if (typeof content !== 'string' || content === '') return 44004;
      return bytesOf(content) > longest ? 40058 : 0;
    }
    switch (msgtype) {
      case 'template_card':
        return CARDS.includes(String(inner['card_type'])) ? 0 : 40058;
      case 'file':
      case 'voice':
        return this.#holds(key, String(inner['media_id'])) ? 0 : 40007;
      case 'image':
      case 'news':
        return 0;
      default:
        return 40008;
    }
  }
}
