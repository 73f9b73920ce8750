import type { Route } from '../chat/channel';

/** What a message needs beside its words: really ringing people, or buttons; or it is a file and has no words. */
export type Need = 'mentions' | 'choices' | 'file';

export interface RouteRow {
  readonly to: Route['kind'];
  /** The row with the most needs that the message has counts. */
  readonly needs: readonly Need[];
  /** Names of channels. The first that reaches the place and can do what is needed, else the first that reaches it. */
  readonly order: readonly string[];
  readonly why: string;
}

/**
 * Which channel carries which kind of message; docs/routes.md shows this table. A channel that is not named comes
 * last: the local room is alone and can do everything.
 */
export const ROUTES: readonly RouteRow[] = [
  {
    to: 'group',
    needs: ['mentions', 'choices'],
    order: ['webhook', 'socket'],
    why: 'no channel of WeCom can do both: two messages, first the text that rings, then the card',
  },
  {
    to: 'group',
    needs: ['mentions'],
    order: ['webhook', 'socket'],
    why: 'only a webhook rings phones; without one the `@name`s stand in the text and nobody is rung',
  },
  {
    to: 'group',
    needs: ['choices'],
    order: ['socket', 'webhook'],
    why: 'buttons where there are cards, else numbered lines',
  },
  {
    to: 'group',
    needs: ['file'],
    order: ['socket', 'webhook'],
    why: 'both upload it first; a message of its own, behind the words that announce it',
  },
  {
    to: 'group',
    needs: [],
    order: ['socket', 'webhook'],
    why: 'said by the same bot that answers, and a webhook has few messages a minute',
  },
  {
    to: 'person',
    needs: [],
    order: ['socket'],
    why: 'webhooks reach groups only; what nothing can carry is told to the group of the bureau',
  },
  {
    to: 'person',
    needs: ['file'],
    order: ['socket'],
    why: 'a callback can only answer, and no answer holds a file: it says where the file lies instead',
  },
  {
    to: 'reply',
    needs: [],
    order: ['callback', 'socket'],
    why: 'the channel by which the message came; when that way is closed, as a message to its group or person',
  },
];

/** The row for a message: as many of its needs as any row names. */
export function rowFor(to: Route['kind'], needs: readonly Need[]): RouteRow | undefined {
  const rows = ROUTES.filter((row) => row.to === to && row.needs.every((need) => needs.includes(need)));
  return rows.sort((a, b) => b.needs.length - a.needs.length)[0];
}
