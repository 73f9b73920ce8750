import { randomUUID } from 'node:crypto';
import type { Saying } from '../../chat/message';
import { cutBytes } from '../../lib/bytes';
import { askingCard, type Plain, questionOf } from '../wecom/card';
import { MAX_CONTENT_BYTES, streamId } from '../wecom/stream';
import type { Place } from './place';

const fitted = (markdown: string): string => cutBytes(markdown, MAX_CONTENT_BYTES);

/** One finished stream (4.4). The parts of a long answer, and its marked repetition, are streams of their own. */
export const streamBody = (reqId: string, markdown: string): object => ({
  msgtype: 'stream',
  stream: { id: streamId(reqId, markdown), finish: true, content: fitted(markdown) },
});

export const markdownBody = (markdown: string): object => ({
  msgtype: 'markdown',
  markdown: { content: fitted(markdown) },
});

/** A card of its own even when it is sent again: WeCom wants every task_id once. */
export const cardBody = (saying: Saying, plain: Plain): object => ({
  msgtype: 'template_card',
  template_card: askingCard(questionOf(saying, plain), randomUUID()),
});

/** With the chat_type, which WeCom would otherwise guess (5.1). */
export const pushed = ({ kind, id }: Place, message: object): object => ({
  chatid: id,
  chat_type: kind === 'group' ? 2 : 1,
  ...message,
});

export const pushBody = (place: Place, markdown: string): object => pushed(place, markdownBody(markdown));
