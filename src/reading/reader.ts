import type { Mistake } from '../domain/mistakes';
import { mayRead } from '../domain/policy';
import { bareIntent } from './bare';
import { behindUnit } from './behind-unit';
import {
  createLexicon,
  dropMentions,
  findBare,
  findSlashed,
  joinSpaced,
  findTrial,
  HOW_READ,
  startsWithCommand,
  type FoundCommand,
} from './find-command';
import { copiedChat } from './copied/chat';
import { readChat } from './copied/read-chat';
import { MAX_CHARS, normalise } from './normalise';
import { findNotice } from './notice/find-notice';
import { isQuestion } from './questions';
import type { Grammar, Reading, ReadingContext } from './reading';
import { type FrameParts, type Parts, readRecord } from './read-record';
import { readList, splitRecords } from './read-records';
import { incidentWords } from './incident-words';
import { listIntent } from './list-intent';
import { type RecordList, relayOf, unitListOf } from './records';
import { reroute } from './reroute';
import { handedIn, titled } from './open-titles';
import { toldOf } from './told';
import { webhookCommand } from './webhook-address';
import { findTopic } from './values/topics';

export interface Reader {
  /** Reads a typed message. Never throws; what cannot be read is in `mistakes`. */
  read(text: string, context: ReadingContext): Reading;
  /** The normalised text without mentions: how an answer to a question is compared. */
  bare(text: string): string;
}

/** A reader of these commands. Deterministic: equal text and context give an equal reading. */
export function createReader(grammars: readonly Grammar[]): Reader {
  const parts: Parts = {
    lexicon: createLexicon(grammars),
    grammars: new Map(grammars.map((grammar) => [grammar.intent, grammar])),
  };
  return {
    bare: (text) => dropMentions(normalise(text)),
    read: (text, context) => {
      // A full stop at the end says nothing.
      const plain = dropMentions(normalise(text)).replace(/[。\s]+$/, '');
      const reading = read(joinSpaced(plain, parts.lexicon), context, parts);
      return text.length > MAX_CHARS ? tooLong(reading) : reading;
    },
  };
}

/** As much of a sentence as is said back when it was not understood. */
const SHOWN = 40;
const nothing = (intent: string, mistakes: readonly Mistake[] = []): Reading => ({
  intent,
  slots: {},
  mistakes,
  origins: {},
});
/** Only its beginning was read: nothing of it is booked but an alarm, which is never refused (P12). */
const tooLong = (reading: Reading): Reading =>
  ['none', 'incident'].includes(reading.intent)
    ? reading
    : nothing(reading.intent, [{ code: 'too_long', details: { limit: MAX_CHARS } }]);
const HELP_MARK = /^[\s:,]*(?:\?|怎么[填报用写]?|如何[填报用写]|帮助)\s*[?。!]?$/;
const HOW_TO =
  /^(?:请问)?(?:怎么|如何|咋)(?:上报|报|填|写|用)(.{2,8}?)[?呢啊。!]*$|^(.{2,8}?)(?:怎么|如何|咋)(?:上报|报|填|写|用)[?呢啊。!]*$/;

function read(text: string, context: ReadingContext, parts: Parts): Reading {
  if (text === '') return nothing('none');
  if (/^[?]+$/.test(text)) return nothing('help');
  const secret = webhookCommand(text);
  if (secret) return readOne(secret, text, context, parts);
  const trial = findTrial(text, parts.lexicon);
  const trialGrammar = trial && parts.grammars.get(trial.intent);
  if (trialGrammar) return readRecord(trialGrammar, { ...frameOf(trial, text), heading: '' }, trial.body, context);
  const notice = findNotice(text, context, parts.lexicon);
  const noticeGrammar = notice && parts.grammars.get(notice.intent);
  if (noticeGrammar) return readRecord(noticeGrammar, { ...frameOf(notice, text), heading: '' }, notice.body, context);
  const relay = relayOf(text);
  const list = relay ?? unitListOf(text, context);
  const handed = relay || list ? undefined : handedIn(text, context);
  if (handed) return readOne(handed, text, context, parts);
  const found = findSlashed(text, parts.lexicon);
  if (found && 'unknown' in found) {
    return found.unknown === ''
      ? nothing('none')
      : nothing('unknown', [{ code: 'unknown_command', typed: found.unknown }]);
  }
  const copied = found || relay ? undefined : copiedIn(text, context, parts);
  if (copied) return copied;
  if (list && !found) return readListed(list, text, context, parts);
  const command = found ?? unslashed(text, context, parts);
  if (command) {
    const guessed = command.command === '' && !command.slash && context.sender.role !== 'guest';
    return guessed ? guess(command, text, context, parts) : readCommand(command, text, context, parts);
  }
  const what = told(text, context, parts);
  return what ? guess(what, text, context, parts) : nothing('none');
}

