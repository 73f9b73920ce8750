import { randomUUID } from 'node:crypto';
import type { Saying } from '../../chat/message';
import { shown } from '../../chat/shown';
import { areButtons, type Plain } from '../wecom/card';
import { cardBody, markdownBody, pushBody, pushed, streamBody } from './bodies';
import type { Place } from './place';
import type { ReplyAddress } from './reply-to';

/** A command of ours, and the conversation whose limits it counts towards. */
export interface Form {
  readonly place: Place;
  readonly reqId: string;
  readonly body: object;
  readonly cmd: 'aibot_respond_msg' | 'aibot_send_msg';
}

/** A file that was uploaded. */
export const fileForm = (place: Place, mediaId: string): Form => ({
  place,
  reqId: `push_${randomUUID()}`,
  body: pushed(place, { msgtype: 'file', file: { media_id: mediaId } }),
  cmd: 'aibot_send_msg',
});

/**
 * The forms of one message, to be tried until one is taken: a card, else its choices as numbered lines; a reply as
 * long as its req_id works, else a push.
 */
export function formsOf(saying: Saying, { reqId, place }: ReplyAddress, plain: Plain): readonly Form[] {
  const { markdown } = shown(saying, { cards: false });
  const push = (body: object): Form => ({ place, reqId: `push_${randomUUID()}`, body, cmd: 'aibot_send_msg' });
  const card = areButtons(saying) ? cardBody(saying, plain) : undefined;
  const last = push(pushBody(place, markdown));
  if (reqId === undefined) return card ? [push(pushed(place, card)), last] : [last];
  const replies = [card ?? streamBody(reqId, markdown), markdownBody(markdown)];
  return [...replies.map((body): Form => ({ place, reqId, body, cmd: 'aibot_respond_msg' })), last];
}
