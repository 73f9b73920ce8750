import type { InboundFile } from '../../chat/message';
import type { Log } from '../../lib/log';
import { decryptMedia } from './decrypt';
import { download } from './download';
import { MediaError } from './media-error';
import { mediaUrl, type HostRules } from './media-host';
import type { MediaRef } from './media-of';

/** Fetches the pictures and files of one message. One that cannot be had stays without bytes; it never throws. */
export type FetchMedia = (refs: readonly MediaRef[], msgid: string) => Promise<readonly InboundFile[]>;

export interface MediaOptions extends HostRules {
  readonly log: Log;
  /** Decrypts where no key stands beside the address: the EncodingAESKey of the URL callback. */
  readonly aesKey?: string;
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
}

/** WeCom's own limit for a file that a bot may send; photos of phones have 3 to 8 MB. */
const MAX_BYTES = 20 * 1024 * 1024;
/** The address lives five minutes; a county's line needs half a minute for 20 MB. */
const TIMEOUT_MS = 60_000;
/** The cipher adds 1 to 32 bytes. */
const PADDING = 32;

/** @throws MediaError */
async function fetched(ref: MediaRef, options: MediaOptions): Promise<InboundFile> {
  const { maxBytes = MAX_BYTES, timeoutMs = TIMEOUT_MS, aesKey = '' } = options;
  const url = mediaUrl(ref.url, options);
  if (!url) throw new MediaError('foreign_host', URL.canParse(ref.url) ? new URL(ref.url).hostname : '');
  const { bytes, name = ref.name } = await download(url, { maxBytes: maxBytes + PADDING, timeoutMs });
  const plain = decryptMedia(bytes, ref.aeskey ?? aesKey);
  if (plain.length > maxBytes) throw new MediaError('too_big');
  return { kind: ref.kind, name, bytes: plain };
}

export const createFetchMedia =
  (options: MediaOptions): FetchMedia =>
  (refs, msgid) =>
    Promise.all(
      refs.map(async (ref) => {
        try {
          return await fetched(ref, options);
        } catch (error) {
          const cause = error instanceof MediaError ? error.message : 'failed';
          options.log.warn({ msgid, kind: ref.kind, cause }, 'a picture or file could not be fetched');
          return { kind: ref.kind, name: ref.name };
        }
      }),
    );
