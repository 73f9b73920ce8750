import type { Channel, Mention } from '../chat/channel';
import type { OutgoingBody } from '../chat/outgoing';
import { shown } from '../chat/shown';
import { withNames } from '../chat/with-names';
import { fit } from '../words/fit';

/** Somebody whose phone can be rung. */
export const rings = ({ userid, mobile }: Mention): boolean => userid !== undefined || mobile !== undefined;

/**
 * What this channel makes of a message: the texts that go out, in their order, each within the channel's limits less
 * `reserve` bytes. Of several, each is a message of its own that stays as it is when it is asked again.
 */
export function portionsOf(body: OutgoingBody, channel: Channel, reserve: number): readonly OutgoingBody[] {
  const { abilities } = channel;
  const mentions = abilities.mentions ? body.mentions : [];
  const { choices } = body;
  const markdown = abilities.mentions ? body.markdown : withNames(body.markdown, body.mentions);
  const sayings = channel.portions?.({ markdown, choices }) ?? [{ markdown, choices }];
  const maxBytes = (mentions.some(rings) ? abilities.maxBytesWithMentions : undefined) ?? abilities.maxBytes;
  const portions = sayings.flatMap((saying) => {
    const texts = fit(shown(saying, abilities).markdown, maxBytes - reserve);
    return texts.map((text, index) => {
      const last = index === texts.length - 1;
      return { markdown: text, choices: last ? saying.choices : [] };
    });
  });
  const [only] = portions;
  if (only && portions.length === 1) return [{ ...only, mentions }];
  const shares = shared(
    portions.map((portion) => portion.markdown),
    mentions,
  );
  return portions.map((portion, index) => ({
    markdown: portion.markdown,
    // Without cards they are numbered lines already.
    choices: abilities.cards ? portion.choices : [],
    mentions: shares[index] ?? [],
  }));
}

/** Each mention rings with the part that names the person or their unit, else with the last. */
function shared(texts: readonly string[], mentions: readonly Mention[]): readonly (readonly Mention[])[] {
  const partOf = ({ name, unit }: Mention): number => {
    const index = texts.findIndex((text) => [name, unit].some((word) => word !== undefined && text.includes(word)));
    return index < 0 ? texts.length - 1 : index;
  };
  const parts = mentions.map(partOf);
  return texts.map((_, index) => mentions.filter((__, mention) => parts[mention] === index));
}

/** What a card shows whole (developer site, page 101032). */
const CARD_TEXT = 112;

/** A message whose text rings by one channel while its buttons stand on a card of another. */
export function apart({ markdown, choices, mentions }: OutgoingBody): readonly OutgoingBody[] {
  return [
    { markdown, choices: [], mentions },
    { markdown: titleOf(markdown), choices, mentions: [] },
  ];
}

/** The first line, else what is bold in it, else its beginning: the whole text stands right above. */
function titleOf(markdown: string): string {
  const line = markdown.split('\n').find((each) => each.trim() !== '') ?? markdown;
  const characters = Array.from(line);
  if (characters.length <= CARD_TEXT) return line;
  const bold = /\*\*[^*\n]+\*\*/.exec(line)?.[0];
  return (
    bold ??
    `${characters
      .slice(0, CARD_TEXT / 2)
      .join('')
      .replace(/\\+$/, '')}…`
  );
}
