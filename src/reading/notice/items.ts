import type { Mistake } from '../../domain/mistakes';
import type { ReadItem } from '../../domain/proposal';
import type { DayRange, Mark } from '../../domain/values';
import type { ReadingContext } from '../context';
import { Source, type Frame } from '../source';
import { findDays } from '../values/days';
import { takeRequired } from '../values/marks';
import { findMoments, type Moment } from '../values/moments';
import { takeTargets } from '../values/units';
import { findContact } from './contact';
import { handsIn, objectOf, placeOf } from './object';
import type { Sentence } from './sentences';

export interface NoticeScene {
  readonly context: ReadingContext;
  readonly frame: Frame;
  /** Title of the notice: the festival in it is that of the roster. */
  readonly title: string;
}

export const sourceOf = (text: string, { context, frame }: NoticeScene): Source => new Source(text, context, frame);

const UNTIL = /^\s?(?:之?前|以前|之?内|止|截止|为止)/;
const LATEST = /(?:截止(?:时间|日期)?|最迟|不晚于|不迟于|期限|时限)[:为是至到于在]?\s?$/;
const FROM_TODAY = /(?:即日|今日|今天|现在)起(?:开始)?(?:至|到|-)\s?$/;
/** 请于11月30日将…, without a 前. */
const ON_THE_DAY = /(?:请|务|须|应|要)[^,。;]{0,16}于\s?$/;

/** Is this moment one until which something is owed? */
function isDeadline({ masked }: Sentence, moment: Moment): boolean {
  const before = masked.slice(Math.max(0, moment.start - 20), moment.start);
  if (moment.span?.range && !/(?:前|内)$/.test(moment.span.text)) return false;
  return (
    UNTIL.test(masked.slice(moment.end, moment.end + 4)) ||
    /[前内]$/.test(masked.slice(moment.start, moment.end)) ||
    LATEST.test(before) ||
    FROM_TODAY.test(before) ||
    (ON_THE_DAY.test(before) && handsIn(masked.slice(moment.end)))
  );
}

/** The bureau speaks of itself. */
const OURSELVES =
  /(?:我局|本局|县局|[\u4e00-\u9fff]{0,6}民政局|督导组|检查组|专班|领导小组)(?:[^,]{0,6}(?:将|拟|派|组织|安排)|[^,]{0,10}(?:督导|督查|抽查|检查)$)/;
const SUBSET =
  /((?:被|已被|经)?(?:列入|纳入|抽中|抽到|抽查|检查|督查|查出|发现|存在|涉及|有)[^,。;]{0,18}?的(?:民政服务|养老|殡葬)?(?:服务)?(?:机构|单位|院|场所))/;
/** Words for a sort of home, which are no institution of a name. */
const SORT = /^(?:农村|公办|民办|城乡|辖区|公建民营|区域性?|本县|乡镇|街道|敬老院|福利院)/;

interface Whom {
  readonly targets?: readonly string[] | undefined;
  readonly subset?: string | undefined;
  readonly mistake?: Mistake | undefined;
}

/** Who owes it: named before the deadline. */
export function whomOf(lead: string, scene: NoticeScene): Whom {
  const subset = SUBSET.exec(lead)?.[1];
  if (subset !== undefined) return { subset };
  const source = sourceOf(lead, scene);
  const targets = takeTargets(source);
  const mistake = source.mistakes.find(({ typed }) => !SORT.test(typed ?? ''));
  return { ...(targets && { targets }), ...(mistake && { mistake }) };
}

/** The marks of a piece, without those that belong to the contact's phone. */
export function marksOf(text: string, scene: NoticeScene): readonly Mark[] {
  const contact = findContact(text);
  return takeRequired(sourceOf(contact ? text.slice(0, contact.start) + text.slice(contact.end) : text, scene));
}

/** Days that a roster must hold: typed beside it, else the festival that the notice is about. */
function coversOf(sentence: string, due: Moment, scene: NoticeScene): DayRange | undefined {
  for (const text of [sentence, scene.title]) {
    const days = findDays(text, scene.context, { tense: 'future' });
    const span = days.find((each) => each.range && !each.mistake && each.start !== due.start);
    if (span) return [span.first, span.last];
  }
  return undefined;
}

interface Part {
  readonly moment: Moment;
  readonly lead: string;
  readonly tail: string;
  /** Where it stands in the sentence. */
  readonly start: number;
  readonly end: number;
}

