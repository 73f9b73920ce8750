import { isDeepStrictEqual } from 'node:util';
import type { Mistake } from '../domain/mistakes';
import type { Reader } from '../reading/reader';
import type { Reading, ReadingContext } from '../reading/reading';
import type { CommandContext } from './command';
import type { Arrival } from './arrival';

/** A message as it is understood: typed, tapped, or joined to what was said before. */
export interface Heard {
  readonly text: string;
  readonly reading: Reading;
}

/**
 * Reads a message in the light of an open question: a number or a label is the choice of that name; a text that is no
 * command of its own is joined to what its sender had said before. An answered question is closed.
 */
export async function heard(reader: Reader, context: CommandContext, { message }: Arrival): Promise<Heard> {
  const text = message.text;
  const readingContext = await readingContextOf(context, message);
  const question = await context.tx.questions.open(message.userid, message.chatId ?? '', context.now);
  const own = reader.read(text, readingContext);
  if (!question) return { text, reading: own };
  const typed = reader.bare(text);
  const choice = question.choices.find((each, index) => typed === each.label || typed === String(index + 1));
  if (choice) {
    await context.tx.questions.close(question.id);
    return { text: choice.say, reading: reader.read(choice.say, readingContext) };
  }
  if (question.choices.some((each) => isSame(own, reader.read(each.say, readingContext)))) {
    await context.tx.questions.close(question.id);
    return { text, reading: own };
  }
  // A tapped sentence is whole: it completes nothing that was typed before.
  if (question.said === '' || message.tapped !== undefined) return { text, reading: own };
  const asked = reader.read(question.said, readingContext);
  const joined = `${question.said} ${typed}`;
  const whole = reader.read(joined, readingContext);
  if (!isAnswer(typed, own, asked) || isSame(whole, asked)) {
    // Said again in one piece, the question is answered.
    if (own.intent === asked.intent && own.mistakes.length === 0) await context.tx.questions.close(question.id);
    return { text, reading: own };
  }
  await context.tx.questions.close(question.id);
  if (!whole.mistakes.some(isUnclear)) return { text: joined, reading: whole };
  // It was no answer: what is said of it is about the new words alone.
  const alone =
    own.mistakes.length > 0 ? own : { ...whole, slots: {}, mistakes: [{ code: 'unclear', typed } as const] };
  return { text, reading: alone };
}

/** The words as such were not understood; with a label, only the value that it names. */
export const isUnclear = ({ code, ask }: Mistake): boolean => code === 'unclear' && ask === undefined;

/** Who looks something up, or asks how the answer would be read, still means to answer. */
const LOOKS: ReadonlySet<string> = new Set(['query', 'help', 'how_read']);

/** What was said was no answer to the question that waits for a value here: it waits no longer. */
export async function closeWaiting(context: CommandContext, { message }: Arrival, intent: string): Promise<void> {
  if (LOOKS.has(intent)) return;
  const question = await context.tx.questions.open(message.userid, message.chatId ?? '', context.now);
  // Choices wait for their number: the button stands in the chat.
  if (question && question.said !== '') await context.tx.questions.close(question.id);
}

/** A command of its own is not the answer to a question; a piece of the same command that lacks something may be. */
function isAnswer(typed: string, own: Reading, asked: Reading): boolean {
  if (own.intent === 'none' || isGuess(own)) return true;
  // What others said elsewhere answers nothing.
  if (own.pasted) return false;
  return own.intent === asked.intent && own.mistakes.length > 0 && !/^[/、\\]/.test(typed);
}

/** Words without a command, of which the reader only guesses what they are about. */
const isGuess = ({ slots, mistakes }: Reading): boolean =>
  Object.keys(slots).length === 0 && mistakes.length === 1 && mistakes[0]?.code === 'unclear';

/** Small talk leaves the line that was asked about as it was; a choice may also be typed out. */
const isSame = (one: Reading, other: Reading): boolean =>
  isDeepStrictEqual([one.intent, one.slots, one.mistakes], [other.intent, other.slots, other.mistakes]);

/** What the reader may know around this message. */
export async function readingContextOf(context: CommandContext, message: Arrival['message']): Promise<ReadingContext> {
  const { actor, group, files, register, tx } = context;
  const tasks = await tx.tasks.activeTasks();
  // In a group of institutions a plain 可以 is not about a draft: nobody there has seen it.
  const drafts = actor.role === 'admin' && (!group || group.bureau) ? await tx.bulletins.drafts() : [];
  return {
    now: context.now,
    register,
    calendar: context.workdays,
    sender: {
      role: actor.role,
      ...(actor.person ? { name: actor.person.name } : {}),
      ...(actor.person?.mobile === undefined ? {} : { phone: actor.person.mobile }),
      ...(actor.unitId === undefined || register.unit(actor.unitId)?.kind === 'bureau' ? {} : { unitId: actor.unitId }),
    },
    ...(group ? { groupId: group.id } : {}),
    hasImage:
      files.some((file) => file.type.startsWith('image/')) || message.files.some((file) => file.kind === 'image'),
    hasFile: files.length > 0 || message.files.length > 0,
    ...(message.quote ? { quote: message.quote.text } : {}),
    ...(drafts.length > 0 ? { awaiting: 'shame' as const } : {}),
    openTitles: tasks.map((task) => task.title),
  };
}
