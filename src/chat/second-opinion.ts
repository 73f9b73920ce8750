import { firstMistake } from '../domain/mistakes';
import { fitsPlace, type Allow } from '../domain/policy';
import { mask, nameless } from '../reading/mask';
import { hasContent } from '../reading/content';
import type { Reader } from '../reading/reader';
import type { Reading } from '../reading/reading';
import { namesNothingNew } from '../reading/same-values';
import type { Templates } from '../words/templates';
import type { Arrival } from './arrival';
import type { Command, CommandContext, Reply } from './command';
import { aboutChildren } from './how-read-view';
import { readingContextOf } from './pending';
import type { Registry } from './registry';
import type { SecondQuestion } from './second-reader';
import { unknownCommand } from './suggest';
import { veiledNumbers } from './told-value';
import { explained } from '../reading/explain';

/** A sentence that our reader gave up on, ready to be asked about. */
export interface Doubt extends SecondQuestion {
  /** The proposed line with everything put back, or nothing where it must not be shown. */
  accept(proposed: string): string | undefined;
}

export interface OpinionParts {
  readonly registry: Registry;
  readonly reader: Reader;
  readonly templates: Templates;
}

/** Reports, findings, visits and questions may be proposed; orders and decisions are for people to think of. */
const PROPOSED: ReadonlySet<Allow> = new Set<Allow>(['own-unit', 'inspect', 'visit', 'member']);
const NEVER: ReadonlySet<string> = new Set(['undo', 'register']);
const proposable = (command: Command | undefined, { place, commands }: CommandContext): boolean =>
  command !== undefined &&
  command.aside !== true &&
  PROPOSED.has(command.allow) &&
  !NEVER.has(command.intent) &&
  fitsPlace(command.where, place) &&
  commands.some(({ intent }) => intent === command.intent);

/** Did our own reader give up? */
export const gaveUp = ({ intent, mistakes }: Reading): boolean =>
  intent === 'none' || intent === 'unknown' || firstMistake(mistakes)?.code === 'unclear';

const longestFirst = (one: string, other: string): number => other.length - one.length;

/** Longer texts are notices and lists, shorter ones hold nothing. */
const SHORTEST = 4;
const LONGEST = 300;
const LONGEST_LINE = 400;

/** What may be asked about a message; nothing for what was read, for small talk, strangers and open questions. */
export async function doubtOf(
  { registry, reader, templates }: OpinionParts,
  { message }: Arrival,
  context: CommandContext,
): Promise<Doubt | undefined> {
  const text = reader.bare(message.text);
  if (message.tapped !== undefined || context.actor.role === 'guest') return undefined;
  if (text.length < SHORTEST || text.length > LONGEST) return undefined;
  const question = await context.tx.questions.open(message.userid, message.chatId ?? '', context.now);
  const answers = question?.choices.some(({ label }, index) => text === label || text === String(index + 1));
  if (answers === true || (question && question.said !== '')) return undefined;
  const readingContext = await readingContextOf(context, message);
  const reading = reader.read(message.text, readingContext);
  if (!gaveUp(reading)) return undefined;
  if (reading.intent === 'none' && !hasContent(text, context.place === 'private' ? 'private' : 'group', readingContext))
    return undefined;
  // A name one slip away is a better answer than a guess.
  const typed = reading.intent === 'unknown' ? (reading.mistakes[0]?.typed ?? '') : undefined;
  if (typed !== undefined && unknownCommand(typed, text, registry.commands).choices) return undefined;
  const masked = mask(text, readingContext);
  const commands = registry.commands
    .filter((command) => proposable(command, context))
    .map(({ names, summary, examples }) => ({
      name: names[0] ?? '',
      summary,
      examples: examples.map((example) => `/${nameless(example, readingContext)}`),
    }));
  return {
    instructions: templates.render('second-reader/instructions', { commands }),
    text: masked.text,
    accept(proposed) {
      const line = masked.restore(proposed.trim());
      if (line === undefined || !/^\/[^\n]+$/.test(line) || line.length > LONGEST_LINE) return undefined;
      const read = reader.read(line, readingContext);
      const command = registry.of(read.intent);
      const name = command?.names.filter((each) => line.startsWith(`/${each}`)).sort(longestFirst)[0];
      if (read.mistakes.length > 0 || name === undefined || !proposable(command, context)) return undefined;
      // The numeral in 零报告 counts nothing.
      if (!namesNothingNew(line.slice(1 + name.length), text, readingContext)) return undefined;
      const { records } = explained(read, { sentence: line, names: [] }, readingContext);
      return records.some((values) => aboutChildren(values, context)) ? undefined : line;
    },
  };
}

/** The proposal as a question; what is confirmed is the line itself, said by the person. */
export const proposalReply = (line: string): Reply => ({
  template: 'help/proposal',
  view: { line: veiledNumbers(line) },
  choices: [
    { label: '是这个意思', say: line },
    { label: '不是', say: '不是' },
  ],
});
