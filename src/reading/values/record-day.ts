import { dayOf, type Day } from '../../lib/time';
import type { Source } from '../source';
import type { Tense } from './day-resolve';
import { findDays, type DaySpan } from './days';

/** The first typed day or range, taken; names that look like days stay. An unreadable one is a mistake. */
export function takeSpan(source: Source, tense: Tense): DaySpan | undefined {
  const [span] = findDays(source.rest, source.context, {
    tense,
    spans: tense === 'question',
  });
  if (!span) return undefined;
  source.cut(span.start, span.end);
  return span.mistake ? source.mistake(span.mistake) : span;
}

/** The day of one record; today when none was typed. Several days in one record are asked about. */
export function takeRecordDay(source: Source, tense: Tense = 'past', key = 'date'): Day {
  const span = takeSpan(source, tense);
  if (!span) {
    source.origins[key] = { from: 'default', rule: 'today' };
    return dayOf(source.context.now);
  }
  if (span.days.length > 1) source.mistake({ code: 'unclear', typed: span.text });
  source.origins[key] = { from: 'text', piece: span.text };
  return span.first;
}
