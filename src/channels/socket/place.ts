import type { Route } from '../../chat/channel';
import type { Inbound } from '../../chat/message';

/** A conversation as WeCom counts and addresses it. */
export interface Place {
  readonly kind: 'group' | 'person';
  /** The chatid, or the userid of a private chat. */
  readonly id: string;
}

export const placeOf = ({ chatId, userid }: Pick<Inbound, 'chatId' | 'userid'>): Place =>
  chatId === undefined ? { kind: 'person', id: userid } : { kind: 'group', id: chatId };

export const placeOfRoute = (route: Exclude<Route, { kind: 'reply' }>): Place =>
  route.kind === 'group' ? { kind: 'group', id: route.chatId } : { kind: 'person', id: route.userid };

/** A userid is the same in any case (developer site, page 96255); a chatid is not. */
export const placeKey = ({ kind, id }: Place): string => `${kind}:${kind === 'person' ? id.toLowerCase() : id}`;
