import type { Mistake } from '../../domain/mistakes';
import type { DayOrStamp } from '../../domain/values';
import { DAY, dayOf, HOUR, instantOf, MINUTE, stampOf, type Day } from '../../lib/time';
import type { Source } from '../source';
import { findClocks, type ClockPiece } from './clocks';
import { findDays, type DayScan, type DaySpan } from './days';
import { numberOf, NUMBER } from './numbers';

/** A day with the clock that belongs to it. */
export interface Moment {
  readonly start: number;
  readonly end: number;
  readonly span?: DaySpan;
  readonly clock?: ClockPiece;
  /** Day or time stamp; undefined when unreadable. */
  readonly value?: DayOrStamp;
  readonly mistake?: Mistake;
}

function stampAt(day: Day, clock: ClockPiece): string {
  return stampOf(instantOf(day, clock.minute, clock.seconds));
}

const WITHIN = new RegExp(`(${NUMBER})(?:个)?(?:半)?(小时|钟头|分钟)(?:之?内|以内|后|前)?`);
/** What may stand between a day and its clock. */
const BETWEEN = /^[\s,()的:、/]*$/;
const DAY_FOR_CLOCK_DISTANCE = 4;

function withClock(text: string, span: DaySpan, clocks: readonly ClockPiece[]): Moment {
  const after = clocks.find(
    (clock) =>
      clock.start >= span.end &&
      clock.start - span.end <= DAY_FOR_CLOCK_DISTANCE &&
      BETWEEN.test(text.slice(span.end, clock.start)),
  );
  // 4:30PM 9月30日: the clock may stand directly before its day.
  const before = after
    ? undefined
    : clocks.find(
        (each) => /\d/.test(each.text) && each.period === undefined && /^\s$/.test(text.slice(each.end, span.start)),
      );
  const compact = after ? undefined : compactClock(text, span);
  const clock = after ?? compact ?? before;
  const mistake = span.mistake ?? clock?.mistake;
  if (mistake) return { start: span.start, end: clock?.end ?? span.end, span, mistake, ...(clock && { clock }) };
  return {
    start: span.start,
    end: clock?.end ?? span.end,
    span,
    value: clock ? stampAt(span.last, clock) : span.last,
    ...(clock && { clock }),
  };
}

/** 0929 1130: four digits behind a day are a clock. */
function compactClock(text: string, span: DaySpan): ClockPiece | undefined {
  const match = /^\s{1,3}([0-2]\d)([0-5]\d)(?![\d人元个])/.exec(text.slice(span.end, span.end + 8));
  if (!match) return undefined;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return { start: span.end, end: span.end + match[0].length, text: match[0], minute, seconds: 0 };
}

/** Days with their clocks, then clocks alone (today), then 48小时内. */
export function findMoments(source: Source, scan: DayScan): Moment[] {
  const text = source.rest;
  const clocks = findClocks(text);
  const spans = findDays(text, source.context, {
    ...scan,
    blocked: [...(scan.blocked ?? []), ...clocks.filter((clock) => /[\d点时]/.test(clock.text))],
  });
  const dated: Moment[] = [];
  for (const span of spans)
    if (span.start >= (dated[dated.length - 1]?.end ?? 0)) dated.push(withClock(text, span, clocks));
  const used = new Set(dated.map((each) => each.clock));
  const today = dayOf(source.context.now);
  const alone = clocks
    .filter((clock) => !used.has(clock))
    .map(
      (clock): Moment => ({
        start: clock.start,
        end: clock.end,
        clock,
        ...(clock.mistake ? { mistake: clock.mistake } : { value: stampAt(today, clock) }),
      }),
    );
  return [...dated, ...alone, ...within(source)].sort((a, b) => a.start - b.start);
}

function within(source: Source): Moment[] {
  const match = WITHIN.exec(source.rest);
  const count = numberOf(match?.[1] ?? '');
  if (!match || count === undefined || !match[0].endsWith('内')) return [];
  const unit = match[2] === '分钟' ? MINUTE : HOUR;
  const value = stampOf(source.context.now + Math.min(count * unit, 400 * DAY));
  return [{ start: match.index, end: match.index + match[0].length, value }];
}

/** When a thing happened, if a clock was typed: a clock alone that is still to come today was yesterday's. */
export function pastStamp(source: Source): DayOrStamp | undefined {
  const moment = findMoments(source, { tense: 'past' }).find((each) => each.clock && !each.mistake);
  if (!moment?.clock || moment.value === undefined || !moment.value.includes('T')) return undefined;
  const ahead = !moment.span && Date.parse(moment.value) > source.context.now;
  return ahead ? stampOf(Date.parse(moment.value) - DAY) : moment.value;
}

/** The first day or stamp of the source, taken. */
export function takeDue(source: Source): DayOrStamp | undefined {
  const moment = findMoments(source, { tense: 'future' })[0];
  if (!moment) return undefined;
  source.cut(moment.start, moment.end);
  source.take(/^[\uE000\s]*(?:之?前|以前|内)/);
  return moment.mistake ? source.mistake(moment.mistake) : moment.value;
}
