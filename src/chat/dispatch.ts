import { type Mistake, MistakeError } from '../domain/mistakes';
import { fitsPlace, type Place, reachOf } from '../domain/policy';
import type { Group } from '../domain/register';
import type { Actor, Scene } from '../domain/scene';
import { afterQuiet } from '../domain/steps';
import { dayOf, HOUR, MINUTE } from '../lib/time';
import { type Reader } from '../reading/reader';
import type { Reading } from '../reading/reading';
import type { Names } from '../words/names';
import { Markdown, type Templates } from '../words/templates';
import type { Arrival } from './arrival';
import type { CommandContext, Reply } from './command';
import { factsFor, type Judged, judge } from './facts';
import type { Choice, Inbound, Saying } from './message';
import { mistakeView } from './mistake-view';
import { CHOICE_HOURS, enqueue } from './outgoing';
import { heard, type Heard } from './pending';
import type { RegisteredCommand, Registry } from './registry';
import { Say } from './say';
import { unknownCommand } from './suggest';

export interface DispatcherParts {
  readonly registry: Registry;
  readonly reader: Reader;
  readonly templates: Templates;
  readonly names: Names;
  readonly calendar: Scene['workdays'];
  readonly playbook: Scene['playbook'];
  readonly botName: string;
}

export interface Dispatcher {
  /** Settles one message: everything that it changes goes through `tx`. Throws MistakeError: roll back, then `mistaken`. */
  settle(arrival: Arrival): Promise<Saying | undefined>;
  /** The answer to a message that a person can mend, with the question that waits for the mended part. */
  mistaken(arrival: Arrival, mistake: Mistake): Promise<Saying>;
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
      const said = await heard(parts.reader, arrived, arrival);
      // A tapped choice and a joined answer are the line that they stand for.
      const context = { ...arrived, text: said.text };
      const { reading } = said;
      const command = parts.registry.of(reading.intent);
      if (reading.intent === 'none')
        return context.place === 'private' ? say(parts, { template: 'errors/private_help', view: {} }) : undefined;
      if (!command) return unknown(parts, said, context);
      guard(command, context);
      for (const file of arrival.files) await arrival.tx.attachments.add(file);
      const judged = judge(reading, await factsFor(context, reading), context);
      const reply = await run(command, judged.reading, context);
      return (
        reply && answer(parts, arrival, context, withBadLines(parts, context, command, { reply, bad: judged.bad }))
      );
    },
    async mistaken(arrival, mistake) {
      const context = contextOf(parts, arrival);
      const { text, reading } = await heard(parts.reader, context, arrival);
      const command = parts.registry.of(reading.intent);
      const choices = choicesOf(mistake, text);
      const asks = choices.length > 0 || mistake.code === 'missing_field' || mistake.code === 'unclear';
      const view = mistakeView(mistake, {
        say: context.say,
        example: command?.examples[0] ?? '',
        botName: parts.botName,
      });
      const template =
        context.actor.role === 'guest' && mistake.code === 'no_permission'
          ? 'errors/unknown_sender'
          : `errors/${mistake.code}`;
      return answer(parts, arrival, context, {
        template,
        view,
        choices,
        ...(asks && choices.length === 0 ? { joinTo: text } : {}),
      });
    },
    faulty: (traceId) => say(parts, { template: 'errors/fault', view: { traceId } }),
  };
}

function contextOf(parts: DispatcherParts, { tx, register, message, files }: Arrival): CommandContext {
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
  return {
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
    commands: parts.registry.commands.filter((command) => reachOf(command.allow, role) !== 'no'),
  };
}

function placeOf(message: Inbound, group: Group | undefined, actor: Actor): Place {
  if (message.chatId === undefined) return 'private';
  const mine = !group || group.bureau || actor.unitId === undefined || group.unitIds.includes(actor.unitId);
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

/** where, then allow. */
function guard(command: RegisteredCommand, context: CommandContext): void {
  if (!fitsPlace(command.where, context.place))
    throw new MistakeError({ code: command.where === 'private' ? 'private_only' : 'group_only' });
  if (reachOf(command.allow, context.actor.role) !== 'no') return;
  throw new MistakeError({
    code: context.actor.role === 'guest' ? 'unknown_sender' : 'no_permission',
    typed: command.names[0] ?? '',
  });
}

type Values = Readonly<Record<string, unknown>>;

async function run(command: RegisteredCommand, reading: Reading, context: CommandContext): Promise<Reply | undefined> {
  const many = reading.slots['multi'] as readonly Values[] | undefined;
  if (!many) return command.run(reading.slots as never, context);
  if (command.runMany) return command.runMany(many as never, context);
  const replies: Reply[] = [];
  for (const values of many) {
    const one = await command.run(values as never, context);
    if (one) replies.push(one);
  }
  return { template: 'report/several', view: { replies }, pushes: replies.flatMap((each) => each.pushes ?? []) };
}

/** Good lines of a list were booked; the bad ones follow, each with its number and what to type instead. */
function withBadLines(
  parts: DispatcherParts,
  context: CommandContext,
  command: RegisteredCommand,
  { reply, bad }: { reply: Reply; bad: Judged['bad'] },
): Reply {
  if (bad.length === 0) return reply;
  const words = { say: context.say, example: command.examples[0] ?? '', botName: parts.botName };
  const lines = bad.map(({ line, mistake }) => ({
    line,
    text: new Markdown(parts.templates.render(`errors/${mistake.code}`, mistakeView(mistake, words))),
  }));
  const text = new Markdown(parts.templates.render(reply.template, rendered(parts, reply.view)));
  return { ...reply, template: 'report/with-bad-lines', view: { text, bad: lines } };
}

const say = (parts: DispatcherParts, { template, view, choices }: Reply): Saying => ({
  markdown: parts.templates.render(template, rendered(parts, view)),
  choices: choices ?? [],
});

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
  await enqueue({ tx, register, templates: parts.templates, now: context.now }, pushes);
  const saying = pushes.some((push) => !push.urgent) ? { ...said, markdown: untilMorning(parts, context, said) } : said;
  if (saying.choices.length > 0 || reply.joinTo !== undefined) {
    const question = { chatId: message.chatId ?? '', choices: saying.choices };
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
