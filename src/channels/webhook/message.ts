import type { Mention, Outbound } from '../../chat/channel';
import { byteLength, cutBytes } from '../../lib/bytes';
import { LIMITS } from '../wecom/limits';

/** What `webhook/send` takes. */
export type Body =
  | { msgtype: 'file'; file: { media_id: string } }
  | { msgtype: 'text'; text: { content: string; mentioned_list?: string[]; mentioned_mobile_list?: string[] } }
  | { msgtype: 'markdown'; markdown: { content: string } };

const present = <T>(values: readonly (T | undefined)[]): T[] => [
  ...new Set(values.filter((value) => value !== undefined)),
];

/** `@all` would ring everybody, and a bracket would end a mention: neither is anybody's id. */
const isUserid = (userid: string): boolean => /^[^@<>\s\p{Cc}][^<>\s\p{Cc}]*$/u.test(userid);
const isMobile = (mobile: string): boolean => /^\+?\d[\d-]+$/.test(mobile);

const idsOf = ({ userid, mobile }: Mention): Mention => {
  // A person mentioned by userid must not ring twice.
  if (userid !== undefined && isUserid(userid)) return { userid };
  return mobile !== undefined && isMobile(mobile) ? { mobile } : {};
};

/** Nothing in a text mentions anybody: only the lists that we make do. */
const mute = (content: string): string => content.replace(/@(?=[^\s\u200B])/g, '@\u200B');

function asText(content: string, mentions: readonly Mention[]): Body {
  const userids = present(mentions.map(({ userid }) => userid));
  const mobiles = present(mentions.map(({ mobile }) => mobile));
  return {
    msgtype: 'text',
    text: {
      content,
      ...(userids.length > 0 && { mentioned_list: userids }),
      ...(mobiles.length > 0 && { mentioned_mobile_list: mobiles }),
    },
  };
}

/**
 * Mentions ring only in plain text. Is that too long for it, markdown keeps the whole text and mentions those whose
 * userid is known; a mention by mobile number does not exist there.
 */
export function webhookBody(outbound: Outbound, plain: (markdown: string) => string): Body {
  const mentions = outbound.mentions.map(idsOf);
  if (mentions.length > 0) {
    const content = mute(plain(outbound.markdown));
    if (byteLength(content) <= LIMITS.webhookText.bytes) return asText(content, mentions);
  }
  const tail = present(mentions.map(({ userid }) => userid))
    .map((userid) => `<@${userid}>`)
    .join('');
  const room = LIMITS.webhookMarkdown.bytes - (tail === '' ? 0 : byteLength(tail) + 1);
  const content = cutBytes(mute(outbound.markdown), room);
  return { msgtype: 'markdown', markdown: { content: tail === '' ? content : `${content}\n${tail}` } };
}
