import type { Channel, Route } from '../chat/channel';
import type { OutgoingBody } from '../chat/outgoing';
import { rings } from './portions';
import { type Need, rowFor } from './routes';

/** By which channel something goes, and to which address there. */
export interface Way {
  readonly channel: Channel;
  readonly route: Route;
  /** No single channel can do what is needed, two can: the text that rings goes first, then the card. */
  readonly apart: boolean;
}

type Saying = Pick<OutgoingBody, 'choices' | 'mentions' | 'by' | 'file'>;

const needsOf = ({ choices, mentions, file }: Saying): Need[] => [
  ...(file ? (['file'] as const) : []),
  ...(mentions.some(rings) ? (['mentions'] as const) : []),
  ...(choices.length > 0 ? (['choices'] as const) : []),
];

const can = ({ abilities }: Channel, need: Need): boolean => {
  if (need === 'file') return abilities.files === true;
  return need === 'mentions' ? abilities.mentions : abilities.cards;
};

/** The way that the table of routes and the channels' abilities give at this moment; none when nothing reaches it. */
export async function wayOf(all: readonly Channel[], route: Route, saying: Saying): Promise<Way | undefined> {
  const named = all.filter(({ name }) => name === saying.by);
  const channels = named.length > 0 ? named : all;
  if (route.kind === 'reply') {
    const channel = channels.find(({ name }) => name === route.channel);
    if (channel && (await channel.reaches(route))) return { channel, route, apart: false };
    return route.to && wayOf(channels, route.to, saying);
  }
  const needs = needsOf(saying);
  const reaching = await reachingIn(channels, route, rowFor(route.kind, needs)?.order ?? []);
  const able = (wanted: readonly Need[]): Channel | undefined =>
    reaching.find((each) => wanted.every((need) => can(each, need)));
  const whole = able(needs);
  // Without its file nothing would be left of it.
  if (saying.file) return whole && { channel: whole, route, apart: false };
  const apart = !whole && needs.length > 1 && needs.every((need) => able([need]));
  for (const wanted of [needs, ...needs.map((need) => [need]), []]) {
    const channel = able(wanted);
    if (channel) return { channel, route, apart };
  }
  return undefined;
}

/** Channels that carry this route and reach it now, in the order of the table; those that it does not name come last. */
async function reachingIn(
  channels: readonly Channel[],
  route: Route,
  order: readonly string[],
): Promise<readonly Channel[]> {
  const rank = ({ name }: Channel): number => (order.includes(name) ? order.indexOf(name) : order.length);
  const found: Channel[] = [];
  for (const channel of [...channels].sort((a, b) => rank(a) - rank(b))) {
    if (channel.abilities.push.includes(route.kind) && (await channel.reaches(route))) found.push(channel);
  }
  return found;
}
