import { addDays, dayExists, dayOf, type Day, type Instant, instantOf, weekdayOf } from '../../lib/time';

const HALF_DAY = '凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|AM|PM';
/** `10:32`, `下午3:05`, `10:32:11`; two groups before and after it hold the half of the day. */
const CLOCK = `(?:(?<half>${HALF_DAY})\\s?)?(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::\\d{2})?(?:\\s?(?<after>AM|PM))?`;
const DATE =
  '(?:(?<year>20\\d{2})[-/.年](?<month>\\d{1,2})[-/.月](?<day>\\d{1,2})日?|(?<m>\\d{1,2})月(?<d>\\d{1,2})日|(?<ms>\\d{1,2})[-/](?<ds>\\d{1,2})|(?<word>今天|昨天|前天)|(?:星期|周)(?<weekday>[一二三四五六日天]))';
/** The moment that a copied message bears: `2022/9/28 10:32`, `昨天 10:32`, `星期三 下午3:05`. */
export const WHEN = `(?:${DATE}\\s*)?${CLOCK}`;
/** A line that only tells the day of what follows: `- 2022-01-05 -`. */
export const DAY_LINE = new RegExp(`^[-\\s]*${DATE}(?:\\s*(?:星期|周)[一二三四五六日天])?[-\\s]*$`, 'i');

type Groups = Readonly<Record<string, string | undefined>>;

const WEEKDAYS = '一二三四五六日';

/** The day that a header names; without a year the last one that is not ahead. */
export function headerDay(groups: Groups, now: Instant): Day | undefined {
  const today = dayOf(now);
  const { year, word, weekday } = groups;
  if (word !== undefined) return addDays(today, -['今天', '昨天', '前天'].indexOf(word));
  if (weekday !== undefined) {
    const wanted = WEEKDAYS.indexOf(weekday.replace('天', '日')) + 1;
    return addDays(today, -((weekdayOf(today) - wanted + 7) % 7));
  }
  const month = groups['month'] ?? groups['m'] ?? groups['ms'];
  const date = groups['day'] ?? groups['d'] ?? groups['ds'];
  if (month === undefined || date === undefined) return undefined;
  const tail = `-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const thisYear = Number(today.slice(0, 4));
  const found = `${year ?? thisYear}${tail}`;
  if (!dayExists(found)) return undefined;
  return year === undefined && found > today ? `${thisYear - 1}${tail}` : found;
}

function minuteOf(groups: Groups): number {
  const hour = Number(groups['hour']);
  const half = (groups['half'] ?? groups['after'] ?? '').toUpperCase();
  const afternoon = /^(?:下午|傍晚|晚上|PM)$/.test(half) || (half === '中午' && hour < 11);
  const midnight = /^(?:凌晨|AM)$/.test(half) && hour === 12;
  return (midnight ? 0 : afternoon && hour < 12 ? hour + 12 : hour) * 60 + Number(groups['minute']);
}

/**
 * When a copied message was said, by its own header: a claim of whoever copied it. Without a day it is the last such
 * clock that is not ahead. Undefined for a clock that does not exist.
 */
export function saidAt(groups: Groups, now: Instant, day?: Day): Instant | undefined {
  const minute = minuteOf(groups);
  if (minute >= 24 * 60 || Number(groups['minute']) > 59) return undefined;
  const named = headerDay(groups, now) ?? day;
  if (named !== undefined) return instantOf(named, minute);
  const today = instantOf(dayOf(now), minute);
  return today <= now ? today : instantOf(addDays(dayOf(now), -1), minute);
}
