import { randomUUID } from 'node:crypto';
import type { Answer, Inbound, Saying } from '../../chat/message';
import { shown } from '../../chat/shown';
import { cutBytes } from '../../lib/bytes';
import { areButtons, askingCard, type Plain, questionOf } from '../wecom/card';
import { MAX_CONTENT_BYTES, streamId } from '../wecom/stream';

/** Shortens a text that is too long; words do it at line ends. */
export type Fit = (markdown: string, maxBytes: number) => string;

const fitted = (markdown: string, fit: Fit): string => cutBytes(fit(markdown, MAX_CONTENT_BYTES), MAX_CONTENT_BYTES);

/** An acknowledgement that says nothing. */
export const EMPTY = '{}';

/**
 * The answer to a message (developer site, page 101031): a finished stream; what offers buttons is a card, a longer
 * text a stream with a card. Its ids follow from the message, so that a redelivery is the same bubble, not a second one.
 */
export function answerOf(
  { bot, msgid }: Pick<Inbound, 'bot' | 'msgid'>,
  answer: Answer,
  { fit, plain }: { readonly fit: Fit; readonly plain: Plain },
): string {
  if (!areButtons(answer)) return streamOf({ bot, msgid }, shown(answer, { cards: false }), fit);
  const id = streamId(bot, msgid);
  const { isWhole, ...question } = questionOf(answer, plain);
  if (isWhole) return JSON.stringify({ msgtype: 'template_card', template_card: askingCard(question, id) });
  return JSON.stringify({
    msgtype: 'stream_with_template_card',
    stream: streamFor(id, answer.markdown, fit),
    template_card: askingCard({ ...question, text: '' }, id),
  });
}

/** A finished stream, without buttons. */
const streamOf = ({ bot, msgid }: Pick<Inbound, 'bot' | 'msgid'>, answer: Answer, fit: Fit): string =>
  JSON.stringify({ msgtype: 'stream', stream: streamFor(streamId(bot, msgid), answer.markdown, fit) });

const streamFor = (id: string, markdown: string, fit: Fit): object => ({
  id,
  finish: true,
  content: fitted(markdown, fit),
});

/** What is posted to a response_url: it takes one message only, and a card only where `cards`. */
export function postedOf(
  saying: Saying,
  { fit, plain, cards }: { readonly fit: Fit; readonly plain: Plain; readonly cards: boolean },
): object {
  const question = questionOf(saying, plain);
  if (cards && areButtons(saying) && question.isWhole)
    return { msgtype: 'template_card', template_card: askingCard(question, randomUUID()) };
  return { msgtype: 'markdown', markdown: { content: fitted(shown(saying, { cards: false }).markdown, fit) } };
}

/** Ends a stream that WeCom believes open. We never leave one open, so there is nothing to add. */
export const endOfStream = (id: string): string =>
  JSON.stringify({ msgtype: 'stream', stream: { id, finish: true, content: '…' } });
