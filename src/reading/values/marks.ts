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

const SIGNED = /已?(?:经)?(?:由?(?:主要)?(?:负责人|领导|院长))?(?:签字|签好字?|签名|签[过完]字|签章|签了字?)(?:了|完)?/;
const STAMPED =
  /(?:已?(?:经)?(?:加?盖(?:了|好|过|完)?(?:公?章|单位公章)(?:了)?|盖好了?章?|盖章|盖过章|盖了章|签章)|公?章(?:已经?|都|也)?(?:盖好?了?|加盖)(?!\S{0,3}补))/;
const LATER =
  /(?:公?章|签字|盖章|签名|扫描件|纸质(?:版|的|件)?|原件)[^,。;\n]{0,8}(?:补|送|交|再|寄)|(?:未|没|还没|尚未|暂未)(?:加?盖|签)|(?:补|送|交|寄)(?:来|上|一份)?(?:纸质|原件|扫描件|盖章)/;

/** Is the mark said to be absent (未盖章, 公章明天补)? */
function denied(text: string, word: RegExp): boolean {
  const found = word.exec(text)?.[0];
  if (found === undefined) return false;
  return new RegExp(
    `(?:未|没有?|还没|尚未|暂未|待)(?:加)?${found.replace(/^已?(?:经)?/, '')}|${found}[^,。;\\s已章]{0,6}(?:补|(?:还没|没|未)(?!盖|签))`,
  ).test(text);
}

/** 已签字盖章, 公章明天补, 纸质的周三送到. */
export function takeMarks(source: Source): MarksRead {
  const text = source.rest;
  const later = LATER.test(text);
  const days = later ? findDays(text, source.context, { tense: 'future' }) : [];
  // 今天已发邮箱,纸质版周五送: the day beside what is still to come.
  const promised = days.find(({ end }) => /^[^,。;\n]{0,5}(?:补|送|交|寄|再|盖|签)/.test(text.slice(end))) ?? days[0];
  const seal =
    STAMPED.test(text) ||
    /(?<![签印图胸徽勋文])章(?:还)?[没未]/.test(text) ||
    /公章|(?<![签印图胸徽勋文])章[^,。;\n]{0,6}(?:补|再盖|才能?盖|后盖)/.test(text);
  const sealLater =
    /公?章\s?(?!(?:已经?|都|也)?盖[好了过])[^,。;\s已]{0,8}(?:补|再|没|未|才)|(?:未|没|还没|尚未|暂未|待)(?:有)?(?:加)?盖/.test(
      text,
    );
  const signed = SIGNED.test(text) ? !denied(text, SIGNED) : undefined;
  const stamped = seal ? !sealLater : undefined;
  // 公章下午补: a part of a day alone is today's.
  const today = later && !promised && /(?:今晚|[上下]午|晚上|稍后|晚点)[^,。;\n]{0,3}(?:补|送|交|寄)/.test(text);
  if (promised && !promised.mistake) source.cut(promised.start, promised.end);
  for (const pattern of [SIGNED, STAMPED]) source.take(pattern);
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
