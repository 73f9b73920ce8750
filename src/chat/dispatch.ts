import type { Vitals } from '../domain/checkup/vitals';
import { type Mistake, MistakeError } from '../domain/mistakes';
import { type Place, reachOf } from '../domain/policy';
import type { Group } from '../domain/register';
import type { Actor, Scene } from '../domain/scene';
import { afterQuiet } from '../domain/steps';
import type { KeepWorkbook } from '../domain/workbook';
import { dayOf, HOUR, MINUTE } from '../lib/time';
import { type Reader } from '../reading/reader';
import type { Reading } from '../reading/reading';
import type { Names } from '../words/names';
import { plainText } from '../words/plain-text';
import { Markdown, type Templates } from '../words/templates';
import type { Arrival } from './arrival';
import type { Command, CommandContext, Reply } from './command';
import { factsFor, type Judged, judge } from './facts';
import type { Choice, Inbound, Saying } from './message';
import { mistakeView } from './mistake-view';
import { CHOICE_HOURS, enqueue } from './outgoing';
import { sendFile } from './file-reply';
import { closedBy, closedByMistake, withOutcome } from './outcome';
import { bookPasted, isPaste } from './pasted/book-pasted';
import { pastedReply } from './pasted/pasted-view';
import { closeWaiting, heard, type Heard, isUnclear } from './pending';
import { guard, run } from './perform';
import type { RegisteredCommand, Registry } from './registry';
import { rehearse } from './rehearsal';
import { Say } from './say';
import { type Doubt, doubtOf, gaveUp, proposalReply } from './second-opinion';
import { unknownCommand } from './suggest';

export interface DispatcherParts {
  readonly registry: Registry;
  readonly reader: Reader;
  readonly templates: Templates;
  readonly names: Names;
  readonly calendar: Scene['workdays'];
  readonly playbook: Scene['playbook'];
  readonly botName: string;
  /** What the running program knows of itself at this moment. */
  readonly vitals: () => Vitals;
  readonly keepFile: KeepWorkbook;
}

export interface Dispatcher {
  /** Settles one message: everything that it changes goes through `tx`. Throws MistakeError: roll back, then `mistaken`. */
  settle(arrival: Arrival): Promise<Saying | undefined>;
  /** The answer to a message that a person can mend, with the question that waits for the mended part. */
  mistaken(arrival: Arrival, mistake: Mistake): Promise<Saying>;
  /** What a second reader may be asked about this message, before it is settled. Changes nothing. */
  doubt(arrival: Arrival): Promise<Doubt | undefined>;
  /** The answer to a message that failed by our fault. */
  faulty(traceId: string): Saying;
}

/** How long a question about a missing value waits. */
const QUESTION_MINUTES = 10;

