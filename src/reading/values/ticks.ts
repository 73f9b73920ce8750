import type { Source } from '../source';
import { numberOf } from './numbers';

export interface Ticks {
  readonly items: Readonly<Record<string, 'ok' | 'bad'>>;
  readonly bad: Readonly<Record<string, string>>;
}

const MEASURE = '[个具处楼层人台盏月点岁元支名张根扇次天把小条件]';
const ONE = '(?:\\d{1,2}|[一二三四五六七八九](?=项|看|查|点))';
const NUMBERS = new RegExp(
  `(?<![\\d.一-龥]{1}(?<![项第点看查除了])|\\d)(?:第\\s?)?(${ONE}(?:\\s?(?:[、,和及]|至|到|-)\\s?${ONE})*)(?:项|看|查|点(?!\\d))?(?!\\d|\\s?${MEASURE}|\\.\\d)`,
  'g',
);
const GOOD =
  /√|正常|到位|执行|安全|合法|有(?!问题|隐患|缺|堵|异|人|\d)|落实|足额|完成|好|畅通|合格|达标|通过|符合|健全|齐全|在岗|完好|没问题|无问题|无隐患|没有问题|没隐患|是|ok|[已都]做|做[了到好完]|办[了好完]|对|可以/i;
const BAD =
  /×|错|不|没(?!问题|隐患|有问题)|未|缺|差|坏|堵|损|失|锁|过期|脱岗|有问题|有隐患|存在|老化|欠|破|漏|串接|乱|旧|(?<![a-z])x(?![a-z])/i;
const REST = /(?:其余|其他|其它|剩余|别的|除此之?外|余下)(?:的|各?项|均|都|全|全部)*/;
const ALL = /(?:全部|全|均|都|各项|所有|一律|[八九四]项)(?:项|都|均|已|是|为)*/;
const EXCEPT = /除了?[^,。;]{0,16}?[外,]/;

const verdictOf = (text: string): 'ok' | 'bad' | undefined =>
  /√/.test(text) && !/×/.test(text) ? 'ok' : BAD.test(text) ? 'bad' : GOOD.test(text) ? 'ok' : undefined;

/** More than any checklist has; bounds the time that one message can take. */
const MAX_MARKS = 60;

function expand(typed: string): number[] {
  return typed.split(/[、,和及]/, MAX_MARKS).flatMap((part) => {
    const [from, to] = part.split(/至|到|-/).map((each) => numberOf(each.trim()));
    if (from === undefined) return [];
    return Array.from({ length: Math.max(1, Math.min(20, (to ?? from) - from + 1)) }, (_, index) => from + index);
  });
}

/** What was found of one item: its sentence without mark and label. */
const said = (text: string): string =>
  text
    .slice(0, REST.exec(text)?.index ?? text.length)
    .replace(/^[\s.、:,×√是为有项号)x]+|[\s,;。、]+$/gi, '')
    .replace(/^(?:有问题|不合格|不到位|不正常|没做到)[:,\s]*/, '')
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
      this.source.mistake({ code: 'bad_enum', typed: String(item), choices: [`1-${this.size}`] });
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

/** Marks by number: 1√ 2×, 1-3正常, 3是插线板串接, 其余都好, 除3外全部到位. */
export function takeTicks(source: Source, size: number, names: readonly RegExp[] = []): Ticks {
  const sheet = new Sheet(source, size);
  const text = source.rest.replace(/\uE000/g, ' ');
  const rest = REST.exec(text);
  const marks = [...text.matchAll(NUMBERS)];
  if (marks.length > MAX_MARKS) source.mistake({ code: 'unclear', typed: text.slice(0, 40) });
  for (const [index, mark] of marks.slice(0, MAX_MARKS).entries()) {
    const end = mark.index + mark[0].length;
    const next = marks[index + 1]?.index ?? text.length;
    const chunk = text.slice(end, next);
    const body = rest && rest.index >= end && rest.index < next ? text.slice(end, rest.index) : chunk;
    const except =
      EXCEPT.test(text.slice(Math.max(0, mark.index - 3), end + 4)) &&
      /除了?第?\s?$/.test(text.slice(0, mark.index + (mark[0].startsWith('第') ? 1 : 0)));
    for (const item of expand(mark[1] ?? '')) {
      const verdict = except
        ? 'bad'
        : (verdictOf(body) ?? (sheet.items.get(item) === 'bad' || /^\s?(?:是|:)/.test(body) ? 'bad' : undefined));
      if (verdict === undefined) source.mistake({ code: 'unclear', typed: `${mark[0]}${body}`.trim() });
      else sheet.set(item, verdict, except ? '' : body);
    }
  }
  if (marks.length === 0) byName(text, names, sheet);
  const general = rest ? text.slice(rest.index) : ALL.test(text) || marks.length === 0 ? text : '';
  const verdict =
    general === ''
      ? undefined
      : rest || sheet.items.size === 0 || EXCEPT.test(text)
        ? generalVerdict(general.replace(EXCEPT, ''))
        : undefined;
  if (verdict !== undefined && (rest || ALL.test(text) || (sheet.items.size === 0 && verdict === 'ok')))
    sheet.fill(verdict);
  return { items: Object.fromEntries([...sheet.items].sort(([a], [b]) => a - b)), bad: sheet.bad };
}

/** 其余都好，3：插线板坏了: what is said of all ends with its clause; single points follow. */
function generalVerdict(text: string): 'ok' | 'bad' | undefined {
  const from = text.slice(REST.exec(text)?.index ?? ALL.exec(text)?.index ?? 0);
  return verdictOf(from.split(/[,。;\n]/, 1)[0] ?? '') ?? verdictOf(from);
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
