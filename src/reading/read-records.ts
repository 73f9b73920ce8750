import type { Mistake } from '../domain/mistakes';
import { voiceOf } from './copied/voice';
import type { Grammar, PastedEntry, Reading, ReadingContext } from './reading';
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
  const dated = (body: string): string =>
    day === '' || findDays(body, context, { tense: 'question' }).length > 0 ? body : `${day} ${body}`;
  const entries = list.lines.map((line, index): PastedEntry => {
    const { body, context: heard, speaker, mistake } = voiceOf(line, frame.intent, context);
    const read = readRecord(grammar, { ...frame, heading }, dated(body), heard);
    const wrong = mistake ?? (speaker ? undefined : strangerIn(line, read, { context, lines: list.lines.length }));
    const reading = wrong ? { ...read, mistakes: [wrong] } : read;
    return { line: index + 1, text: line, inList: true, reading, ...(speaker ? { speaker } : {}) };
  });
  const reading = together(
    frame.intent,
    entries.map((entry) => entry.reading),
  );
  return {
    ...reading,
    // Whoever passes a list on does not speak for the units in it: `settle` must know.
    origins: { ...reading.origins, multi: { from: 'text', piece: list.heading } },
    pasted: { title: list.heading, chat: false, entries, files: 0 },
  };
}

const STRANGER =
  /^(?!平安|正常|一切|[无没]|[今昨]|老人|在院|全院|我|本|职工|均)([\u4e00-\u9fffA-Za-z]{2,10})(?:[\s:,-]|$)/;

/** 小幸运 平安: a name that nobody knows stands for a unit that nobody knows, not for the unit of whoever copied it. */
function strangerIn(
  line: string,
  { intent, slots, mistakes, origins }: Reading,
  { context, lines }: { context: ReadingContext; lines: number },
): Mistake | undefined {
  const word = STRANGER.exec(line)?.[1];
  const unnamed =
    slots['inst'] === undefined || (intent === 'zero' && origins['inst']?.from === 'context' && lines > 1);
  if (word === undefined || !unnamed || mistakes.some(({ code }) => code !== 'missing_field')) return undefined;
  return context.sender.unitId === undefined || intent === 'zero'
    ? { code: 'unknown_institution', typed: word }
    : undefined;
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
