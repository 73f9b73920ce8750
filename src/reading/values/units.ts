import { distance } from 'fastest-levenshtein';
import type { Register } from '../../domain/register-index';
import type { Unit } from '../../domain/register';
import { normalise } from '../normalise';
import type { ReadingContext } from '../reading';
import type { Source } from '../source';

export interface UnitPiece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** More than one: ambiguous. None: a word that looks like an institution and is unknown. */
  readonly ids: readonly string[];
}

/** After an alias these make it a place or a firm: 幸福里对面小区, 柳河镇. */
const NOT_THE_UNIT = /^(?:镇(?!敬老院|中心敬老院)|对面|小区|社区|街道|路|街(?!道)|村|北边|南边|附近|旁边|医院)/;
const OWN = /(?:我们?|本|[咱俺]们?)(?:院|单位|站|馆|处|中心|公寓|公墓|机构)(?![长里内外])|(?:我们?|本)院(?=里|内)/;
const SUFFIX =
  '(?:养老院|养老[园苑村]|养老公寓|养老之家|敬老[园苑]|福利园|老年公馆|敬老院|福利院|老年公寓|养护中心|养老服务中心|医养院|救助站|殡仪馆|公墓)';
/** A word in the place of an institution that the register does not know. */
const LOOKS_LIKE_UNIT = new RegExp(
  `(?:(?<=^|[\\s,;:、是催报\\uE000])([\\u4e00-\\u9fff]{2,8}${SUFFIX})|(?<![\\d])(\\d{4}站))`,
  'g',
);
const NO_NAME = /^(?:各|全|我|本|该|其他|某|没|有|一家|一个|几个|请|所有|乡镇|县级|县内|这|那|发|到|去|在|查|对)/;

interface Lexicon {
  readonly byFirst: ReadonlyMap<string, readonly (readonly [string, readonly string[]])[]>;
  readonly words: readonly string[];
}
const lexicons = new WeakMap<Register, Lexicon>();

function lexiconOf(register: Register): Lexicon {
  const known = lexicons.get(register);
  if (known) return known;
  const byFirst = new Map<string, (readonly [string, readonly string[]])[]>();
  const entries = [...register.words()]
    .map(([word, units]): [string, readonly Unit[]] => [normalise(word), units])
    .filter(([word]) => word !== '')
    .sort((a, b) => b[0].length - a[0].length);
  for (const [word, units] of entries) {
    const first = word[0] ?? '';
    byFirst.set(first, [...(byFirst.get(first) ?? []), [word, units.map((unit) => unit.id)]]);
  }
  const lexicon = { byFirst, words: entries.map(([word]) => word) };
  lexicons.set(register, lexicon);
  return lexicon;
}

/** Every institution named in the text, longest names first; unknown ones only where `unknown` asks for them. */
export function findUnits(text: string, context: ReadingContext, unknown = false): readonly UnitPiece[] {
  // One message asks for the units of the same text several times.
  const known = looked.get(context) ?? new Map<string, readonly UnitPiece[]>();
  looked.set(context, known);
  const key = `${unknown}${text}`;
  const found = known.get(key) ?? scanUnits(text, context, unknown);
  known.set(key, found);
  return found;
}

const looked = new WeakMap<ReadingContext, Map<string, readonly UnitPiece[]>>();

