import { distance } from 'fastest-levenshtein';
import type { Grammar } from './reading';
import { normalise } from './normalise';

export interface FoundCommand {
  readonly intent: string;
  /** The word as typed. */
  readonly command: string;
  readonly slash: boolean;
  readonly body: string;
}

export interface Lexicon {
  /** Names with their intents, longest first. */
  readonly names: readonly (readonly [string, string])[];
  readonly pinyin: ReadonlyMap<string, string>;
  /** Names of the one command that asks how a sentence is read: never found inside a sentence, never by a slip. */
  readonly trials: readonly string[];
}

export const HOW_READ = 'how_read';

/** Full pinyin of the characters that command names are made of; 零报告 is also typed lbg. */
const PINYIN: Readonly<Record<string, string>> = {
  值: 'zhi',
  班: 'ban',
  表: 'biao',
  隐: 'yin',
  患: 'huan',
  零: 'ling',
  报: 'bao',
  告: 'gao',
  整: 'zheng',
  改: 'gai',
  走: 'zou',
  访: 'fang',
  慰: 'wei',
  问: 'wen',
  通: 'tong',
  知: 'zhi',
  截: 'jie',
  止: 'zhi',
  催: 'cui',
  帮: 'bang',
  助: 'zhu',
  平: 'ping',
  安: 'an',
  换: 'huan',
  替: 'ti',
  急: 'ji',
  续: 'xu',
  抗: 'kang',
  原: 'yuan',
  核: 'he',
  酸: 'suan',
  疫: 'yi',
  苗: 'miao',
  查: 'cha',
  询: 'xun',
  撤: 'che',
  销: 'xiao',
  更: 'geng',
  正: 'zheng',
  日: 'ri',
  自: 'zi',
  验: 'yan',
  收: 'shou',
  挂: 'gua',
  牌: 'pai',
  巡: 'xun',
  交: 'jiao',
  接: 'jie',
  在: 'zai',
  岗: 'gang',
  导: 'dao',
  出: 'chu',
  统: 'tong',
  计: 'ji',
  绑: 'bang',
  定: 'ding',
  免: 'mian',
  确: 'que',
  认: 'ren',
  延: 'yan',
  期: 'qi',
  入: 'ru',
  户: 'hu',
};
const INITIALS: Readonly<Record<string, string>> = { lbg: '零报告', lb: '零报' };

export function createLexicon(grammars: readonly Grammar[]): Lexicon {
  const names = grammars
    .filter(({ intent }) => intent !== HOW_READ)
    .flatMap((grammar) => grammar.names.map((name): [string, string] => [normalise(name), grammar.intent]))
    .sort((a, b) => b[0].length - a[0].length);
  const pinyin = new Map<string, string>();
  for (const [name, intent] of names) {
    const spelled = Array.from(name).map((char) => PINYIN[char]);
    if (spelled.every((each) => each !== undefined)) pinyin.set(spelled.join(''), intent);
  }
  for (const [letters, name] of Object.entries(INITIALS)) {
    const owner = names.find(([word]) => word === name);
    if (owner) pinyin.set(letters, owner[1]);
  }
  const trials = grammars.flatMap((grammar) => (grammar.intent === HOW_READ ? grammar.names : []));
  return { names, pinyin, trials: [...trials].sort((a, b) => b.length - a.length) };
}

const MENTION = /^\s*@(?!所有人|全体|all\b)[^\s@/\\、,:;。]{1,32}[\s,:]*/;
/** The slash and what Chinese keyboards give for its key. */
const SLASH = /^[\s.。,]*[/\\、]{1,3}\s*/;

/** 那个小安啊: how people begin when they speak. */
const SALUTATION = /^(?:那个|那|哎|喂|嗨|你好|您好)?[,\s]*小安(?:同学)?(?:[啊呀哈嗯]+[,:!。\s]*|[,:!。\s]+)/;

/** Leading `@name` tokens are nobody's business. */
export function dropMentions(text: string): string {
  let left = text.replace(SALUTATION, '');
  for (let match = MENTION.exec(left); match; match = MENTION.exec(left)) left = left.slice(match[0].length);
  return left.replace(/(?<=\s)@(?!所有人|全体|all\b)[^\s@]{1,32}\s*$/, '').trim();
}

/** 零 报 告: a command whose characters were typed apart. */
export function joinSpaced(text: string, { names }: Lexicon): string {
  const apart = /^([/\\、]?\s?)([\u4e00-\u9fff](?: [\u4e00-\u9fff]){1,4})(?=[\s:,。]|$)/.exec(text);
  if (!apart) return text;
  const letters = (apart[2] ?? '').split(' ');
  for (let length = letters.length; length > 1; length -= 1) {
    const word = letters.slice(0, length).join('');
    if (names.some(([name]) => name === word))
      return `${apart[1]}${word}${text.slice((apart[1] ?? '').length + length * 2 - 1)}`;
  }
  return text;
}

