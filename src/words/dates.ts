import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import utc from 'dayjs/plugin/utc';
import { addDays, type Day, dayOf, type Instant, minuteOf } from '../lib/time';

dayjs.extend(utc);

/** A fixed offset: 14 times faster than a named zone, and Beijing time has no other. */
const BEIJING_HOURS = 8;
const beijing = (at: Instant): dayjs.Dayjs => dayjs.utc(at).utcOffset(BEIJING_HOURS);
const onDay = (day: Day): dayjs.Dayjs => dayjs.utc(day).locale('zh-cn');

/** `10月1日（周六）`; with the year when it is not that of `today`. */
export const sayDay = (day: Day, today: Day): string =>
  onDay(day).format(day.slice(0, 4) === today.slice(0, 4) ? 'M月D日（ddd）' : 'YYYY年M月D日（ddd）');

/** `2026年10月1日`, as documents are dated. */
export const sayDate = (day: Day): string => onDay(day).format('YYYY年M月D日');

/** `10月1日（周六）至10月7日（周五）`, or the one day. */
export const saySpan = ([first, last]: readonly [Day, Day], today: Day): string =>
  first === last ? sayDay(first, today) : `${sayDay(first, today)}至${sayDay(last, today)}`;

/** A list of days: runs of three or more as a span. */
export function sayDays(days: readonly Day[], today: Day): string {
  const sorted = [...days].sort();
  const runs: Day[][] = [];
  for (const day of sorted) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && day === addDays(last, 1)) run.push(day);
    else runs.push([day]);
  }
  return runs
    .map((run) =>
      run.length > 2
        ? saySpan([run[0] ?? '', run.at(-1) ?? ''], today)
        : run.map((day) => sayDay(day, today)).join('、'),
    )
    .join('、');
}

export const sayClock = (at: Instant): string => beijing(at).format('HH:mm');

/** `9月29日（周四）11:30`. */
export const sayMoment = (at: Instant, today: Day): string => `${sayDay(dayOf(at), today)}${sayClock(at)}`;

/** A deadline: a whole day is said as `9月29日（周四）（含当日）`. */
export const sayDue = (dueAt: Instant, today: Day): string =>
  isEndOfDay(dueAt) ? `${sayDay(dayOf(dueAt), today)}（含当日）` : sayMoment(dueAt, today);

/** `今天9月29日（周四）11:30`, `明天…`, else the date alone: for reminders. */
export function sayDueNear(dueAt: Instant, today: Day): string {
  const day = dayOf(dueAt);
  const near = day === today ? '今天' : day === addDays(today, 1) ? '明天' : '';
  return near + sayDue(dueAt, today);
}

/** Date-only deadlines end with the last second of their day. */
const isEndOfDay = (at: Instant): boolean => minuteOf(at) === 24 * 60 - 1 && at % 60_000 !== 0;

/** `12分钟`; long ones are explained: `1450分钟（1天0小时10分钟）`. */
export function sayMinutes(minutes: number): string {
  if (minutes <= 120) return `${minutes}分钟`;
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  return `${minutes}分钟（${days > 0 ? `${days}天` : ''}${hours}小时${minutes % 60}分）`;
}
