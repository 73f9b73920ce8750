import type { SendResult } from '../../chat/channel';
import type { Refused } from '../wecom/media-ids';

/** errcode of WeCom for "system busy"; also ours for what was never written. */
export const NOTHING_SENT = -1;
/** errcode of WeCom for a command on a connection that is not subscribed (any more). */
export const NOT_SUBSCRIBED = 846_609;

interface Ack {
  readonly errcode: number;
  readonly errmsg: string;
}

function ackOf(value: unknown): Ack | undefined {
  const { errcode, errmsg } = Object(value) as { errcode?: unknown; errmsg?: unknown };
  if (typeof errcode !== 'number') return undefined;
  return { errcode, errmsg: typeof errmsg === 'string' ? errmsg : '' };
}

const detailOf = ({ errcode, errmsg }: Ack): string =>
  `errcode ${errcode} ${errmsg.replace(/\p{Cc}/gu, ' ').slice(0, 200)}`.trim();

/**
 * What became of an upload: its media_id, or why there is none. Nobody sees an upload: what is not known to have worked
 * did not happen.
 */
export async function uploaded(upload: Promise<{ readonly media_id: string }>): Promise<string | Refused> {
  try {
    const { media_id: mediaId } = await upload;
    return mediaId;
  } catch (error) {
    const ack = ackOf(error);
    if (ack) return { outcome: 'refused', errcode: ack.errcode, detail: detailOf(ack) };
    return { outcome: 'refused', errcode: NOTHING_SENT, detail: 'the upload was not finished' };
  }
}

/** Errors of the library for what it did not write. Everything else may have arrived. */
const UNWRITTEN = /not connected|exceeds max size/;

/** What became of a frame. The library resolves and rejects with acks, and rejects with errors. */
export async function settled(acknowledged: Promise<unknown>): Promise<SendResult> {
  try {
    const ack = ackOf(await acknowledged);
    if (!ack) return { outcome: 'unknown', detail: 'an ack without an errcode' };
    return ack.errcode === 0
      ? { outcome: 'sent' }
      : { outcome: 'refused', errcode: ack.errcode, detail: detailOf(ack) };
  } catch (error) {
    const ack = ackOf(error);
    if (ack) return { outcome: 'refused', errcode: ack.errcode, detail: detailOf(ack) };
    const message = error instanceof Error ? error.message : '';
    if (UNWRITTEN.test(message)) return { outcome: 'refused', errcode: NOTHING_SENT, detail: 'not connected' };
    return { outcome: 'unknown', detail: /timeout/.test(message) ? 'no ack in time' : 'closed before the ack' };
  }
}
