import { slipOf, startsWithCommand, type FoundCommand } from './find-command';
import type { Reading, ReadingContext } from './reading';
import type { Parts } from './read-record';
import { hintOf, spokenHintOf } from './hints';

/**
 * Intents that a sentence may tell of without beginning with their word, each with the values one of which shows that
 * it does: 今天走访了高二旺 has a person, 上午搞了消防演练 职工12人 its people.
 */
const SHOWN_BY: Readonly<Record<string, readonly string[]>> = {
  visit: ['persons', 'households', 'people', 'cash'],
  test: ['should', 'tested', 'elders', 'staff', 'children', 'positive'],
  vaccine: ['total', 'eligible', 'done', 'added', 'names', 'name', 'elders', 'staff'],
  health: ['normal', 'fever', 'temps'],
  drill: ['elders', 'staff', 'seconds', 'time'],
  flag: ['hung'],
  return_home: ['range', 'want', 'elder'],
  patrol: ['times'],
  supplies: ['items'],
  selfcheck: ['items'],
  checklist: ['items'],
  relocate: ['moved', 'family', 'left'],
  handover: ['from'],
  leave: ['range'],
  leave_back: ['name'],
  equipment: ['next', 'month'],
  fix: ['state'],
  hazard: [],
  register: ['name'],
  duty_phone: ['landline'],
  duty: ['entries'],
  zero: ['elders', 'staff', 'children', 'visits', 'vehicles', 'cremations', 'marriages', 'in_station'],
  subsidy: ['should', 'paid', 'amount'],
  activity: ['people'],
  lottery_check: ['result', 'ventilate', 'disinfect'],
  inspect: ['count', 'targets'],
  accept: ['hazards'],
  query: ['what'],
};
/** What looks ahead may be told of a day to come. */
const AHEAD = new Set(['leave', 'activity', 'return_home', 'duty', 'query', 'equipment', 'register', 'supplies']);
/** Asked of the bot with its command word in front and the rest directly behind: 统计本月隐患. */
const ORDERS = new Set(['query', 'remind', 'shame', 'exempt', 'publish', 'deadline', 'spotcheck', 'undo']);

/** Talk about a matter: questions, wishes, admonitions, hearsay. None of it reports. */
const TALK =
  /[?]|[吗呢吧么嘛]$|[啊呀]$|谁|怎么|咋|哪|什么|啥|多少|几[点号天个家]|能不能|可不可以|是不是|要不要|有没有|[了好完过报交]没$|没有$|注意|请[^假]|务必|不要|不得|不许|严禁|记得|记住|提醒|别忘|大家|各位|同志们|兄弟|姐妹|一定|应当|应该|必须|加强|做好|提高|重视|祝|快乐|辛苦|加油|听说|据说|新闻|转发|http|视频号|文章|案例|学习一下|就是|大于|重于|第一|人人|如果|要是|万一|想问|问一下|(?<!已|已经)通知|要求|以后|下次|准备|打算|计划|即将|马上|想去|要去|聚餐|[哈呵嘻]{2}/;
const COMING = /明[天日早晚]|后天|下周|下个?月|[再还]要|将要?|等会|一会|待会/;
/** A thing that was done, or counted. */
const TELLS = /了|过(?![来去])|已|完[成毕]|\d|[一二两三四五六七八九十]+[人名户个次位]|[全都均]/;
/** A name beside the word tells nothing unless something was done: 李院长的疫苗讲座. */
const BARE_NAMES = /^(?:vaccine|return_home|handover|leave_back|register)$/;
const DOES = /[打种接交签回][了过完]|已|\d|绑|销假/;
/** 整改 alone is a topic: it is done when somebody says so. */
const FIXED = /整改(?:完|好|到位|结束)|(?:已经?|全部|都)(?:整改|修|换|清|拆|处理)/;
const LONGEST = 200;

const own = ({ sender }: ReadingContext): boolean => sender.role !== 'guest';

/** Said instead of a command word. */
const OTHER_WORDS: readonly (readonly [string, string])[] = [
  ['看望', 'visit'],
  ['探望', 'visit'],
  ['祭扫', 'zero'],
  ['火化', 'zero'],
  ['结婚', 'zero'],
];
/** 值班室, 体温计, 请假条, 零报告这个事: the word is part of a noun, or what is spoken about. */
const NOUN =
  /^(?:保险|银行|证券|人寿|车险|室|计|了?一条消息|条(?!件)|本(?![月周年院])|单(?!位)|棚|县|组|队|这个?|那个?|的(?:事|会|人|同志|模板|格式|讲座|课件?|视频|书|大姐|大哥|朋友|时候))/;

interface Word {
  readonly name: string;
  readonly intent: string;
  readonly at: number;
}

/** The command words in a sentence, longest first. */
function wordsIn(text: string, { lexicon }: Parts): Word[] {
  const taken: { start: number; end: number }[] = [];
  return [...lexicon.names, ...OTHER_WORDS].flatMap(([name, intent]) => {
    const at = name.length < 2 ? -1 : text.indexOf(name);
    // 整改报告 is not 整改: the longest word at a place is the one that was typed.
    if (at < 0 || taken.some((each) => at >= each.start && at < each.end)) return [];
    taken.push({ start: at, end: at + name.length });
    const reports = SHOWN_BY[intent] !== undefined || (at === 0 && ORDERS.has(intent));
    return reports && !NOUN.test(text.slice(at + name.length)) ? [{ name, intent, at }] : [];
  });
}

