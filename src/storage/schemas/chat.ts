import type { InboxRow, OutboxRow, Question, RoomLine } from '../../domain/ports';
import type { Instant } from '../../lib/time';
import { column, named, optional, tableOf } from '../columns';

const { id, text, integer, serial, instant, flag, json } = column;

interface Value {
  readonly name: string;
  readonly value: string;
}

export interface Outage {
  readonly id?: number;
  readonly from: Instant;
  readonly to: Instant;
}

export const chatSchemas = {
  questions: tableOf<Question>('questions', {
    id,
    owner: text,
    chatId: text,
    said: text,
    choices: json,
    expiresAt: instant,
  }),
  inbox: tableOf<InboxRow>('inbox', {
    bot: id,
    msgid: id,
    state: text,
    payload: text,
    receivedAt: instant,
    answer: text,
  }),
  outbox: tableOf<OutboxRow>('outbox', {
    id: serial,
    route: text,
    body: text,
    sortAt: instant,
    place: text,
    notBefore: instant,
    state: text,
    attempts: integer,
    again: flag,
    detail: text,
  }),
  settings: tableOf<Value>('settings', { name: id, value: text }),
  secrets: tableOf<Value>('secrets', { name: id, value: text }),
  outages: tableOf<Outage>('outages', {
    id: serial,
    from: named('began_at', instant),
    to: named('ended_at', instant),
  }),
  roomLines: tableOf<RoomLine>('room_lines', {
    id: serial,
    key: named('line_key', optional(text)),
    chat: text,
    author: text,
    text,
    at: instant,
    choices: json,
    files: json,
    mentions: json,
  }),
};
