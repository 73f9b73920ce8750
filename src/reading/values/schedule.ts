import type { DayOrStamp, DayRange } from '../../domain/values';
import { clockOf } from '../../lib/time';
import type { ScheduleValues } from '../shapes';
import type { Source } from '../source';
import { findClocks } from './clocks';
import { weekdayNamed } from './day-atoms';
import { findDays, type DaySpan } from './days';
import { findMoments, type Moment } from './moments';
import { numberOf, SMALL } from './numbers';
import { findTopic } from './topics';

const TIMES_A_WEEK = new RegExp(`每(?:个)?(?:周|星期)\\s?(?:至少|不少于)?\\s?(${SMALL})\\s?次`);
const WEEKLY = /每(?:个)?(?:周|星期|礼拜)((?:[、,和及]?\s?(?:周|星期|礼拜)?[一二三四五六日天](?![次个]))*)/;
/** 零报告 周一至周五17:30: a daily report's own days, no week of the calendar. */
const WEEKDAYS =
  /(?<![上下本这个])(?:周|星期|礼拜)([一二三四五六])(?:至|到|-)(?:周|星期|礼拜)?([二三四五六日天])(?:每[天日])?(?=\D{0,3}\d)/;
const MONTHLY = new RegExp(`每(?:个)?月(?:的)?\\s?(?:(${SMALL})(?:日|号)|底|末|最后一[天日])?`);
const DAILY = /每(?:天|日|晚|早)(?:都)?|天天|日日|逐日/;
const WORKDAYS = /每个?工作日|(?<![\d一二两三四五六七八九十]个)(?<![一个])工作日(?!之?[内前后]|以内)(?:每天|每日|都)?/;
const HOLIDAY =
  /(?:如?[遇逢])?(?:法定)?(?:节假日|假期|假日|周末|休息日)(?:则)?(?:依次)?顺延(?:至|到)?(第二个工作日)?|顺延(?:至|到)?(第二个工作日)?/;
const COVERS = /(?:覆盖|含|包含|涵盖)\s?/;
/** Last day of any month: 每月底. */
const MONTH_END = 31;

/** 覆盖10月1日-2日: the days that a roster must hold. */
export function takeCovers(source: Source): DayRange | undefined {
  const mark = source.find(COVERS);
  if (!mark) return undefined;
  const span = findDays(source.rest, source.context, { tense: 'future' }).find(
    (each) => each.start >= mark.end && each.start - mark.end <= 2,
  );
  if (!span) return undefined;
  source.cut(mark.start, span.end);
  return span.mistake ? source.mistake(span.mistake) : [span.first, span.last];
}

function takeEvery(source: Source): Pick<ScheduleValues, 'every' | 'weekdays' | 'monthday' | 'per_week' | 'workdays'> {
  const times = source.take(TIMES_A_WEEK);
  if (times) return { every: 'week', per_week: numberOf(times.groups[0] ?? '') ?? 1 };
  const weekly = source.take(WEEKLY);
  if (weekly) {
    const weekdays = [...(weekly.groups[0] ?? '').matchAll(/[一二三四五六日天]/g)].map((match) =>
      weekdayNamed(match[0]),
    );
    return { every: 'week', ...(weekdays.length > 0 && { weekdays: [...new Set(weekdays)] }) };
  }
  const days = findTopic(source.text)?.code === 'zero' ? source.take(WEEKDAYS) : undefined;
  if (days) {
    const [first, last] = days.groups.map(weekdayNamed);
    const weekdays = Array.from(
      { length: Math.max(0, (last ?? 0) - (first ?? 1) + 1) },
      (_, index) => (first ?? 1) + index,
    );
    return { every: 'week', ...(weekdays.length > 0 && { weekdays }) };
  }
  const monthly = source.take(MONTHLY);
  if (monthly) {
    const day = /[底末最]/.test(monthly.text) ? MONTH_END : numberOf(monthly.groups[0] ?? '');
    if (day !== undefined && (day < 1 || day > 31)) source.mistake({ code: 'bad_date', typed: monthly.text });
    return { every: 'month', ...(day !== undefined && { monthday: day }) };
  }
  if (source.take(WORKDAYS)) {
    source.take(DAILY);
    return { every: 'day', workdays: true };
  }
  return source.take(DAILY) ? { every: 'day' } : {};
}

/** 10月1日起. */
function takeStart(source: Source): string | undefined {
  const span = findDays(source.rest, source.context, { tense: 'future' }).find(
    (each) => each.days.length === 1 && /^起(?![草火])/.test(source.rest.slice(each.end, each.end + 2)),
  );
  if (!span) return undefined;
  source.cut(span.start, span.end + 1);
  return span.first;
}

/** The days on which an order that comes again holds: explicit days before the festival's name. */
function takeRange(source: Source): DayRange | undefined {
  const spans = findDays(source.rest, source.context, { tense: 'future' });
  for (const span of spans) {
    source.cut(span.start, span.end);
    // 春节期间(2月5日-8日): beside its days a festival's name need not be in the table.
    if (span.mistake && !(span.mistake.details?.['table'] === false && spans.length > 1)) source.mistake(span.mistake);
  }
  const readable = spans.filter((span) => !span.mistake);
  const explicit = readable.filter((span) => /\d/.test(span.text) && span.days.length > 1);
  const chosen: DaySpan | undefined = explicit[0] ?? readable.find((span) => span.days.length > 1) ?? readable[0];
  return chosen && [chosen.first, chosen.last];
}

function takeClock(source: Source): string | undefined {
  const [clock] = findClocks(source.rest);
  if (!clock) return undefined;
  source.cut(clock.start, clock.end);
  source.take(/(?<=\uE000)(?:之?前|以前)/);
  return clock.mistake ? source.mistake(clock.mistake) : clockOf(clock.minute);
}

export interface TimesRead extends ScheduleValues {
  /** Days and stamps of an order that comes once, in typed order. */
  readonly moments: readonly Moment[];
}

/** When: again and again with its clock and days, or once. */
export function takeTimes(source: Source): TimesRead {
  const holiday = source.take(HOLIDAY);
  const ifHoliday = holiday && {
    if_holiday:
      (holiday.groups[0] ?? holiday.groups[1]) === undefined ? ('next_workday' as const) : ('second_workday' as const),
  };
  const every = takeEvery(source);
  if (every.every === undefined) return { moments: findMoments(source, { tense: 'future' }), ...ifHoliday };
  const clock = takeClock(source);
  const start = takeStart(source);
  const range = takeRange(source);
  return {
    moments: [],
    ...every,
    ...(start !== undefined && { start }),
    ...(clock !== undefined && { clock }),
    ...(range && { range }),
    ...ifHoliday,
  };
}

/** One deadline of several typed days; two that differ contradict each other. */
export function takeOneDue(source: Source, moments: readonly Moment[]): DayOrStamp | undefined {
  const values = new Set<DayOrStamp>();
  for (const moment of moments) {
    source.cut(moment.start, moment.end);
    if (moment.mistake) source.mistake(moment.mistake);
    else if (moment.span && !moment.span.range && moment.span.days.length > 1)
      source.mistake({ code: 'contradictory', typed: moment.span.text });
    else if (moment.value !== undefined) values.add(moment.value);
  }
  source.take(/(?<=\uE000)\s?(?:之前|以前|前|内|截止|为止|止)/);
  const [first, second] = [...values];
  if (second !== undefined)
    source.mistake({
      code: 'contradictory',
      typed: moments.map((each) => source.text.slice(each.start, each.end)).join(' '),
    });
  return first;
}