/** The order help → where → allow → arguments → run, for every command alike. */
export function createDispatcher(parts: DispatcherParts): Dispatcher {
  return {
    async settle(arrival) {
      const arrived = contextOf(parts, arrival);
      const typed = await heard(parts.reader, arrived, arrival);
      // A tapped choice and a joined answer are the line that they stand for.
      const context = { ...arrived, text: typed.text };
      const { reading } = typed;
      const command = parts.registry.of(reading.intent);
      if (arrival.proposal !== undefined && gaveUp(reading))
        return answer(parts, arrival, context, proposalReply(arrival.proposal));
      if (reading.intent === 'none')
        return context.place === 'private' || isBareMention(parts, arrival)
          ? say(parts, { template: 'errors/private_help', view: {} })
          : undefined;
      if (isPaste(reading.pasted, command)) {
        await closeWaiting(context, arrival, reading.intent);
        const fates = await bookPasted(parts.registry, reading.pasted, context);
        return answer(parts, arrival, context, await pastedReply(reading.pasted, fates, context));
      }
      if (isOthersTalk(reading, command, context)) return undefined;
      if (!command) return unknown(parts, typed, context);
      guard(command, context);
      for (const file of arrival.files) await arrival.tx.attachments.add(file);
      const judged = judge(reading, await factsFor(context, reading), context);
      const reply = await run(command, judged.reading, context);
      if (!reply) return undefined;
      await closeWaiting(context, arrival, reading.intent);
      const said = await answer(
        parts,
        arrival,
        context,
        withBadLines(parts, context, command, { reply, bad: judged.bad }),
      );
      return withOutcome(said, arrival.message, { ...parts, context, closes: closedBy(reply) });
    },
    async mistaken(arrival, mistake) {
      const context = contextOf(parts, arrival);
      const { text, reading } = await heard(parts.reader, context, arrival);
      const command = parts.registry.of(reading.intent);
      const choices = choicesOf(mistake, text);
      await closeWaiting(context, arrival, reading.intent);
      const asks = mistake.code === 'missing_field' || (mistake.code === 'unclear' && !isUnclear(mistake));
      const said = await answer(parts, arrival, context, {
        ...mistakeReply(parts, context, { mistake, command }),
        choices,
        ...(asks && choices.length === 0 ? { joinTo: text } : {}),
      });
      return withOutcome(said, arrival.message, { ...parts, context, ...closedByMistake(mistake.code) });
    },
    doubt: (arrival) => doubtOf(parts, arrival, contextOf(parts, arrival)),
    faulty: (traceId) => say(parts, { template: 'errors/fault', view: { traceId } }),
  };
}

function contextOf(parts: DispatcherParts, arrival: Arrival): CommandContext {
  const { tx, register, message, files } = arrival;
  const person = register.personOf(message.userid);
  const role = register.roleOf(person);
  const group = message.chatId === undefined ? undefined : register.groupOfChat(message.chatId);
  const actor: Actor = {
    userid: message.userid,
    role,
    ...(person ? { person } : {}),
    ...(person?.unitId === undefined ? {} : { unitId: person.unitId }),
  };
  const place = placeOf(message, group, actor);
  const today = dayOf(message.receivedAt);
  const context: CommandContext = {
    tx,
    register,
    workdays: parts.calendar,
    playbook: parts.playbook,
    now: message.receivedAt,
    today,
    messageKey: `${message.bot}:${message.msgid}`,
    actor,
    say: new Say(parts.names, register, today),
    files,
    place,
    ...(group ? { group } : {}),
    ...(message.chatId === undefined ? {} : { chatId: message.chatId }),
    text: message.text,
    vitals: parts.vitals,
    commands: parts.registry.commands.filter((command) => reachOf(command.allow, role) !== 'no'),
    rehearse: (typed) => rehearse(parts, arrival, { context, typed }),
    mistakeText: (mistake, command) => mistakeText(parts, context, { mistake, command }),
  };
  return context;
}

/** In a group nobody is refused who typed no command: people talk about what others report. */
const isOthersTalk = (reading: Reading, command: Command | undefined, { place, actor }: CommandContext): boolean =>
  reading.guessed === true && place !== 'private' && reachOf(command?.allow ?? 'own-unit', actor.role) === 'no';

/** The bot was called and nothing was said: no words, no picture, no quote. */
const isBareMention = ({ reader }: DispatcherParts, { message, files }: Arrival): boolean =>
  reader.bare(message.text) === '' && files.length === 0 && message.files.length === 0 && !message.quote;

function placeOf(message: Inbound, group: Group | undefined, actor: Actor): Place {
  if (message.chatId === undefined) return 'private';
  if (group?.bureau) return 'bureau';
  const mine = !group || actor.unitId === undefined || group.unitIds.includes(actor.unitId);
  return mine || actor.role === 'admin' ? 'group' : 'foreign';
}

function unknown(parts: DispatcherParts, { reading, text }: Heard, context: CommandContext): Saying {
  if (reading.intent === 'unknown') {
    const typed = reading.mistakes[0]?.typed ?? '';
    throw new MistakeError(unknownCommand(typed, parts.reader.bare(text), parts.registry.commands));
  }
  return say(parts, {
    template: 'errors/not_yet',
    view: {
      kind: context.say.kind(reading.intent),
      incident: reading.intent.startsWith('incident'),
      phone: context.register.bureau?.landline ?? '',
    },
  });
}

