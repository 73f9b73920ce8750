import type { Mention, Outbound } from '../../chat/channel';
import { byteLength, cutBytes } from '../../lib/bytes';

/** Bytes that a webhook takes (developer site, page 91770). */
const TEXT_BYTES = 2048;
export const MARKDOWN_BYTES = 4096;

type Body =
  | { msgtype: 'text'; text: { content: string; mentioned_list?: string[]; mentioned_mobile_list?: string[] } }
  | { msgtype: 'markdown'; markdown: { content: string } };

const present = <T>(values: readonly (T | undefined)[]): T[] => values.filter((value) => value !== undefined);

function asText(content: string, mentions: readonly Mention[]): Body {
  const userids = present(mentions.map(({ userid }) => userid));
  // A person mentioned by userid must not ring twice.
  const mobiles = present(mentions.map(({ userid, mobile }) => (userid === undefined ? mobile : undefined)));
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
export function webhookBody({ markdown, mentions }: Outbound, plain: (markdown: string) => string): Body {
  if (mentions.length > 0) {
    const content = plain(markdown);
    if (byteLength(content) <= TEXT_BYTES) return asText(content, mentions);
  }
  const tail = present(mentions.map(({ userid }) => userid))
    .map((userid) => `<@${userid}>`)
    .join('');
  const content = cutBytes(markdown, MARKDOWN_BYTES - (tail === '' ? 0 : byteLength(tail) + 1));
  return { msgtype: 'markdown', markdown: { content: tail === '' ? content : `${content}\n${tail}` } };
}
