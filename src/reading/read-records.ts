import type { Grammar, Reading, ReadingContext } from './reading';
import { type FrameParts, type Parts, readRecord } from './read-record';
import type { RecordList } from './records';
import { SPLITTERS } from './split';
import { findDays } from './values/days';

/** Several readings of one intent as one: `slots` is `{ multi: […] }`. The first bad record decides (rule 11). */
function together(intent: string, readings: readonly Reading[]): Reading {
  const [only] = readings;
  if (readings.length === 1 && only) return only;
  const bad = readings.find((reading) => reading.mistakes.length > 0);
  return {
    intent,
    slots: { multi: readings.map((reading) => reading.slots) },
    records: readings,
    explain: () =>
      Object.fromEntries(
        readings.flatMap((reading, index) =>
          Object.entries(reading.explain?.() ?? {}).map(([key, origin]) => [`multi[${index}].${key}`, origin]),
        ),
      ),
    mistakes: bad?.mistakes ?? [],
    origins: Object.fromEntries(
      readings.flatMap((reading, index) =>
        Object.entries(reading.origins).map(([key, origin]) => [`multi[${index}].${key}`, origin]),
      ),
    ),
  };
}

/** Every line of a list is a record of its own, under the list's heading. */
export function readList(list: RecordList, frame: FrameParts, context: ReadingContext, { grammars }: Parts): Reading {
  const grammar = grammars.get(frame.intent);
  if (!grammar) return { intent: frame.intent, slots: {}, mistakes: [], origins: {} };
  const day = headingDay(list.heading, frame.intent, context);
  const heading = list.heading === '' ? '#' : list.heading;
  const bodies = list.lines.map((line) =>
    day === '' || findDays(line, context, { tense: 'question' }).length > 0 ? line : `${day} ${line}`,
  );
  const records = bodies.map((body) => readRecord(grammar, { ...frame, heading }, body, context));
  const reading = together(frame.intent, records);
  // Whoever passes a list on does not speak for the units in it: `settle` must know.
  return { ...reading, origins: { ...reading.origins, multi: { from: 'text', piece: list.heading } } };
}

/** The day in a heading holds for lines without one; the festival of 春节走访 is no day of a visit. */
function headingDay(heading: string, intent: string, context: ReadingContext): string {
  const span = findDays(heading, context, { tense: intent === 'duty' ? 'future' : 'past' })[0];
  return span && (intent === 'duty' || /\d|[一二三四五六七八九十]+[日号]|[今昨明]/.test(span.text)) ? span.text : '';
}

/** One message body: some intents have several records in it (days, numbered points, institutions). */
export function splitRecords(
  grammar: Grammar,
  frame: FrameParts & { readonly heading: string },
  body: string,
  context: ReadingContext,
): Reading {
  const bodies = SPLITTERS[grammar.intent]?.(body, context) ?? [body];
  return together(
    grammar.intent,
    bodies.map((each) => readRecord(grammar, frame, each, context)),
  );
}
