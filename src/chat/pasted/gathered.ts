import { isDeepStrictEqual } from 'node:util';
import type { PastedLine } from '../../domain/ledger';
import type { Instant } from '../../lib/time';
import type { Pasted, PastedEntry, Reading } from '../../reading/reading';

/** What one unit reports in a paste, said once however often it stands there. */
export interface Gathered {
  readonly entry: PastedEntry;
  readonly unitId: string | undefined;
  /** When it was said for the first time, by the paste's own words. */
  readonly saidAt?: Instant;
  readonly line?: PastedLine;
}

const valuesOf = ({ slots }: Reading): Readonly<Record<string, unknown>> =>
  (slots['multi'] as readonly Readonly<Record<string, unknown>>[] | undefined)?.[0] ?? slots;

/** A line of a list says its unit; a message is its speaker's. */
function unitOf({ inList, speaker, reading }: PastedEntry): string | undefined {
  const inst = valuesOf(reading)['inst'];
  const named = typeof inst === 'string' ? inst : undefined;
  const own = speaker?.unitIds.length === 1 ? speaker.unitIds[0] : undefined;
  return inList ? (named ?? own) : (own ?? named);
}

/** A day's report that is said again corrects the one before it. */
const replaces = (one: Gathered, { entry, unitId }: Gathered): boolean =>
  one.entry.reading.intent === 'zero' &&
  entry.reading.intent === 'zero' &&
  one.unitId === unitId &&
  unitId !== undefined &&
  valuesOf(one.entry.reading)['date'] === valuesOf(entry.reading)['date'];

const isSame = (one: Gathered, { entry, unitId }: Gathered): boolean =>
  one.unitId === unitId &&
  isDeepStrictEqual(
    [one.entry.reading.intent, one.entry.reading.slots, one.entry.reading.mistakes],
    [entry.reading.intent, entry.reading.slots, entry.reading.mistakes],
  ) &&
  one.entry.reading.intent !== 'none';

/** Lists are posted whole by everybody who adds to them: what is said several times counts once. */
export function gather({ title, chat, entries }: Pasted): readonly Gathered[] {
  const kept: Gathered[] = [];
  for (const entry of entries) {
    const next: Gathered = {
      entry,
      unitId: unitOf(entry),
      ...(entry.saidAt === undefined ? {} : { saidAt: entry.saidAt }),
    };
    const at = kept.findIndex((one) => (entry.inList && isSame(one, next)) || replaces(one, next));
    const before = kept[at];
    if (!before) kept.push(next);
    // Corrected or not, the unit spoke when it spoke first.
    else kept[at] = { ...next, ...(before.saidAt === undefined ? {} : { saidAt: before.saidAt }) };
  }
  return chat ? kept : numbered(kept, title);
}

/** Each unit's lines of a list are counted, so that a changed one is known again. */
function numbered(lines: readonly Gathered[], list: string): Gathered[] {
  const counts = new Map<string, number>();
  return lines.map((one) => {
    const key = `${one.unitId} ${one.entry.reading.intent}`;
    const nth = (counts.get(key) ?? 0) + 1;
    counts.set(key, nth);
    return { ...one, line: { list, nth, text: one.entry.text } };
  });
}
