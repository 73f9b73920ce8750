import type { Route } from '../../chat/channel';
import type { Inbound } from '../../chat/message';

/** A conversation: a group by WeCom's chat id, or a private chat. */
export type Place = Exclude<Route, { kind: 'reply' }>;

export const keyOf = (place: Place): string =>
  place.kind === 'group' ? `group:${place.chatId}` : `person:${place.userid}`;

export const placeOf = ({ chatId, userid }: Inbound): Place =>
  chatId === undefined ? { kind: 'person', userid } : { kind: 'group', chatId };
