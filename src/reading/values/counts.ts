import type { Source } from '../source';
import { numberOf, NUMBER, VAGUE } from './numbers';

/** A counted thing: the words for it, and units that may stand behind its number. */
export type CountTable<K extends string> = Readonly<Record<K, string>>;

export interface Counted<K extends string> {
  readonly values: Partial<Record<K, number>>;
  /** Slots whose number was 约, 余 or 多. */
  readonly approx: readonly K[];
}

const MEASURE = '(?:人次|个人|人|名|位|个|具|对|辆|台|例|次|户|份|支|场|批|起)?';
const ABOUT = '(约|大约|近|将近|超过?)?';
const OR_SO = '(余|多|来|左右|上下)?';
const ABSENT = '(?:无|没有?|未有|未发现|未出现|零)(?:人员?|老人|职工|新增)?';

const between = '的?(?:全员|全体|总数|总人数|人数|数|共计?|有|接待|实有|现有|在院|健康|登记|办理)?';

/**
 * Counts of a report, each taken: 老人56, 56名老人, 火化7具, 接待200余人; 无发热 is 0. Words stand longest first in
 * the table where one holds another. Negative and vague numbers are mistakes.
 */
export function takeCounts<K extends string>(
  source: Source,
  table: CountTable<K>,
  numberFirst = prefixStyle(table).test(source.rest),
): Counted<K> {
  const values: Partial<Record<K, number>> = {};
  const approx: K[] = [];
  for (const [key, words] of Object.entries<string>(table) as [K, string][]) {
    const found = takeCount(source, words, numberFirst);
    if (!found) continue;
    values[key] = found.value;
    if (found.approx) approx.push(key);
  }
  return { values, approx };
}

const styles = new WeakMap<object, RegExp>();

/** 56名老人 18名职工: numbers stand before their words, although each word has a number behind it too. */
function prefixStyle(table: Readonly<Record<string, string>>): RegExp {
  const known = styles.get(table);
  if (known) return known;
  const words = Object.values(table).join('|');
  const style = new RegExp(
    `(?:^|[\\s,。;、(共有\uE000])${NUMBER}(?:余|多)?\\s?(?:名|位|个|人|具|对|辆|台)(?:${words})`,
  );
  styles.set(table, style);
  return style;
}

interface Patterns {
  readonly first: RegExp;
  readonly zero: RegExp;
  readonly vague: RegExp;
  readonly after: RegExp;
  readonly before: RegExp;
}
const compiled = new Map<string, Patterns>();

function patternsOf(words: string): Patterns {
  const known = compiled.get(words);
  if (known) return known;
  const noted = `(?:${words})${between}[:\\s]`;
  const patterns: Patterns = {
    zero: new RegExp(`${ABSENT}(?:${words})(?![\\d:])(?:[、,]?(?:咳嗽|乏力|返家|等)*(?:等?症状)?(?:人员|情况|现象)?)`),
    vague: new RegExp(`${noted}?(${VAGUE.source})|(${VAGUE.source})(?:余|多)?\\s?(?:名|位|个|人)?(?:${words})`),
    after: new RegExp(
      `${noted}{0,2}${ABOUT}(${NUMBER})(?![\\d.:]|\\s?[点时月号]\\s?\\d{0,2}(?:[分\\s,。日]|$))${OR_SO}${MEASURE}`,
    ),
    first: new RegExp(`${ABOUT}(?<![\\d.第-])(${NUMBER})${OR_SO}(?:名|位|个|人|具|对|辆|台|例)(?:${words})`),
    before: new RegExp(
      `${ABOUT}(?<![\\d.第-])(${NUMBER})${OR_SO}(?:个人|名|位|个|人|具|对|辆|台|例)?(?:${words})(?!\\s?[:\\d])`,
    ),
  };
  compiled.set(words, patterns);
  return patterns;
}

/** Only the numbers and measures of a count, its words and 无 go; nothing else of the sentence. */
function takeCount(
  source: Source,
  words: string,
  numberFirst: boolean,
): { readonly value: number; readonly approx: boolean } | undefined {
  const patterns = patternsOf(words);
  if (source.take(patterns.zero)) return { value: 0, approx: false };
  const vague = source.find(patterns.vague);
  if (vague)
    return source.mistake({
      code: 'vague_number',
      typed: vague.groups.find((group) => group !== undefined) ?? vague.text,
    });
  const after = source.find(patterns.after);
  const before = source.find(patterns.before);
  const first = numberFirst ? source.find(patterns.first) : undefined;
  const piece =
    first && (!after || first.start < after.start)
      ? first
      : after && (!before || after.start <= before.start + 4)
        ? after
        : before;
  if (!piece) return undefined;
  source.cut(piece.start, piece.end);
  const value = numberOf(piece.groups[1] ?? '');
  if (value === undefined) return undefined;
  if (value < 0) return source.mistake({ code: 'bad_number', typed: piece.text.trim() });
  const about = piece.groups[0] !== undefined && !piece.groups[0].startsWith('超');
  return { value, approx: about || piece.groups[2] !== undefined };
}