/** Each deadline with the words that belong to it: up to the comma before the next one. */
function partsOf(sentence: Sentence, deadlines: readonly Moment[]): Part[] {
  const bounds = deadlines.map(({ start }, index) =>
    index === 0 ? 0 : Math.max(sentence.masked.lastIndexOf(',', start), deadlines[index - 1]?.end ?? 0),
  );
  return deadlines.map((moment, index) => {
    const start = (bounds[index] ?? 0) + (sentence.text[bounds[index] ?? 0] === ',' ? 1 : 0);
    const end = bounds[index + 1] ?? sentence.text.length;
    const tail = sentence.text.slice(moment.end, end).replace(/^\s?(?:之?前|以前|之?内|止|截止|为止)/, '');
    return { moment, start, end, lead: sentence.text.slice(start, moment.start), tail };
  });
}

function itemOf(part: Part, sentence: Sentence, scene: NoticeScene): ReadItem | undefined {
  const { moment, lead, tail } = part;
  // 11月30日前未报的将通报 threatens, it asks for nothing.
  if (/^\s?(?:仍|尚|还)?(?:未|不|没)/.test(tail)) return undefined;
  const object = objectOf(lead, tail);
  if (!object && !handsIn(lead.split(',').at(-1) + tail)) return undefined;
  const require = marksOf(lead + tail, scene);
  const covers = object?.item === 'duty' ? coversOf(sentence.masked, moment, scene) : undefined;
  const to = placeOf(tail);
  const contact = findContact(sentence.text);
  const { mistake: unknown, ...whom } = whomOf(lead, scene);
  const mistake = moment.mistake ?? unknown;
  return {
    ...object,
    ...whom,
    ...(moment.value !== undefined && { due: moment.value }),
    ...(require.length > 0 && { require }),
    ...(covers && { covers }),
    ...(to !== undefined && { to }),
    ...(contact && { contact: { name: contact.name, phone: contact.phone } }),
    words: sentence.text.slice(part.start, part.end),
    span: [sentence.start + part.start, sentence.start + part.end],
    ...(mistake && { mistake }),
  };
}

const whomAgain = (before: ReadItem | undefined, item: ReadItem): Whom =>
  item.targets || item.subset !== undefined || !before
    ? {}
    : {
        ...(before.targets && { targets: before.targets }),
        ...(before.subset !== undefined && { subset: before.subset }),
      };

export interface SentenceRead {
  readonly items: readonly ReadItem[];
  /** Pieces that name a time and became nothing. */
  readonly left: readonly string[];
}

/** Every obligation with a deadline in this sentence, and the times that were not understood. */
export function datedItems(sentence: Sentence, scene: NoticeScene): SentenceRead {
  const moments = findMoments(sourceOf(sentence.masked, scene), { tense: 'future' });
  const ours = OURSELVES.exec(sentence.masked);
  const deadlines = moments.filter(
    (moment) => isDeadline(sentence, moment) && !(ours && ours.index < moment.start && moment.start - ours.index < 24),
  );
  const read = partsOf(sentence, deadlines).map((part) => ({ part, item: itemOf(part, sentence, scene) }));
  const items: ReadItem[] = [];
  // Within a sentence the units that were named hold on.
  for (const { item } of read) if (item) items.push({ ...whomAgain(items.at(-1), item), ...item });
  const used = new Set<Moment>(read.flatMap(({ part, item }) => (item ? [part.moment] : [])));
  const covers = items.flatMap((item) => item.covers ?? []);
  const left = moments.filter(
    (each) => !used.has(each) && !(each.span && covers.includes(each.span.first)) && isTime(sentence.masked, each),
  );
  return {
    items,
    left:
      left.length === 0
        ? []
        : items.length === 0
          ? [sentence.text]
          : left.map((each) => clauseAt(sentence.text, each.start)),
  };
}

/** 必须做到以下三点 is no clock, and 春节 alone no date: it is what everybody speaks of. */
function isTime(text: string, moment: Moment): boolean {
  if (!moment.span && moment.clock)
    return !/(?:以下|如下|下列|做到|强调|提出|\d)\s?$/.test(text.slice(0, moment.start));
  return (
    /\d|[一二三四五六七八九十]|周|星期|底|[前内]$/.test(text.slice(moment.start, moment.end)) ||
    UNTIL.test(text.slice(moment.end))
  );
}

/** The clause around a position. */
function clauseAt(text: string, at: number): string {
  const end = text.indexOf(',', at);
  return text.slice(text.lastIndexOf(',', at) + 1, end < 0 ? text.length : end);
}
