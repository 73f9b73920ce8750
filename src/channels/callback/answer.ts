import type { Answer, Inbound } from '../../chat/message';
import { cutBytes } from '../../lib/bytes';
import { MAX_CONTENT_BYTES, streamId } from '../wecom/stream';

/** Shortens a text that is too long; words do it at line ends. */
export type Fit = (markdown: string, maxBytes: number) => string;

export const fitted = (markdown: string, fit: Fit): string =>
  cutBytes(fit(markdown, MAX_CONTENT_BYTES), MAX_CONTENT_BYTES);

/** An acknowledgement that says nothing. */
export const EMPTY = '{}';

/** A finished stream. Its id follows from the message, so that a redelivery is the same bubble, not a second one. */
export function streamOf({ bot, msgid }: Pick<Inbound, 'bot' | 'msgid'>, answer: Answer, fit: Fit): string {
  const id = streamId(bot, msgid);
  return JSON.stringify({ msgtype: 'stream', stream: { id, finish: true, content: fitted(answer.markdown, fit) } });
}

/** Ends a stream that WeCom believes open. We never leave one open, so there is nothing to add. */
export const endOfStream = (id: string): string =>
  JSON.stringify({ msgtype: 'stream', stream: { id, finish: true, content: '…' } });
