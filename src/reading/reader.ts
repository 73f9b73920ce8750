import type { Mistake } from '../domain/mistakes';
import { bareIntent } from './bare';
import {
  createLexicon,
  dropMentions,
  findBare,
  findSlashed,
  startsWithCommand,
  type FoundCommand,
} from './find-command';
import { normalise } from './normalise';
import { isQuestion } from './questions';
import type { Grammar, Reading, ReadingContext } from './reading';
import { type FrameParts, type Parts, readRecord } from './read-record';
import { readList, splitRecords } from './read-records';
import { incidentWords } from './incident-words';
import { relayOf, unitListOf } from './records';
import { reroute } from './reroute';
import { findTopic, topicOfWord } from './values/topics';
import { findUnits } from './values/units';

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
    read: (text, context) => read(dropMentions(normalise(text)), context, parts),
  };
}

const nothing = (intent: string, mistakes: readonly Mistake[] = []): Reading => ({
  intent,
  slots: {},
  mistakes,
  origins: {},
});
/** Reports that are also typed behind the name of their institution. */
const REPORTS: ReadonlySet<string> = new Set(
  'zero test vaccine health hazard selfcheck checklist visit patrol drill supplies flag relocate return_home duty'.split(
    ' ',
  ),
);
const HELP_MARK = /^[\s:,]*(?:\?|怎么[填报用写]?|如何[填报用写]|帮助)\s*[?。!]?$/;
const HOW_TO =
  /^(?:请问)?(?:怎么|如何|咋)(?:上报|报|填|写|用)(.{2,8}?)[?呢啊。!]*$|^(.{2,8}?)(?:怎么|如何|咋)(?:上报|报|填|写|用)[?呢啊。!]*$/;

function read(text: string, context: ReadingContext, parts: Parts): Reading {
  if (text === '') return nothing('none');
  if (/^[?]+$/.test(text)) return nothing('help');
  const list = relayOf(text) ?? unitListOf(text, context);
  const found = findSlashed(text, parts.lexicon);
  if (found && 'unknown' in found) {
    return found.unknown === ''
      ? nothing('none')
      : nothing('unknown', [{ code: 'unknown_command', typed: found.unknown }]);
  }
  if (list && !found) return readListed(list, text, context, parts);
  const command = found ?? unslashed(text, context, parts);
  if (!command) return nothing('none');
  if (command.intent !== 'help' && HELP_MARK.test(command.body)) return help(command);
  const asked = command.intent === 'help' ? helpTopic(command.body, parts) : undefined;
  if (asked !== undefined) return help({ ...command, intent: asked, command: command.body.trim() });
  const routed = { ...command, intent: known(reroute(command, context), command.intent, parts) };
  const inner = unitListOf(routed.body, context);
  if (inner && inner.lines.length > 1) return readList(inner, frameOf(routed, text), context, parts);
  return readOne(routed, text, context, parts);
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
  const named = lexicon.names.find(([name]) => name === word)?.[1];
  return (
    named ??
    (word.length <= 12 && !findTopic(word) && !lexicon.names.some(([name]) => word.includes(name)) ? word : undefined)
  );
}

const frameOf = (found: FoundCommand, message: string): FrameParts => ({
  intent: found.intent,
  command: found.command,
  slash: found.slash,
  message,
});

/** Without a slash: emergencies first, then questions, then a command word that stands alone, then the wording. */
function unslashed(text: string, context: ReadingContext, parts: Parts): FoundCommand | undefined {
  const howTo = HOW_TO.exec(text);
  if (howTo) {
    const topic = findTopic(howTo[1] ?? howTo[2] ?? '')?.code ?? topicOfWord(howTo[1] ?? '');
    if (topic !== undefined) return { intent: 'help', command: '', slash: false, body: `帮助 ${topic}` };
  }
  const named = howToOf(text, parts);
  if (named !== undefined) return { intent: 'help', command: '', slash: false, body: `帮助 ${named}` };
  const typed = findBare(text, parts.lexicon) ?? behindUnit(text, context, parts);
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
  if (embedded && strongBody(embedded)) return embedded;
  return titled(text, context);
}