/** Nobody typed a command: who may not give it said something else. */
function guess(what: FoundCommand | { unclear: string }, text: string, context: ReadingContext, parts: Parts): Reading {
  const intent = 'unclear' in what ? what.unclear : what.intent;
  if (!mayRead(context.sender.role, intent)) return nothing('none');
  const reading =
    'unclear' in what
      ? nothing(intent, [{ code: 'unclear', typed: text.slice(0, SHOWN) }])
      : readCommand(what, text, context, parts);
  return { ...reading, guessed: true };
}

function readCommand(command: FoundCommand, text: string, context: ReadingContext, parts: Parts): Reading {
  // 谁值班?: a question is no call for help.
  if (!['help', 'query'].includes(command.intent) && HELP_MARK.test(command.body)) return help(command);
  const asked = command.intent === 'help' ? helpTopic(command.body, parts) : undefined;
  if (asked !== undefined) return help({ ...command, intent: asked, command: command.body.trim() });
  const routed = { ...command, intent: known(reroute(command, context), command.intent, parts) };
  const inner = unitListOf(routed.body.replace(/^[\s:,]+/, ''), context);
  if (inner && inner.lines.length > 1) return readList(inner, frameOf(routed, text), context, parts);
  return readOne(routed, text, context, parts);
}

/** What others said in a chat, copied with their names. */
function copiedIn(text: string, context: ReadingContext, parts: Parts): Reading | undefined {
  const isOne = parts.copied !== true && !startsWithCommand(text, parts.lexicon);
  const chat = isOne ? copiedChat(text, context) : undefined;
  return chat && readChat(chat, context, (each, heard) => read(each, heard, { ...parts, copied: true }));
}

const known = (intent: string, otherwise: string, { grammars }: Parts): string =>
  grammars.has(intent) ? intent : otherwise;
function help({ intent, command }: FoundCommand): Reading {
  const origins = { topic: { from: 'text' as const, piece: command } };
  return { intent: 'help', slots: { topic: intent }, mistakes: [], origins, explain: () => origins };
}

/** 帮助 巡查: any command by its name; a word that is none stays as it was typed. */
function helpTopic(body: string, { lexicon, grammars }: Parts): string | undefined {
  const word = body.trim().replace(/^帮助\s*|^[:,\s/]+|[?。!\s]+$|^(?:怎么|如何|咋)/g, '');
  if (word === '' || grammars.has(word)) return undefined;
  if (lexicon.trials.some((name) => body.includes(name))) return HOW_READ;
  const named = lexicon.names.find(([name]) => name === word)?.[1];
  return (
    named ??
    (word.length <= 12 && !findTopic(word) && !lexicon.names.some(([name]) => word.includes(name)) ? word : undefined)
  );
}

/** What a sentence without a command tells of; it is read to see whether it holds the values of a report. */
function told(text: string, context: ReadingContext, parts: Parts): FoundCommand | { unclear: string } | undefined {
  const what = toldOf(text, context, parts, (found) => readOne(found, text, context, parts));
  return what && ('found' in what ? what.found : what);
}

const frameOf = (found: FoundCommand, message: string): FrameParts => ({
  intent: found.intent,
  command: found.command,
  slash: found.slash,
  message,
});

const RECEIVED = /^(?:好的?[,。\s]{0,2})?收到[,。!\s]+/;

