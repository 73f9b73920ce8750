import type { Source } from '../source';
import { numberOf } from './numbers';
import { BUT, clausesOf, withoutExceptions } from './tick-exceptions';

export interface Ticks {
  readonly items: Readonly<Record<string, 'ok' | 'bad'>>;
  readonly bad: Readonly<Record<string, string>>;
}

const MEASURE = '(?:[个具处楼层人台盏月点岁元支名张根扇次把小件]|天(?!然|花|台|井|窗)|条(?!没|未|不|×|√|是|有|已|都))';
const ONE = '(?:\\d{1,2}|[一二三四五六七八九](?=项|看|查|点))';
const NUMBERS = new RegExp(
  `(?<![\\d.一-龥]{1}(?<![项第点看查除了])|\\d)(?:第\\s?)?(${ONE}(?:\\s?(?:[、,和及]|至|到|-)\\s?第?${ONE})*)(?:项|看|查|条|点(?!\\d))?(?!\\d|\\s?${MEASURE}|\\.\\d)`,
  'g',
);
const GOOD =
  /√|正常|到位|执行|安全|合法|有(?!问题|隐患|缺|堵|异|人|\d)|落实|足额|完成|好|畅通|合格|达标|通过|符合|健全|齐全|在岗|完好|没问题|无问题|无隐患|没有问题|没隐患|是|ok|[已都]做|做[了到好完]|办[了好完]|对|可以/i;
const BAD =
  /×|错|不|没(?!问题|隐患|有问题)|未|缺|差|坏|堵|损|失|锁|过期|脱岗|有问题|有隐患|存在|老化|欠|破|漏|串接|乱|旧|(?<![a-z])x(?![a-z])/i;
const REST = /(?:其余|其他|其它|剩余|别的|除此之?外|余下)(?:的|各?项|均|都|全|全部)*/;
const ALL = /(?:全部|全|均|都|各项|所有|一律|[八九四]项)(?:项|都|均|已|是|为)*/;

/** 没啥问题, 未发现隐患: said with a word of denial, and good all the same. */
const NO_TROUBLE =
  /(?:没有?|未|无|不存在)(?:有|啥|什么|任何|发现|见|查出|大|其他|安全|消防)*(?:问题|隐患|毛病|异常|情况)|不错/g;

const verdictOf = (typed: string): 'ok' | 'bad' | undefined => {
  const text = typed.replace(NO_TROUBLE, '合格');
  return /√/.test(text) && !/×/.test(text) ? 'ok' : BAD.test(text) ? 'bad' : GOOD.test(text) ? 'ok' : undefined;
};

/** Troubles or items that are counted and not named. */
const COUNTED =
  /(?<!未|没|没有|无)(?:发现|查出|存在|还?有)了?(?:\d{1,2}|[一二两三四五几])(?:处|个|条|项)(?:问题|隐患|不合格)|不?合格\s?(?:\d{1,2}|[一二两三四五六七八九])项/;

/** More than any checklist has; bounds the time that one message can take. */
const MAX_MARKS = 60;

function expand(typed: string): number[] {
  return typed.split(/[、,和及]/, MAX_MARKS).flatMap((part) => {
    const [from, to] = part.split(/至|到|-/).map((each) => numberOf(each.replace('第', '').trim()));
    if (from === undefined) return [];
    return Array.from({ length: Math.max(1, Math.min(20, (to ?? from) - from + 1)) }, (_, index) => from + index);
  });
}

/** What was found of one item: its sentence without mark and label. */
const said = (text: string): string =>
  text
    .slice(0, REST.exec(text)?.index ?? text.length)
    .replace(/^[\s.、:,×√是为有项号)x]+|[\s,;。、]+$/gi, '')
    .replace(/^[都均]?(?:有问题|不合格|不到位|不正常|没做到)[:,\s]*/, '')
    .trim();

