import type { Attachment, LedgerRecord } from '../../domain/ledger';
import { column, optional, type Sequenced, tableOf } from '../columns';

const { id, text, integer, sequence, instant, json } = column;

/** A running number that is only ever raised: `record:YH`, `register`. */
export interface Counter {
  readonly name: string;
  readonly value: number;
}

export const ledgerSchemas = {
  records: tableOf<LedgerRecord & Sequenced>('records', {
    sequence,
    id,
    kind: text,
    unitId: text,
    firstDay: text,
    lastDay: text,
    data: json,
    byPersonId: text,
    enteredBy: optional(text),
    pastedAs: optional(json),
    at: instant,
    messageKey: text,
    state: text,
    replaces: optional(text),
    dueId: optional(text),
  }),
  counters: tableOf<Counter>('counters', { name: id, value: integer }),
  attachments: tableOf<Attachment & Sequenced>('attachments', {
    sequence,
    id,
    hash: text,
    type: text,
    bytes: integer,
    name: text,
    ownerId: text,
    messageKey: text,
    at: instant,
  }),
};
