import type { Inbound, InboundFile } from '../../chat/message';
import type { Instant } from '../../lib/time';
import type { Content, Said } from './shape';

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

function kindsOf(content: Content): InboundFile['kind'][] {
  switch (content.msgtype) {
    case 'image':
      return ['image'];
    case 'file':
    case 'video':
      return ['file'];
    case 'mixed':
      return content.mixed.msg_item.flatMap((item) => (item.msgtype === 'image' ? ['image' as const] : []));
    case 'text':
    case 'voice':
      return [];
  }
}

const textOf = (content: Content | undefined): string => (content ? clean(textsOf(content).join('\n')) : '');

/** The bytes are not fetched, and the callback gives no names. */
function filesOf(said: Said): InboundFile[] {
  const kinds = [said.content, ...(said.quote ? [said.quote] : [])].flatMap(kindsOf);
  return kinds.map((kind, index) => ({ kind, name: `${kind}-${index + 1}` }));
}

/** A message of the callback as everybody else knows messages. */
export function inboundOf(said: Said, from: { channel: string; receivedAt: Instant; replyTo?: string }): Inbound {
  const quoted = textOf(said.quote);
  return {
    bot: said.bot,
    msgid: said.msgid,
    channel: from.channel,
    userid: said.userid,
    ...(said.chatId !== undefined && { chatId: said.chatId }),
    text: textOf(said.content),
    files: filesOf(said),
    ...(quoted !== '' && { quote: { text: quoted } }),
    receivedAt: from.receivedAt,
    ...(from.replyTo !== undefined && { replyTo: from.replyTo }),
  };
}
