import {
  CHUNK_BYTES,
  CONVERSATION_LIMITS,
  type FakeClock,
  FILE_BYTES,
  MAX_CHUNKS,
  MIN_FILE_BYTES,
  no,
  ok,
  UPLOAD_LIFE_MS,
  UPLOADED_LIFE_MS,
  type Verdict,
} from './rules';
import { Windows } from './window';

type Body = Readonly<Record<string, unknown>>;

interface Upload {
  readonly type: string;
  readonly name: string;
  readonly size: number;
  readonly total: number;
  readonly at: number;
  readonly chunks: Map<number, Buffer>;
}

/** Uploads in chunks over the socket: any order, repeats allowed, half an hour, also after a reconnect. */
export class Uploads {
  readonly files = new Map<string, Buffer>();
  /** The name under which each file is shown. */
  readonly names = new Map<string, string>();
  readonly #until = new Map<string, number>();
  readonly #uploads = new Map<string, Upload>();
  readonly #windows: Windows;
  #serial = 0;

  constructor(private readonly clock: FakeClock) {
    this.#windows = new Windows(clock, CONVERSATION_LIMITS);
  }

  init({ type, filename, total_size: size, total_chunks: total }: Body): Verdict {
    if (!['file', 'image', 'voice', 'video'].includes(String(type))) return no(40004);
    if (typeof size !== 'number' || size < MIN_FILE_BYTES || size > FILE_BYTES) return no(40006);
    if (typeof total !== 'number' || total < 1 || total > MAX_CHUNKS) return no(40058);
    if (!this.#windows.take('uploads')) return no(846607);
    this.#serial += 1;
    const id = `upload-${this.#serial}`;
    this.#uploads.set(id, {
      type: String(type),
      name: String(filename),
      size,
      total,
      at: this.clock.now(),
      chunks: new Map(),
    });
    return ok({ upload_id: id });
  }

  chunk({ upload_id: id, chunk_index: index, base64_data: data }: Body): Verdict {
    const upload = this.#open(id);
    if (!upload || typeof index !== 'number' || typeof data !== 'string') return no(40058);
    const bytes = Buffer.from(data, 'base64');
    if (bytes.length > CHUNK_BYTES || index < 0 || index >= upload.total) return no(40058);
    upload.chunks.set(index, bytes);
    return ok();
  }

  finish({ upload_id: id }: Body): Verdict {
    const upload = this.#open(id);
    if (!upload || upload.chunks.size !== upload.total) return no(40058);
    const bytes = Buffer.concat([...upload.chunks].sort(([a], [b]) => a - b).map(([, chunk]) => chunk));
    if (bytes.length !== upload.size) return no(40006);
    const mediaId = `media-${String(id)}`;
    this.files.set(mediaId, bytes);
    this.names.set(mediaId, upload.name);
    this.#until.set(mediaId, this.clock.now() + UPLOADED_LIFE_MS);
    return ok({ type: upload.type, media_id: mediaId, created_at: Math.floor(this.clock.now() / 1000) });
  }

  /** Is this the media_id of a file, for three days? */
  holds(mediaId: unknown): boolean {
    return this.clock.now() <= (this.#until.get(String(mediaId)) ?? 0);
  }

  /** WeCom has lost it before its time. */
  forget(mediaId: string): void {
    this.#until.delete(mediaId);
  }

  #open(id: unknown): Upload | undefined {
    const upload = this.#uploads.get(String(id));
    return upload && this.clock.now() - upload.at <= UPLOAD_LIFE_MS ? upload : undefined;
  }
}
