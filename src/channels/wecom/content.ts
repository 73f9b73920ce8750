import { z } from 'zod';

/** Ids go into the database and into logs: no control characters, no halves of surrogate pairs. */
export const id = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,256}$/u);
const text = z.object({ content: z.string() });
/** The long connection gives a key beside every address, the URL callback does not. */
const media = z.object({ url: z.string(), aeskey: z.string().optional() });

const mixedItem = z.union([
  z.object({ msgtype: z.literal('text'), text }),
  z.object({ msgtype: z.literal('image'), image: media }),
]);
const mixed = z.object({ msg_item: z.array(mixedItem).max(100) });

/** What can be said or quoted (page 100719). A voice is its transcription. */
const content = z.discriminatedUnion('msgtype', [
  z.object({ msgtype: z.literal('text'), text }),
  z.object({ msgtype: z.literal('mixed'), mixed }),
  z.object({ msgtype: z.literal('image'), image: media }),
  z.object({ msgtype: z.literal('file'), file: media }),
  z.object({ msgtype: z.literal('video'), video: media }),
  z.object({ msgtype: z.literal('voice'), voice: text }),
]);
export type Content = z.output<typeof content>;
export type Media = z.output<typeof media>;

const heading = z.object({ msgid: id, aibotid: id, msgtype: z.string() });
const sender = z.object({
  from: z.object({ userid: id }),
  response_url: z.string().max(2048).optional(),
  /** A quote that we cannot read must not cost us the message. */
  quote: content.optional().catch(undefined),
});
const place = z.discriminatedUnion('chattype', [
  z.object({ chattype: z.literal('group'), chatid: id }),
  z.object({ chattype: z.literal('single') }),
]);
const SAYABLE: ReadonlySet<string> = new Set(content.options.map((option) => option.shape.msgtype.value));

export interface Said {
  readonly kind: 'said';
  readonly bot: string;
  readonly msgid: string;
  readonly userid: string;
  readonly chatId?: string;
  readonly responseUrl?: string;
  readonly content: Content;
  readonly quote?: Content;
}

/** Something said, or an event or a type of a later day. */
export type Body = Said | { readonly kind: 'other'; readonly msgtype: string };

/**
 * The body of a callback, the same in both modes of a bot.
 * @throws z.ZodError when it is not as the developer site describes it
 */
export function readBody(value: unknown): Body {
  const { msgid, aibotid: bot, msgtype } = heading.parse(value);
  if (!SAYABLE.has(msgtype)) return { kind: 'other', msgtype };
  const { from, response_url: responseUrl, quote } = sender.parse(value);
  const where = place.parse(value);
  return {
    kind: 'said',
    bot,
    msgid,
    userid: from.userid,
    content: content.parse(value),
    ...(where.chattype === 'group' && { chatId: where.chatid }),
    ...(responseUrl !== undefined && { responseUrl }),
    ...(quote !== undefined && { quote }),
  };
}