/** The sentence without its command word: what stands before and behind it are the values. */
function bodyAround(text: string, word: Word): string {
  // 搞了消防演练: the word is the end of what it was about.
  if (word.intent === 'drill' || OTHER_WORDS.some(([name]) => name === word.name)) return text;
  const behind = text.slice(word.at + word.name.length).replace(/^(?:检测|采样|工作|[了过的]|情况)+/, ' ');
  return `${text.slice(0, word.at)} ${behind}`.trim();
}

const IS_HAZARD = /[,。;\s]?(?:这)?(?:是|属于?|算)(?:个|一[个处]|重大|一般)*(?:安全)?隐患/;

/** 三楼消防栓漏水,是隐患,周五前整改: said to be one, with what becomes of it. */
function findingIn(text: string, context: ReadingContext): FoundCommand | undefined {
  const named = IS_HAZARD.test(text) && /责任人|负责人|整改|[修换改]/.test(text) && !/[?吗]$|都是|也是/.test(text);
  if (!named || hintOf(text, context) !== 'hazard') return undefined;
  return { intent: 'hazard', command: '', slash: false, body: text.replace(IS_HAZARD, '') };
}

export type Told =
  | { readonly found: FoundCommand }
  /** It tells of this, but not so that it can be read: it is asked for. */
  | { readonly unclear: string };

/**
 * A sentence that holds a command word somewhere: a report when the word's intent finds its values in it, talk when
 * it reads like talk, and otherwise nothing that may be guessed.
 */
export function toldOf(
  typed: string,
  context: ReadingContext,
  parts: Parts,
  read: (found: FoundCommand) => Reading,
): Told | undefined {
  if (typed.length > LONGEST) return undefined;
  const text = typed.replace(/[。!\s]+$/, '');
  const spoken = spokenHintOf(text, context);
  if (spoken !== undefined) return { unclear: spoken };
  const begun = beginning(text, context, parts, read);
  if (begun) return { found: begun };
  if (TALK.test(text)) return undefined;
  const finding = findingIn(text, context);
  if (finding) return { found: finding };
  const words = wordsIn(text, parts);
  for (const word of words) {
    if (word.intent === 'duty' && /昨|前天|上周|刚才/.test(text)) return undefined;
    if (BARE_NAMES.test(word.intent) && !DOES.test(text)) continue;
    if (word.intent === 'fix' && !FIXED.test(text)) continue;
    if (COMING.test(text) && !AHEAD.has(word.intent) && !ORDERS.has(word.intent)) continue;
    const found = { intent: word.intent, command: word.name, slash: false, body: bodyAround(text, word) };
    const reading = read(found);
    const shown = ORDERS.has(word.intent)
      ? word.at === 0
      : SHOWN_BY[word.intent]?.some((key) => holds(reading, key)) === true;
    if (shown && reading.mistakes.length === 0) return { found };
  }
  const [first] = words;
  if (first && own(context) && TELLS.test(text)) return { unclear: first.intent };
  const hint = hintOf(text, context);
  return hint === undefined ? undefined : { unclear: hint };
}

/** Nothing asked, nothing preached: 隐患就是事故. */
const NO_REPORT = /[?]|[吗呢]$|谁|怎么|哪|就是|大于|重于|无小事|重要|注意|辛苦|模板|格式/;
/** An order or an alarm with its words directly behind: 通知各院长后天开会, 急报刚才三楼摔了一个. */
const STARTS: Readonly<Record<string, RegExp>> = {
  broadcast: /^(?:各|全体|所有|全县)/,
  incident: /^(?:刚|今|昨|现在|有|老人|[一二三四五六七八九\d])/,
  incident_follow: /^(?:刚|今|现在|老人|已|原因|[一二三四五六七八九\d])/,
};

/** As people dictate: the command first and everything in one breath (请假赵刚下周一请一天假). */
function beginning(
  text: string,
  context: ReadingContext,
  parts: Parts,
  read: (found: FoundCommand) => Reading,
): FoundCommand | undefined {
  const found = startsWithCommand(text, parts.lexicon) ?? slipOf(text, parts.lexicon);
  if (!found || found.command.length < 2 || NO_REPORT.test(text) || NOUN.test(found.body)) return undefined;
  if (STARTS[found.intent]?.test(found.body) === true)
    return found.intent !== 'broadcast' || context.sender.role === 'admin' ? found : undefined;
  const keys = found.intent === 'hazard' && hintOf(text, context) === 'hazard' ? ['desc'] : SHOWN_BY[found.intent];
  if (keys === undefined || found.intent === 'fix' || BARE_NAMES.test(found.intent)) return undefined;
  const reading = read(found);
  return reading.mistakes.length === 0 && keys.some((key) => holds(reading, key)) ? found : undefined;
}

const holds = ({ slots }: Reading, key: string): boolean => {
  const rows = Array.isArray(slots['multi']) ? (slots['multi'] as Record<string, unknown>[]) : [slots];
  return rows.some((row) => row[key] !== undefined);
};