function scanUnits(text: string, context: ReadingContext, unknown: boolean): UnitPiece[] {
  const { byFirst, words } = lexiconOf(context.register);
  const found: UnitPiece[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const entry = byFirst.get(text[at] ?? '')?.find(([word]) => text.startsWith(word, at));
    if (!entry) continue;
    const [word, ids] = entry;
    const end = at + word.length;
    if (NOT_THE_UNIT.test(text.slice(end, end + 6)) || (/\d/.test(word[0] ?? '') && /\d/.test(text[at - 1] ?? '')))
      continue;
    found.push({ start: at, end, text: word, ids: narrowed(ids, context) });
    at = end - 1;
  }
  if (unknown) {
    const stations = context.sender.role === 'lottery_mgr' ? unknownStations(text, found) : [];
    for (const each of [...unknownUnits(text, words), ...stations]) {
      // 康宁养老园 begins with a known alias and is still another word.
      const at = found.findIndex((other) => other.start < each.end && other.end > each.start);
      if (at < 0) found.push(each);
      // 柳溪敬老院 holds 敬老院, which several are called.
      else if ((found[at]?.ids.length ?? 0) > 1 && each.start < (found[at]?.start ?? 0)) found[at] = each;
      // 殡仪馆和万松公墓: two that are known, no longer word.
      else if (
        found[at]?.start === each.start &&
        (found[at]?.end ?? 0) < each.end &&
        !/[和与及]/.test(text[found[at]?.end ?? 0] ?? '')
      )
        found[at] = each;
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** A short word of several institutions typed by one of them means itself. */
function narrowed(ids: readonly string[], context: ReadingContext): readonly string[] {
  const own = context.sender.unitId;
  return ids.length > 1 && own !== undefined && ids.includes(own) ? [own] : ids;
}

/** Shorter words are a letter away from many others. */
const NEAR_FROM = 3;

/** 夕阳光公寓: a whole word that is one letter away from a known one (D.2.8). */
function nearUnits(text: string, words: readonly string[]): UnitPiece[] {
  return [
    ...text.matchAll(/(?<=^|[\s,;:、])(?:[\u4e00-\u9fff]{3,8}?(?=的)|[\u4e00-\u9fff]{3,12}(?=$|[\s,;:、]))/g),
  ].flatMap((match) => {
    const [word] = match;
    const near = words.some(
      (known) => known.length === word.length && word.length >= NEAR_FROM && distance(known, word) === 1,
    );
    // 罗台于 begins with one that is known.
    const goesOn = word.length === NEAR_FROM && words.some((known) => word.startsWith(known));
    if (!near || words.includes(word) || goesOn || NO_NAME.test(word)) return [];
    return [{ start: match.index, end: match.index + word.length, text: word, ids: [] }];
  });
}

/** 西关站, typed by the one who looks after the lottery stations. */
const unknownStations = (text: string, known: readonly UnitPiece[]): UnitPiece[] =>
  [...text.matchAll(/(?<=^|[\s,;:、])[\u4e00-\u9fff]{2,3}(?:福彩|彩票)?站(?=$|[\s,;])/g)]
    .filter(({ index, 0: word }) => !NO_NAME.test(word) && !known.some(({ start }) => start === index))
    .map(({ index, 0: word }) => ({ start: index, end: index + word.length, text: word, ids: [] }));

function unknownUnits(text: string, words: readonly string[]): UnitPiece[] {
  const near = nearUnits(text, words);
  const looks = [...text.matchAll(LOOKS_LIKE_UNIT)].flatMap((match) => {
    const word = match[1] ?? match[2] ?? '';
    if (NO_NAME.test(word) || words.includes(word)) return [];
    return [{ start: match.index, end: match.index + word.length, text: word, ids: [] }];
  });
  return [...looks, ...near.filter((each) => looks.every((other) => other.start !== each.start))];
}

/** Known words at most one edit away (D.2.8): said as suggestions, never taken. */
function suggestions(word: string, context: ReadingContext): string[] {
  return lexiconOf(context.register)
    .words.filter((known) => known.length > 1 && distance(known, word) === 1)
    .slice(0, 3);
}

export function noteUnitMistake(source: Source, piece: UnitPiece): undefined {
  if (piece.ids.length > 1) {
    const { register } = source.context;
    const choices = piece.ids.map((id) => register.shortName(id));
    const names = piece.ids.map((id) => register.unit(id)?.name ?? id);
    return source.mistake({ code: 'ambiguous_institution', typed: piece.text, choices, details: { names } });
  }
  return source.mistake({
    code: 'unknown_institution',
    typed: piece.text,
    choices: suggestions(piece.text, source.context),
  });
}

/** The sender's institution; nothing for the bureau. */
export function ownUnit(context: ReadingContext): string | undefined {
  const unit = context.register.unit(context.sender.unitId);
  return unit && (unit.kind === 'institution' || unit.kind === 'town') ? unit.id : undefined;
}

/** The one institution of a record: named in the text (and taken out of it), else the sender's. */
export function takeUnit(source: Source, options: { readonly unknown?: boolean } = {}): string | undefined {
  const own = source.take(OWN);
  const self = ownUnit(source.context);
  const bureau = source.context.register.bureau?.id;
  // 来县局反映, 报县民政局: where an institution's people name the bureau, the record is still theirs.
  const piece = findUnits(source.rest, source.context, options.unknown ?? true).find(
    (each) => self === undefined || each.ids[0] !== bureau,
  );
  if (piece) {
    source.cut(piece.start, piece.end);
    if (piece.ids.length !== 1) return noteUnitMistake(source, piece);
    source.origins['inst'] = { from: 'text', piece: piece.text };
    return piece.ids[0];
  }
  const id = self;
  if (id !== undefined)
    source.origins['inst'] = own ? { from: 'text', piece: own.text } : { from: 'context', key: 'inst' };
  return id;
}

const EVERYBODY =
  /@?(?:全体(?:单位|机构|成员|人员)?|各(?:单位|机构|县|站点|部门|民政服务机构)|全部(?!老人|整改|完成|落实)|所有(?:人|单位|机构)|全县|@all|大家)/;
const ALL_HOMES = /各(?:养老|敬老)?院(?:长)?|各(?:养老机构|养老院|敬老院)|养老机构|全体院长|各位院长/;

/** `["all"]`, `["type:养老"]` or ids in typed order; `undefined` when nobody is named. */
export function takeTargets(source: Source): readonly string[] | undefined {
  const named = [...takeTypes(source), ...takeNamed(source)];
  const own = source.take(OWN);
  if (named.length > 0)
    return named
      .sort((a, b) => a.at - b.at)
      .map((each) => each.id)
      .filter((id, index, all) => all.indexOf(id) === index);
  const id = own && ownUnit(source.context);
  if (id !== undefined) return [id];
  return source.mistakes.length === 0 && source.take(EVERYBODY) ? ['all'] : undefined;
}

interface Target {
  readonly at: number;
  readonly id: string;
}

/** 各院, 殡葬单位, 福彩站点: every institution of a type. */
function takeTypes(source: Source): Target[] {
  const homes = source.take(ALL_HOMES);
  const found: Target[] = homes ? [{ at: homes.start, id: 'type:养老' }] : [];
  const types = new Set(
    source.context.register.institutions.flatMap((unit) => (unit.type === undefined ? [] : [unit.type])),
  );
  for (const type of types) {
    const word = type.replace(/[^\p{L}\p{N}]/gu, '');
    const piece = source.take(new RegExp(`各?${word}(?:服务)?(?:机构|单位|站点)|各${word}站`));
    if (piece) found.push({ at: piece.start, id: `type:${type}` });
  }
  return found;
}

function takeNamed(source: Source): Target[] {
  const bureau = source.frame.intent === 'query' ? undefined : source.context.register.bureau?.id;
  return findUnits(source.rest, source.context, true).flatMap((piece) => {
    // 局里开会, 报县局: the bureau orders, it is not ordered.
    if (piece.ids[0] !== undefined && piece.ids[0] === bureau) return [];
    source.cut(piece.start, piece.end);
    const [id] = piece.ids;
    if (piece.ids.length === 1 && id !== undefined) return [{ at: piece.start, id }];
    noteUnitMistake(source, piece);
    return [];
  });
}
