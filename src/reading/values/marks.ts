import type { Mark } from '../../domain/values';
import { dayOf, type Day } from '../../lib/time';
import type { Source } from '../source';
import { findDays } from './days';

export interface MarksRead {
  readonly signed?: boolean;
  readonly stamped?: boolean;
  /** Day on which what is missing is promised. */
  readonly promised?: Day;
}

type Sign = 'signed' | 'stamped';
/** 签章 is both. */
const WORD =
  /签[过完好了]?章|(?<![写打白])字(?:已经?|都|也)?签[过完好了]?|签(?:[过完好了]?[字名]|[过完好了]+)|加?盖[过完好了]?(?:单位)?公?章|盖[过完好了]+|(?<![印图胸徽勋文证奖规典乐简])公?章(?!程|节)/g;
const DENIED_BEFORE = /(?:未|没有?|尚未|暂未|待|等|不)\s?(?:加|能)?$/;
const DONE = /^[\s了]*(?:(?:已经?|都|也|全)+盖|盖?[过完好了])/;
/** Here ends what is said of a mark: another clause, the paper, or somebody else. */
const ENDS = /[,。;\n]|纸质|原件|扫描|见[图附扫]|附件|领导|院长|主任|负责人|邮箱|(?:还|尚|暂)?[没未]有?$/;
const STILL_TO_COME = /补|再|没|未|才|送|交|寄|盖/;
const PAPER =
  /(?:扫描件|纸质(?:版|的|件)?|原件)[^,。;\n]{0,8}(?:补|送|交|再|寄)|(?:补|送|交|寄)(?:来|上|一份)?(?:纸质|原件|扫描件|盖章)/;
const COMES = /^[^,。;\n]{0,5}(?:补|送|交|寄|再|盖|签)/;

interface SignRead {
  readonly signs: readonly Sign[];
  readonly start: number;
  readonly end: number;
  readonly done: boolean;
}

/** Every word of a mark, with whether it is there: what is said from it up to the next one or the end of its clause. */
function signsIn(text: string): SignRead[] {
  const words = [...text.matchAll(WORD)];
  const read: SignRead[] = [];
  for (const [index, { 0: word, index: start }] of [...words.entries()].reverse()) {
    const end = start + word.length;
    const next = read[0];
    const until = text.slice(end, next?.start ?? text.length);
    const behind = until.split(ENDS)[0] ?? '';
    const before = text.slice(Math.max(0, start - 4), start);
    const isSeal = !word.includes('签');
    const signs: readonly Sign[] = /签.?章/.test(word) ? ['signed', 'stamped'] : [isSeal ? 'stamped' : 'signed'];
    // 签字和盖章明天补: what is said of both stands behind the second.
    const joined = next && index + 1 < words.length && /^[和、及与]?$/.test(until) && !/已经?$/.test(before);
    const done = joined ? next.done : !DENIED_BEFORE.test(before) && (DONE.test(behind) || !STILL_TO_COME.test(behind));
    read.unshift({ signs, start, end, done });
  }
  return read;
}

/** 已签字盖章, 公章明天补, 纸质的周三送到. */
export function takeMarks(source: Source): MarksRead {
  const text = source.rest;
  const read = signsIn(text);
  const verdict = (sign: Sign): boolean | undefined => {
    const own = read.filter(({ signs }) => signs.includes(sign));
    return own.length === 0 ? undefined : own.every(({ done }) => done);
  };
  const later = PAPER.test(text) || read.some(({ done }) => !done);
  const days = later ? findDays(text, source.context, { tense: 'future' }) : [];
  // 今天已发邮箱,纸质版周五送: the day beside what is still to come.
  const promised = days.find(({ end }) => COMES.test(text.slice(end))) ?? days[0];
  // 公章下午补: a part of a day alone is today's.
  const today = later && !promised && /(?:今晚|[上下]午|晚上|稍后|晚点)[^,。;\n]{0,3}(?:补|送|交|寄)/.test(text);
  if (promised && !promised.mistake) source.cut(promised.start, promised.end);
  for (const { start, end } of read) source.cut(start, end);
  const [signed, stamped] = [verdict('signed'), verdict('stamped')];
  return {
    ...(signed !== undefined && { signed }),
    ...(stamped !== undefined && { stamped }),
    ...(promised?.first !== undefined && promised.first !== '' && { promised: promised.first }),
    ...(today && { promised: dayOf(source.context.now) }),
  };
}

const MARK_WORDS: readonly (readonly [Mark, RegExp])[] = [
  ['signed', /签字|签名|签章|审核签/],
  ['stamped', /盖章|公章|签章|盖公章/],
  ['scan', /扫描件|扫描/],
  ['landline', /固定电话|固话|座机/],
  ['mobile', /手机号?|移动电话/],
];

const DENIED =
  /(?:不要求|不需要|不需|无需|不用|不必|不要|免)(?:交|附|报|再)?((?:扫描件?|签字|签名|盖章|公章|固定电话|固话|座机|手机号?|[、,和及或])+)/;

/** 不要扫描件: what an order does without, taken. */
export function takeDenied(source: Source): Mark[] {
  const words = source.take(DENIED)?.groups[0] ?? '';
  return MARK_WORDS.flatMap(([mark, pattern]) => (pattern.test(words) ? [mark] : []));
}

/** What an order demands beside the content, in typed order. */
export function takeRequired(source: Source): Mark[] {
  const found = MARK_WORDS.flatMap(([mark, pattern]) => {
    const piece = source.take(pattern);
    return piece ? [{ mark, at: piece.start }] : [];
  });
  return found.sort((a, b) => a.at - b.at).map((each) => each.mark);
}
