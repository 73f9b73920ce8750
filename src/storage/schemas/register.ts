import type { Group, Person, Post, Team, Unit } from '../../domain/register';
import type { Day } from '../../lib/time';
import { column, named, optional, tableOf } from '../columns';

const { id, text, integer, serial, flag, json } = column;

export interface Holding {
  readonly id?: number;
  readonly postId: string;
  readonly personId: string;
  readonly from: Day;
  readonly to: Day;
}

export interface AmbiguousWord {
  readonly word: string;
  readonly unitIds: readonly string[];
}

export const registerSchemas = {
  units: tableOf<Unit>('units', {
    id,
    kind: text,
    name: text,
    aliases: json,
    type: optional(text),
    town: optional(text),
    parentId: optional(text),
    landline: optional(text),
    elders: optional(integer),
    beds: optional(integer),
    order: named('place', integer),
    active: flag,
  }),
  people: tableOf<Person>('people', {
    id,
    name: text,
    userid: optional(text),
    mobile: optional(text),
    unitId: optional(text),
    role: text,
    active: flag,
  }),
  posts: tableOf<Post>('posts', {
    id,
    unitId: text,
    name: text,
    role: text,
    holderId: optional(text),
    since: text,
  }),
  holdings: tableOf<Holding>('holdings', {
    id: serial,
    postId: text,
    personId: text,
    from: named('first_day', text),
    to: named('last_day', text),
  }),
  teams: tableOf<Team>('teams', { id, name: text, leadId: optional(text), leaderId: optional(text), areas: json }),
  groups: tableOf<Group>('chat_groups', { id, name: text, chatId: optional(text), unitIds: json, bureau: flag }),
  ambiguous: tableOf<AmbiguousWord>('ambiguous_words', { word: id, unitIds: json }),
};
