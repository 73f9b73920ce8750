import { dayOf } from '../../lib/time';
import type { NoticePhase } from '../../domain/proposal';
import type { ReadingContext } from '../context';
import { findDays, type DaySpan } from '../values/days';
import type { Sentence } from './sentences';

const NAMED = /([\u4e00-\u9fff“”"、]{2,20}?阶段)[\s:(,]{0,3}(?:(?:即日|今日|从现在)起?(?:至|到|-))?\s*$/;
const CALLED = /^[^,。]{0,8}\)?\s?,?\s?(?:集中)?开展[“"]([^”"]{2,20})[”"]/;

/** 集中排查阶段(2021年1月5日至1月20日); 排查阶段:即日起至11月8日. */
function phaseAt(text: string, span: DaySpan, context: ReadingContext): NoticePhase | undefined {
  const before = text.slice(0, span.start);
  const name = NAMED.exec(before)?.[1]?.replace(/[“”"]|^、/g, '');
  if (name === undefined || span.mistake) return undefined;
  const called = CALLED.exec(text.slice(span.end))?.[1];
  const until = /^\s?(?:之?前|以前)/.test(text.slice(span.end)) || span.text.endsWith('前');
  const fromToday = /(?:即日|今日|从现在)起?(?:至|到|-)\s*$/.test(before);
  const start = fromToday ? dayOf(context.now) : until || !span.range ? undefined : span.first;
  return { name: called ?? name, ...(start !== undefined && { start }), end: span.last };
}

/** The period that this sentence is the heading of, if it is one. */
export function phaseOf({ masked }: Sentence, context: ReadingContext): NoticePhase | undefined {
  // A year that was typed says which; without one the phase lies ahead.
  for (const span of findDays(masked, context, { tense: 'future' })) {
    const phase = phaseAt(masked, span, context);
    if (phase) return phase;
  }
  return undefined;
}
