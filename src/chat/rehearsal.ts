import { MistakeError } from '../domain/mistakes';
import type { Pasted } from '../reading/reading';
import type { Reader } from '../reading/reader';
import { explained } from '../reading/explain';
import type { Arrival } from './arrival';
import type { CommandContext, Rehearsal } from './command';
import { factsFor, judge } from './facts';
import type { Inbound } from './message';
import { heard, readingContextOf } from './pending';
import { bookPasted, type Fate, isPaste } from './pasted/book-pasted';
import { pastedReply } from './pasted/pasted-view';
import { guard, run } from './perform';
import type { Registry } from './registry';
import { unknownCommand } from './suggest';

export interface RehearsalParts {
  readonly registry: Registry;
  readonly reader: Reader;
}

/** The typed sentence, else the quoted one; without either nothing. */
function messageOf({ quote, ...message }: Inbound, typed: string | undefined): Inbound | undefined {
  if (typed !== undefined) return { ...message, ...(quote && { quote }), text: typed };
  return quote && quote.text.trim() !== '' ? { ...message, text: quote.text } : undefined;
}

/**
 * Does what a sentence asks for and takes it all back, so that what is told of it is true: the same reading, the same
 * checks, the same command. Nothing is kept and nobody is told.
 */
export async function rehearse(
  { registry, reader }: RehearsalParts,
  arrival: Arrival,
  { context, typed }: { readonly context: CommandContext; readonly typed: string | undefined },
): Promise<Rehearsal | undefined> {
  const message = messageOf(arrival.message, typed);
  if (!message) return undefined;
  return arrival.tx.rehearse(async () => {
    const said = await heard(reader, context, { ...arrival, message });
    const readingContext = await readingContextOf(context, message);
    const command = registry.of(said.reading.intent);
    const told = {
      sentence: reader.bare(said.text),
      answers: said.text !== message.text,
      explained: explained(
        said.reading,
        { sentence: reader.bare(said.text), names: command?.names ?? [] },
        readingContext,
      ),
      ...(command && { command }),
    };
    if (said.reading.intent === 'unknown') {
      const slip = unknownCommand(said.reading.mistakes[0]?.typed ?? '', reader.bare(said.text), registry.commands);
      return { ...told, mistake: slip, bad: [] };
    }
    try {
      if (isPaste(said.reading.pasted, command)) {
        const fates = await bookPasted(registry, said.reading.pasted, { ...context, text: said.text });
        return { ...told, ...(await pastedOutcome(said.reading.pasted, fates, context)) };
      }
      if (!command) return { ...told, bad: [] };
      guard(command, context);
      const judged = judge(said.reading, await factsFor(context, said.reading), context);
      // Asking how a question about a reading is read leads nowhere.
      const reply =
        command.intent === 'how_read' ? undefined : await run(command, judged.reading, { ...context, text: said.text });
      return { ...told, ...(reply && { reply }), bad: judged.bad };
    } catch (error) {
      if (!(error instanceof MistakeError)) throw error;
      return { ...told, mistake: error.mistake, bad: [] };
    }
  });
}

/** What would have become of the lines of a list or of a copied chat. */
async function pastedOutcome(
  pasted: Pasted,
  fates: readonly Fate[],
  context: CommandContext,
): Promise<Pick<Rehearsal, 'bad' | 'skipped' | 'reply'>> {
  const bad = fates.flatMap((one) =>
    one.fate === 'bad' ? [{ line: one.gathered.entry.line, mistake: one.mistake }] : [],
  );
  const counted = fates.filter(({ fate }) => fate === 'booked').length;
  const skipped = fates.length - bad.length - counted;
  return { bad, skipped, reply: await pastedReply(pasted, fates, context) };
}
