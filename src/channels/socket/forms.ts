import { cutBytes } from '../../lib/bytes';
import { MAX_CONTENT_BYTES, streamId } from '../wecom/stream';
import type { Place } from './place';

export const RESPOND = 'aibot_respond_msg';
export const SEND = 'aibot_send_msg';

const fitted = (markdown: string): string => cutBytes(markdown, MAX_CONTENT_BYTES);

/** One finished stream (4.4). The parts of a long answer, and its marked repetition, are streams of their own. */
export function streamBody(reqId: string, markdown: string): object {
  return { msgtype: 'stream', stream: { id: streamId(reqId, markdown), finish: true, content: fitted(markdown) } };
}

export const markdownBody = (markdown: string): object => ({
  msgtype: 'markdown',
  markdown: { content: fitted(markdown) },
});

/** With the chat_type, which WeCom would otherwise guess (5.1). */
export const pushBody = ({ kind, id }: Place, markdown: string): object => ({
  chatid: id,
  chat_type: kind === 'group' ? 2 : 1,
  ...markdownBody(markdown),
});