class Sheet {
  readonly items = new Map<number, 'ok' | 'bad'>();
  readonly bad: Record<string, string> = {};

  constructor(
    private readonly source: Source,
    private readonly size: number,
  ) {}

  set(item: number, verdict: 'ok' | 'bad', text: string): void {
    if (item < 1 || item > this.size) {
      this.source.mistake({ code: 'bad_enum', typed: String(item), details: { items: `1-${this.size}` } });
      return;
    }
    const own = this.items.get(item);
    if (own !== undefined && own !== verdict && verdict === 'ok')
      this.source.mistake({ code: 'contradictory', typed: String(item) });
    this.items.set(item, verdict);
    const words = said(text);
    if (verdict === 'bad' && words.length > 1) this.bad[item] = words;
  }

  fill(verdict: 'ok' | 'bad'): void {
    for (let item = 1; item <= this.size; item += 1) if (!this.items.has(item)) this.items.set(item, verdict);
  }
}

/** 四项都合格 of a list of four is said of all, not of the fourth. */
const wholly = (text: string, size: number): string =>
  text.replace(/(?<![第、,和及至到\d-])([四五六七八九]|\d{1,2})项(?!目)/g, (typed, count: string) =>
    numberOf(count) === size ? '全部' : typed,
  );

/** Marks by number: 1√ 2×, 1-3正常, 3是插线板串接, 其余都好, 除3外全部到位. */
export function takeTicks(source: Source, size: number, names: readonly RegExp[] = []): Ticks {
  const sheet = new Sheet(source, size);
  const { text, excepted } = withoutExceptions(wholly(source.rest.replace(/\uE000/g, ' '), size));
  // 发现2处问题, 合格6项: how many, not which.
  const counted = COUNTED.exec(source.rest);
  if (counted) askWhich(source, counted[0]);
  for (const words of excepted) except(source, { words, names, sheet });
  const marks = [...text.matchAll(NUMBERS)];
  if (marks.length > MAX_MARKS) source.mistake({ code: 'unclear', typed: text.slice(0, 40) });
  byNumber(source, { text, marks: marks.slice(0, MAX_MARKS), sheet });
  if (marks.length === 0) byName(text, names, sheet);
  const { general, strays } = generalOf(text, { names, first: marks[0]?.index ?? text.length });
  const verdict = generalVerdict(general);
  if (verdict === 'unclear') source.mistake({ code: 'unclear', typed: general });
  // 都好，就是应急灯不亮: good but for something that no item is named for.
  else if (verdict === 'ok' && strays[0] !== undefined) askWhich(source, strays[0].replace(BUT, ''));
  else if (verdict !== undefined && (REST.test(general) || ALL.test(general) || sheet.items.size === 0))
    if (verdict === 'ok' || REST.test(general) || ALL.test(general)) sheet.fill(verdict);
  return { items: Object.fromEntries([...sheet.items].sort(([a], [b]) => a - b)), bad: sheet.bad };
}

interface Numbered {
  readonly text: string;
  readonly marks: readonly RegExpMatchArray[];
  readonly sheet: Sheet;
}

function byNumber(source: Source, { text, marks, sheet }: Numbered): void {
  const rest = REST.exec(text);
  for (const [index, mark] of marks.entries()) {
    const end = (mark.index ?? 0) + mark[0].length;
    const next = marks[index + 1]?.index ?? text.length;
    const body = rest && rest.index >= end && rest.index < next ? text.slice(end, rest.index) : text.slice(end, next);
    for (const item of expand(mark[1] ?? '')) {
      const isNamedBad = sheet.items.get(item) === 'bad' || /^\s?(?:是|:)/.test(body);
      // 2× … 2是东门出口被挡: what a bad item is, whatever words that takes.
      const tells = sheet.items.get(item) === 'bad' && /^\s?(?:是|:)/.test(body) && !/√/.test(body);
      const verdict = tells ? 'bad' : (verdictOf(body) ?? (isNamedBad ? 'bad' : undefined));
      if (verdict === undefined) source.mistake({ code: 'unclear', typed: `${mark[0]}${body}`.trim() });
      else sheet.set(item, verdict, body);
    }
  }
}