interface Mended {
  readonly mistake: Mistake;
  readonly command: Command | undefined;
}

function mistakeReply(
  { botName }: DispatcherParts,
  { say, actor }: CommandContext,
  { mistake, command }: Mended,
): Reply {
  const guest = actor.role === 'guest' && mistake.code === 'no_permission';
  const view = mistakeView(mistake, { say, example: command?.examples[0] ?? '', botName });
  return { template: guest ? 'errors/unknown_sender' : `errors/${mistake.code}`, view };
}

function mistakeText(parts: DispatcherParts, context: CommandContext, mended: Mended): Markdown {
  const { template, view } = mistakeReply(parts, context, mended);
  return new Markdown(parts.templates.render(template, view));
}

/** Good lines of a list were booked; the bad ones follow, each with its number and what to type instead. */
function withBadLines(
  parts: DispatcherParts,
  context: CommandContext,
  command: RegisteredCommand,
  { reply, bad }: { reply: Reply; bad: Judged['bad'] },
): Reply {
  if (bad.length === 0) return reply;
  const lines = bad.map(({ line, mistake }) => ({ line, text: mistakeText(parts, context, { mistake, command }) }));
  const text = new Markdown(parts.templates.render(reply.template, rendered(parts, reply.view)));
  return { ...reply, template: 'report/with-bad-lines', view: { text, bad: lines } };
}

const say = (parts: DispatcherParts, { template, view, choices, plain }: Reply): Saying => {
  const markdown = parts.templates.render(template, rendered(parts, view));
  return { markdown: plain ? plainText(markdown) : markdown, choices: choices ?? [] };
};

/** Replies inside a view are filled first. */
const rendered = (parts: DispatcherParts, view: Reply['view']): Reply['view'] =>
  Array.isArray(view['replies'])
    ? {
        ...view,
        replies: (view['replies'] as Reply[]).map((each) => ({
          text: new Markdown(parts.templates.render(each.template, each.view)),
        })),
      }
    : view;

async function answer(
  parts: DispatcherParts,
  { tx, register, message }: Arrival,
  context: CommandContext,
  reply: Reply,
): Promise<Saying> {
  const said = say(parts, reply);
  const pushes = reply.pushes ?? [];
  const { templates, keepFile } = parts;
  await enqueue({ tx, register, templates, now: context.now, keepFile }, pushes);
  if (reply.file) {
    const follows = await sendFile(parts, { context, message }, reply.file);
    return { ...said, markdown: `${said.markdown}\n${follows}` };
  }
  const saying = pushes.some((push) => !push.urgent) ? { ...said, markdown: untilMorning(parts, context, said) } : said;
  const choices = saying.choices.filter((choice) => !choice.unlisted);
  if (choices.length > 0 || reply.joinTo !== undefined) {
    const question = { chatId: message.chatId ?? '', choices };
    // What several people decide waits for all of them.
    const expiresAt = context.now + (reply.askOf ? CHOICE_HOURS * HOUR : QUESTION_MINUTES * MINUTE);
    for (const { userid } of reply.askOf ?? []) {
      if (userid !== undefined) await tx.questions.ask({ ...question, owner: userid, said: '', expiresAt });
    }
    await tx.questions.ask({ ...question, owner: message.userid, said: reply.joinTo ?? '', expiresAt });
  }
  return saying;
}

/** What an answer says was sent waits while people sleep: it says so. */
function untilMorning({ templates }: DispatcherParts, { now, say }: CommandContext, { markdown }: Saying): string {
  const at = afterQuiet(now);
  return at > now ? `${markdown}\n${templates.render('task/until-morning', { at: say.moment(at) })}` : markdown;
}

/** Where only a few values are possible, each becomes a choice that says the whole line again. */
const choicesOf = ({ typed, choices }: Mistake, text: string): Choice[] =>
  typed === undefined ? [] : (choices ?? []).map((choice) => ({ label: choice, say: text.replace(typed, choice) }));
