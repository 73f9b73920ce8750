import { addDays, mondayOf, type Day } from '../../lib/time';

const WEEK_DAYS = 7;

/** `2026-W40` */
export function isoWeek(day: Day): string {
  const thursday = addDays(mondayOf(day), 3);
  const year = thursday.slice(0, 4);
  const first = Date.parse(mondayOf(`${year}-01-04`));
  const week = Math.round((Date.parse(mondayOf(day)) - first) / (WEEK_DAYS * 86_400_000)) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}
