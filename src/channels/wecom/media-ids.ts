import type { OutFile, SendResult } from '../../chat/channel';
import type { Clock } from '../../lib/clock';
import type { Instant } from '../../lib/time';
import { MEDIA_LIFE } from './limits';

/** The bytes that are kept under this hash. */
export type ReadFile = (hash: string) => Promise<Uint8Array | undefined>;

export type Refused = Extract<SendResult, { outcome: 'refused' }>;

export interface Errand {
  /** Where a media_id works: one bot, or one webhook. */
  readonly of: string;
  readonly file: OutFile;
  readonly upload: (bytes: Uint8Array) => Promise<string | Refused>;
  readonly send: (mediaId: string) => Promise<SendResult>;
}

/** errcode of WeCom for a media_id that is no good (any more); ours for a file that is not in its place. */
const BAD_MEDIA = 40_007;
const LOST: Refused = { outcome: 'refused', errcode: BAD_MEDIA, detail: 'the file is not in its place' };

/** Uploads when something is to be sent, and remembers for as long as WeCom does, so that a repetition costs no upload. */
export class MediaIds {
  readonly #known = new Map<string, { readonly mediaId: string; readonly until: Instant }>();

  constructor(
    private readonly clock: Clock,
    private readonly readFile: ReadFile,
  ) {}

  async send({ of, file, upload, send }: Errand): Promise<SendResult> {
    const key = `${of} ${file.hash} ${file.name}`;
    const known = this.#get(key);
    if (known !== undefined) {
      const result = await send(known);
      if (result.outcome !== 'refused' || result.errcode !== BAD_MEDIA) return result;
      this.#known.delete(key);
    }
    const bytes = await this.readFile(file.hash);
    if (!bytes) return LOST;
    const mediaId = await upload(bytes);
    if (typeof mediaId !== 'string') return mediaId;
    this.#known.set(key, { mediaId, until: this.clock.now() + MEDIA_LIFE });
    return send(mediaId);
  }

  #get(key: string): string | undefined {
    const now = this.clock.now();
    for (const [each, { until }] of this.#known) if (until <= now) this.#known.delete(each);
    return this.#known.get(key)?.mediaId;
  }
}
