import type { Attachment } from '../domain/ledger';
import type { Register } from '../domain/register-index';
import { runsOf, waysToMend } from '../domain/services/duty';
import type { Booked } from '../domain/services/reports';
import type { DutyEntry } from '../domain/values';
import type { View } from '../words/templates';
import { masked, type Say } from './say';

/** What every answer to a report says of it: whose, its number, what it changed, where it stands, how to complete it. */
export function bookedView(say: Say, register: Register, { record, unchanged, edited, standings }: Booked): View {
  const standing = standings[0];
  const landline = register.unit(record.unitId)?.landline;
  return {
    unit: say.unit(record.unitId),
    number: record.id,
    unchanged,
    edited,
    replaced: record.replaces ?? '',
    standing: say.standing(standing),
    mend:
      standing && standing.due.lacks.length > 0 ? { ...waysToMend(standing.due.lacks), phone: landline ?? '' } : false,
  };
}

/** Lines of a roster: days in a row with the same people are one line. */
export const rosterLines = (
  say: Say,
  entries: readonly DutyEntry[],
  { unitId, show }: { unitId: string; show: 'full' | 'masked' | 'none' },
): readonly View[] =>
  runsOf(entries).map(({ days, entry }) => ({ ...say.dutyDay(entry, show, unitId), day: say.days(days) }));

/** Files of a message as values of its record: they make it another one than the same words without. */
export const evidence = (files: readonly Attachment[]): Readonly<Record<string, unknown>> =>
  files.length === 0 ? {} : { scan: true, files: files.map((file) => file.hash) };

/**
 * Typed words as they may be repeated in a group: numbers of cards and accounts and mobiles masked, and the punctuation
 * beside Chinese characters, which reading made plain, as people type it.
 */
export const discreet = (typed: string): string =>
  typed
    .replace(/\d{15,19}[\dXx]?/g, (number) => `${number.slice(0, 4)}**********`)
    .replace(/(?<!\d)1\d{10}(?!\d)/g, masked)
    .replace(/(?<=\p{Script=Han})[,;:!?]|[,;:!?](?=\p{Script=Han})/gu, (mark) => WIDE[mark] ?? mark);

const WIDE: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '!': '！', '?': '？' };