/** A command behind a slash; a slash before a word that is none gives `unknown`. */
export function findSlashed(text: string, lexicon: Lexicon): FoundCommand | { readonly unknown: string } | undefined {
  const slash = SLASH.exec(text);
  if (!slash) return undefined;
  const body = text.slice(slash[0].length);
  const exact = prefixed(body, lexicon) ?? spelled(body, lexicon) ?? oneEditAway(body, lexicon, 2);
  if (exact) return { ...exact, slash: true };
  return { unknown: /^[^\s\d,:;。]{0,12}/.exec(body)?.[0] ?? '' };
}

/** 怎么读 值班 明天 …: asks about the sentence behind it, whatever that is. */
export function findTrial(text: string, { trials }: Lexicon): FoundCommand | undefined {
  const slash = SLASH.exec(text)?.[0] ?? '';
  const line = text.slice(slash.length);
  const command = trials.find((name) => line.startsWith(name));
  if (command === undefined) return undefined;
  const body = line.slice(command.length);
  return slash !== '' || ASKED.test(body) ? { intent: HOW_READ, command, slash: slash !== '', body } : undefined;
}
const ASKED = /^(?:$|[\s:,。?!;"“「『(/、\\#\d])/;

type Bare = Omit<FoundCommand, 'slash'>;

function prefixed(body: string, { names }: Lexicon): Bare | undefined {
  const entry = names.find(([name]) => body.startsWith(name));
  return entry && { intent: entry[1], command: entry[0], body: body.slice(entry[0].length) };
}

function spelled(body: string, { pinyin }: Lexicon): Bare | undefined {
  const letters = /^[a-z]{2,24}/i.exec(body)?.[0] ?? '';
  const intent = pinyin.get(letters.toLowerCase());
  return intent === undefined ? undefined : { intent, command: letters, body: body.slice(letters.length) };
}

/** What answers a question of the bot is plain talk with one letter more or less. */
const ANSWERS: ReadonlySet<string> = new Set(['confirm', 'cancel', 'ack']);

/** One edit is forgiven where exactly one intent fits; 报平安 and 平安 are too close to plain words to be guessed. */
function oneEditAway(body: string, { names }: Lexicon, shortest: number): Bare | undefined {
  const word = /^[^\s,:;。|()]{1,8}/.exec(body)?.[0] ?? '';
  for (const length of [4, 3, 2]) {
    const typed = word.slice(0, length);
    if (typed.length < length) continue;
    const close = names.filter(
      ([name, intent]) =>
        name.length === length && length >= shortest && !ANSWERS.has(intent) && distance(name, typed) === 1,
    );
    const intents = new Set(close.map(([, intent]) => intent));
    const [intent] = intents;
    if (intents.size === 1 && intent !== undefined) return { intent, command: typed, body: body.slice(length) };
    // 急抱: of several the alarm is meant.
    if (intents.has('incident')) return { intent: 'incident', command: typed, body: body.slice(length) };
    if (intents.size > 1) return undefined;
  }
  return undefined;
}

/** What may follow a command word that has no slash. */
const BOUNDARY = /^(?:$|[\s:,。|(!?;\d\n.-]|[一二三四五六七八九十]{1,2}[\s:,])/;

/** A command word at the start, without a slash: it must stand alone. */
export function findBare(text: string, lexicon: Lexicon): FoundCommand | undefined {
  const exact = prefixed(text, lexicon) ?? spelled(text, lexicon);
  if (exact && (BOUNDARY.test(exact.body) || /^[【@]/.test(exact.command))) return { ...exact, slash: false };
  const typo = oneEditAway(text, lexicon, 3);
  return typo && BOUNDARY.test(typo.body) ? { ...typo, slash: false } : undefined;
}

/** 抗元 应检38: a word of two with one slip, standing alone; its values must show that it is meant. */
export function slipOf(text: string, lexicon: Lexicon): FoundCommand | undefined {
  const slip = oneEditAway(text, lexicon, 2);
  return slip && BOUNDARY.test(slip.body) ? { ...slip, slash: false } : undefined;
}

/** A command word that the text begins with, also when more words follow directly. */
export function startsWithCommand(text: string, lexicon: Lexicon): FoundCommand | undefined {
  const found = prefixed(text, lexicon);
  return found && { ...found, slash: false };
}
