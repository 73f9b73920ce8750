import { z } from 'zod';
import { Refused } from './envelope';
import { parseJson } from './request';

/** Ids go into the database and into logs: no control characters, no halves of surrogate pairs. */
const id = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,256}$/u);
const text = z.object({ content: z.string() });
const media = z.object({ url: z.string() });

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
const refresh = z.object({ stream: z.object({ id }) });

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

/** What a callback can be: something said, an event or a type of a later day (both are acknowledged), a refresh. */
export type Called =
  | Said
  | { readonly kind: 'other'; readonly msgtype: string }
  | { readonly kind: 'refresh'; readonly streamId: string };

const SAYABLE: ReadonlySet<string> = new Set(content.options.map((option) => option.shape.msgtype.value));

function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) throw new Refused('bad_message');
  return result.data;
}

/** @throws Refused when it is not a callback as the developer site describes it */
export function parseCall(plain: string): Called {
  const value = parseJson(Buffer.from(plain, 'utf8'), 'bad_message');
  const { msgid, aibotid: bot, msgtype } = read(heading, value);
  if (msgtype === 'stream') return { kind: 'refresh', streamId: read(refresh, value).stream.id };
  if (!SAYABLE.has(msgtype)) return { kind: 'other', msgtype };
  const { from, response_url: responseUrl, quote } = read(sender, value);
  const where = read(place, value);
  return {
    kind: 'said',
    bot,
    msgid,
    userid: from.userid,
    content: read(content, value),
    ...(where.chattype === 'group' && { chatId: where.chatid }),
    ...(responseUrl !== undefined && { responseUrl }),
    ...(quote !== undefined && { quote }),
  };
}