/** Which item is it? Nothing is entered until somebody says. */
const askWhich = (source: Source, typed: string): undefined =>
  source.mistake({ code: 'unclear', typed, ask: '第几项', details: { which: true } });

/** 除第4项外, 除用火用电外, 除了第2项: these items are bad, with what is said of them. */
function except(
  source: Source,
  { words, names, sheet }: { words: string; names: readonly RegExp[]; sheet: Sheet },
): void {
  const marks = [...words.matchAll(NUMBERS)];
  for (const [index, mark] of marks.entries()) {
    const body = words.slice(mark.index + mark[0].length, marks[index + 1]?.index ?? words.length);
    for (const item of expand(mark[1] ?? '')) sheet.set(item, 'bad', body);
  }
  const found = marks.length > 0 ? [] : names.flatMap((name, index) => (name.test(words) ? [index + 1] : []));
  for (const item of found) sheet.set(item, 'bad', verdictOf(words) === 'bad' ? words : '');
  if (marks.length === 0 && found.length === 0) askWhich(source, words);
}

/** 都不合格, 一项都没做, 其余×: all of them are bad only where it is said so. */
const ALL_BAD =
  /×|不(?:合格|达标|到位|正常|好|行|符合|通过)|(?:没有?|未)(?:做|落实|到位|完成|达标|检?查|合格|通过)|(?<!没|无|没有)有(?:问题|隐患)|有问题/;

/** 其余都好，3：插线板坏了: what is said of all ends with its clause; single points follow. */
function generalVerdict(general: string): 'ok' | 'bad' | 'unclear' | undefined {
  const verdict = verdictOf(general);
  if (verdict !== 'bad' || !(REST.test(general) || ALL.test(general))) return verdict === 'bad' ? undefined : verdict;
  return ALL_BAD.test(general.replace(NO_TROUBLE, '')) ? 'bad' : 'unclear';
}

/** What is said of all items, and what is said to be wrong without a word of which item it is. */
function generalOf(
  text: string,
  { names, first }: { names: readonly RegExp[]; first: number },
): { general: string; strays: readonly string[] } {
  const rest = REST.exec(text);
  const own = clausesOf(text.slice(0, first).replace(/第\s?$/, '')).filter(
    (clause) => !names.some((name) => name.test(clause)),
  );
  const general = rest
    ? (clausesOf(text.slice(rest.index)).find((clause) => verdictOf(clause) !== undefined || !REST.test(clause)) ?? '')
    : (own.find((clause) => ALL.test(clause) && verdictOf(clause) !== undefined) ??
      (first === text.length ? (own.find((clause) => verdictOf(clause) === 'ok') ?? '') : ''));
  const strays = own.filter((clause) => clause !== general && (BUT.test(clause) || verdictOf(clause) === 'bad'));
  return { general: rest && !REST.test(general) ? `${rest[0]}${general}` : general, strays };
}

/** 疏散通道畅通 安全出口上锁: items by their names. */
function byName(text: string, names: readonly RegExp[], sheet: Sheet): void {
  const found = names.flatMap((name, index) => {
    const match = name.exec(text);
    return match ? [{ item: index + 1, at: match.index, end: match.index + match[0].length }] : [];
  });
  found.sort((a, b) => a.at - b.at);
  const rest = REST.exec(text)?.index ?? text.length;
  for (const [index, each] of found.entries()) {
    const until = found[index + 1]?.at ?? text.length;
    const body = text.slice(each.end, each.end <= rest ? Math.min(until, Math.max(rest, each.end)) : until);
    const verdict = verdictOf(body);
    if (verdict !== undefined) sheet.set(each.item, verdict, text.slice(each.at, Math.min(until, rest)));
  }
}
