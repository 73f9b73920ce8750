import type { Mistake } from '../../domain/mistakes';
import type { PastedEntry, Reading, ReadingContext } from '../reading';
import { dropMentions } from '../find-command';
import { type CopiedChat, type CopiedMessage } from './chat';
import { withoutFaces } from './faces';
import { contextOf } from './speaker';
import { severalUnits } from './voice';

/** Intent of a paste that holds several kinds of messages: no command has it, each entry has its own. */
const PASTED = 'pasted';
const NO_REPORT: ReadonlySet<string> = new Set(['none', 'unknown', 'help', 'query']);
const SILENCE: Reading = { intent: 'none', slots: {}, mistakes: [], origins: {} };

type Read = (text: string, context: ReadingContext) => Reading;

/** Every message is read as if its speaker had typed it then. Undefined when nobody reported anything. */
export function readChat(chat: CopiedChat, context: ReadingContext, read: Read): Reading | undefined {
  const entries = chat.messages.flatMap((message, index) => entriesOf(message, index + 1, { context, read }));
  const told = entries.filter(({ reading }) => !NO_REPORT.has(reading.intent));
  if (told.length === 0 && !chat.messages.some((message) => message.saidAt !== undefined)) return undefined;
  const intents = new Set(told.map(({ reading }) => reading.intent));
  const [only] = intents;
  const origins = { multi: { from: 'text' as const, piece: '' } };
  const pasted = { title: '', chat: true, entries, files: chat.files };
  if (intents.size !== 1 || only === undefined) return { intent: PASTED, slots: {}, mistakes: [], origins, pasted };
  const records = told.map(({ reading }) => reading);
  return {
    intent: only,
    slots: { multi: records.flatMap(({ slots }) => (slots['multi'] as readonly object[] | undefined) ?? [slots]) },
    mistakes: records.find(({ mistakes }) => mistakes.length > 0)?.mistakes ?? [],
    origins,
    explain: () => explained(records),
    pasted,
  };
}

/** Where each value of each record comes from, numbered through all messages. */
function explained(records: readonly Reading[]): ReturnType<NonNullable<Reading['explain']>> {
  const single = records.flatMap((record) => record.records ?? [record]);
  return Object.fromEntries(
    single.flatMap((record, index) =>
      Object.entries(record.explain?.() ?? record.origins).map(([key, origin]) => [`multi[${index}].${key}`, origin]),
    ),
  );
}

function entriesOf(
  { speaker, saidAt, text }: CopiedMessage,
  line: number,
  { context, read }: { context: ReadingContext; read: Read },
): PastedEntry[] {
  const base = { line, text, speaker, inList: false, ...(saidAt === undefined ? {} : { saidAt }) };
  if (speaker.bureau) return [{ ...base, reading: SILENCE }];
  const then = { ...contextOf(speaker, context), now: saidAt ?? context.now };
  const reading = read(dropMentions(withoutFaces(text)), then);
  if (reading.pasted)
    return reading.pasted.entries.map((entry) => ({
      ...entry,
      line,
      inList: true,
      ...(saidAt === undefined ? {} : { saidAt }),
    }));
  const mistake = unitMistake(reading, { speaker, context });
  return [{ ...base, reading: mistake ? { ...reading, mistakes: [mistake] } : reading }];
}

/** Nobody knows whose words these are, and they do not say it themselves. */
function unitMistake(
  reading: Reading,
  { speaker, context }: { speaker: PastedEntry['speaker'] & object; context: ReadingContext },
): Mistake | undefined {
  const many = reading.slots['multi'] as readonly Readonly<Record<string, unknown>>[] | undefined;
  const inst = (many?.[0] ?? reading.slots)['inst'];
  if (
    NO_REPORT.has(reading.intent) ||
    reading.intent === 'incident' ||
    inst !== undefined ||
    speaker.unitIds.length === 1
  )
    return undefined;
  if (reading.mistakes.some(({ code }) => code.endsWith('_institution'))) return undefined;
  return speaker.unitIds.length > 1
    ? severalUnits(speaker, context)
    : { code: 'unknown_institution', typed: speaker.word };
}