/** 怎么请假, 换班怎么弄: the command itself is the verb. */
function howToOf(text: string, { lexicon }: Parts): string | undefined {
  const asked =
    /^(?:请问)?(?:怎么|如何|咋)(.{2,6}?)[?呢啊。!]*$|^(?:请问)?(.{2,6}?)(?:怎么|如何|咋)(?:弄|操作|搞|申请|办理|发)[?呢啊。!]*$/.exec(
      text,
    );
  const word = asked?.[1] ?? asked?.[2];
  return word === undefined ? undefined : lexicon.names.find(([name]) => name === word)?.[1];
}

/** 儿福院零报告: 儿童26人: the command behind the institution that reports, or behind its day. */
function behindUnit(text: string, context: ReadingContext, parts: Parts): FoundCommand | undefined {
  const unit = findUnits(text, context)[0];
  const day = /^(?:今日|今天|昨日|昨天|本周|\d{1,2}月\d{1,2}[日号])?\s?/;
  const start = unit?.start === 0 ? unit.end : 0;
  const lead = (day.exec(text.slice(start))?.[0] ?? '').length;
  if (start + lead === 0) return undefined;
  const found = findBare(text.slice(start + lead).replace(/^[\s:,]+/, ''), parts.lexicon);
  if (!found || found.body.trim() === '' || !REPORTS.has(found.intent)) return undefined;
  return { ...found, body: `${text.slice(0, start + lead)} ${found.body}` };
}

/** Orders of the bureau need their mark; a bare 1 and the like are what they are. */
function plausible(found: FoundCommand, text: string, context: ReadingContext): boolean {
  if (found.intent === 'broadcast' || found.intent === 'shame')
    return context.sender.role === 'admin' || text.startsWith('【');
  if (
    /[!?]$/.test(text) &&
    !/[\d:]/.test(found.body) &&
    found.body.length < 8 &&
    found.body.trim() !== '' &&
    !/[!?]/.test(found.body[0] ?? '')
  )
    return !/就是|重于|大于|无小事/.test(text);
  return !/^(?:期间|就是|无小事|重于泰山|责任重大|工作|第一)/.test(found.body);
}

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

/** 年度总结 已报: the title of a task that is open now. */
function titled(text: string, context: ReadingContext): FoundCommand | undefined {
  const title = [...context.openTitles]
    .sort((a, b) => b.length - a.length)
    .find((each) => text.startsWith(normalise(each)));
  if (title === undefined || !/已?[报交发传]|见附件|附件|盖章|完成/.test(text.slice(title.length))) return undefined;
  return { intent: 'report_submit', command: '', slash: false, body: text };
}

function readListed(
  list: NonNullable<ReturnType<typeof relayOf>>,
  text: string,
  context: ReadingContext,
  parts: Parts,
): Reading {
  const heading = list.heading;
  const typed = startsWithCommand(heading, parts.lexicon);
  const inHeading = parts.lexicon.names.find(([name]) => name.length > 1 && heading.includes(name) && name !== '收到');
  const intent =
    typed?.intent ??
    (inHeading ? inHeading[1] : findTopic(heading)?.code) ??
    bareIntent(list.lines[0] ?? '', context) ??
    'none';
  if (intent === 'none' || intent === 'query' || intent === 'incident') {
    return intent === 'incident'
      ? readOne({ intent, command: '', slash: false, body: text }, text, context, parts)
      : nothing('none');
  }
  const routed = intent === 'broadcast' || intent === 'help' ? 'zero' : intent;
  return readList(list, { intent: routed, command: '', slash: false, message: text }, context, parts);
}

function readOne(found: FoundCommand, message: string, context: ReadingContext, parts: Parts): Reading {
  const grammar = parts.grammars.get(found.intent);
  if (!grammar) return nothing(found.intent);
  if (found.intent === 'query' && isQuestion(message, context))
    return readRecord(grammar, { ...frameOf(found, message), heading: '' }, message, context);
  return splitRecords(grammar, { ...frameOf(found, message), heading: '' }, found.body.trim(), context);
}