/** Without a slash: emergencies first, then questions, then a command word that stands alone, then the wording. */
function unslashed(text: string, context: ReadingContext, parts: Parts): FoundCommand | undefined {
  const howTo = HOW_TO.exec(text);
  if (howTo) {
    const topic = findTopic(howTo[1] ?? howTo[2] ?? '')?.code ?? namedIntent(howTo[1] ?? howTo[2] ?? '', parts);
    if (topic !== undefined) return { intent: 'help', command: '', slash: false, body: `帮助 ${topic}` };
  }
  const named = howToOf(text, parts);
  if (named !== undefined) return { intent: 'help', command: '', slash: false, body: `帮助 ${named}` };
  // 收到。今日零报告,老人27: a report beats the receipt before it.
  const reported = RECEIVED.test(text) ? unslashed(text.replace(RECEIVED, ''), context, parts) : undefined;
  if (reported && reported.intent !== 'ack' && reported.command !== '') return reported;
  const typed = findBare(text, parts.lexicon) ?? behindUnit(text, context, parts.lexicon);
  const wording = bareIntent(text, context);
  if (
    wording !== undefined &&
    (!typed ||
      [
        'query',
        'duty_update',
        'duty_attach',
        'deadline',
        'exempt',
        'report_submit',
        'checkin',
        'confirm',
        'cancel',
        'undo',
      ].includes(wording) ||
      typed.intent === 'ack' ||
      (typed.body.trim() === '' && wording === 'fix'))
  ) {
    if (!(typed && typed.intent === 'query')) {
      const start = startsWithCommand(text, parts.lexicon);
      const sameStart = start?.intent === wording;
      return {
        intent: wording,
        command: sameStart ? start.command : '',
        slash: false,
        body: sameStart ? start.body : text,
      };
    }
  }
  if (typed) return plausible(typed, text, context) ? typed : undefined;
  const embedded = startsWithCommand(text, parts.lexicon);
  if (embedded && (strongBody(embedded) || namesTopicOnly(embedded))) return embedded;
  return titled(text, context);
}

const namedIntent = (word: string, { lexicon }: Parts): string | undefined =>
  lexicon.names.find(([name]) => name === word)?.[1];

/** 怎么请假, 换班怎么弄: the command itself is the verb. */
function howToOf(text: string, parts: Parts): string | undefined {
  const asked =
    /^(?:请问)?(?:怎么|如何|咋)(.{2,6}?)[?呢啊。!]*$|^(?:请问)?(.{2,6}?)(?:怎么|如何|咋)(?:弄|操作|搞|申请|办理|发)[?呢啊。!]*$/.exec(
      text,
    );
  const word = asked?.[1] ?? asked?.[2];
  return word === undefined ? undefined : namedIntent(word, parts);
}

/** Orders of the bureau need their mark; a bare 1 and the like are what they are. */
function plausible(found: FoundCommand, text: string, context: ReadingContext): boolean {
  if (found.intent === 'broadcast' || found.intent === 'shame')
    return (
      context.sender.role === 'admin' ||
      text.startsWith('【') ||
      namesTopicOnly(found) ||
      (found.intent === 'broadcast' && /^[\s:](?:全体|各[单县院]|所有)/.test(found.body))
    );
  if (
    /[!?]$/.test(text) &&
    !/[\d:]/.test(found.body) &&
    found.body.length < 8 &&
    found.body.trim() !== '' &&
    !/[!?]/.test(found.body[0] ?? '')
  )
    return !/就是|重于|大于|无小事/.test(text);
  return !/^(?:了?一条|了?消息|期间|就是|无小事|重于泰山|责任重大|工作|第一)/.test(found.body);
}

/** 通报 零报告, 催零报告, 通报国庆零报告: the order alone, whoever types it; they are told who may. */
const namesTopicOnly = ({ intent, body }: FoundCommand): boolean =>
  ['shame', 'remind'].includes(intent) && body.length <= 10 && findTopic(body)?.end === body.trimEnd().length;

/** A command word with data directly behind it: 抗原本周第1次, 整改报告已发. */
const strongBody = (found: FoundCommand): boolean =>
  found.command.length >= 2 &&
  /\d/.test(found.body) &&
  [
    'test',
    'vaccine',
    'health',
    'zero',
    'visit',
    'duty',
    'fix',
    'supplies',
    'lottery_check',
    'relocate',
    'return_home',
  ].includes(found.intent) &&
  !incidentWords(found.body);

function readListed(list: RecordList, text: string, context: ReadingContext, parts: Parts): Reading {
  const intent = listIntent(list, context, parts.lexicon);
  if (intent === 'incident') return readOne({ intent, command: '', slash: false, body: text }, text, context, parts);
  if (intent === 'none') return nothing('none');
  return readList(list, { intent, command: '', slash: false, message: text }, context, parts);
}

function readOne(found: FoundCommand, message: string, context: ReadingContext, parts: Parts): Reading {
  const grammar = parts.grammars.get(found.intent);
  if (!grammar) return nothing(found.intent);
  if (found.intent === 'query' && isQuestion(message, context))
    return readRecord(grammar, { ...frameOf(found, message), heading: '' }, message, context);
  return splitRecords(grammar, { ...frameOf(found, message), heading: '' }, found.body.trim(), context);
}
