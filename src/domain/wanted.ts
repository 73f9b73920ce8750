import type { LedgerRecord } from './ledger';

/** What settles an entry: a kind of record, `selfcheck`, or one checklist by its name, `checklist:九查九看`. */
const PREFIX = 'checklist:';

/** Name of the checklist that is wanted; undefined for any other kind. */
export const listOf = (wanted: string): string | undefined =>
  wanted.startsWith(PREFIX) ? wanted.slice(PREFIX.length) : undefined;

export const itemOfList = (name: string): string => `${PREFIX}${name}`;

export const kindOf = (wanted: string): string => (wanted.startsWith(PREFIX) ? 'checklist' : wanted);

/** Is this record one of the kinds that are wanted? */
export const isWanted = (wanted: readonly string[], { kind, data }: Pick<LedgerRecord, 'kind' | 'data'>): boolean =>
  wanted.some((each) => kindOf(each) === kind && (listOf(each) ?? data['checklist']) === data['checklist']);
