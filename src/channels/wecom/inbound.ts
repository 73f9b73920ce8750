import type { Inbound } from '../../chat/message';
import type { Instant } from '../../lib/time';
import type { Content, Said } from './content';
import { mediaOf } from './media-of';

/** Line ends become one, tabs stay, every other control character and half surrogate pair goes. */
const clean = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/(?![\n\t])\p{Cc}|\p{Cs}/gu, '');

function textsOf(content: Content): string[] {
  switch (content.msgtype) {
    case 'text':
      return [content.text.content];
    case 'voice':
      return [content.voice.content];
    case 'mixed':
      return content.mixed.msg_item.flatMap((item) => (item.msgtype === 'text' ? [item.text.content] : []));
    case 'image':
    case 'file':
    case 'video':
      return [];
  }
}

const textOf = (content: Content | undefined): string => (content ? clean(textsOf(content).join('\n')) : '');

/** A message of WeCom as everybody else knows messages; its files have no bytes yet. */
export function inboundOf(said: Said, from: { channel: string; receivedAt: Instant; replyTo?: string }): Inbound {
  const quoted = textOf(said.quote);
  return {
    bot: said.bot,
    msgid: said.msgid,
    channel: from.channel,
    userid: said.userid,
    ...(said.chatId !== undefined && { chatId: said.chatId }),
    text: textOf(said.content),
    files: mediaOf(said).map(({ kind, name }) => ({ kind, name })),
    ...(quoted !== '' && { quote: { text: quoted } }),
    receivedAt: from.receivedAt,
    ...(from.replyTo !== undefined && { replyTo: from.replyTo }),
  };
}
