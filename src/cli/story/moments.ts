import { DAY, type Instant, dayExists, dayOf, instantOf } from '../../lib/time';
import { durationOf } from './duration';
import { type Move, withYear } from './script';

const CLOCK = '([01]\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d))?';
const FULL = new RegExp(`^(\\d{4}-\\d{2}-\\d{2})\\s+${CLOCK}$`);
const SHORT = new RegExp(`^(\\d{2}-\\d{2})\\s+${CLOCK}$`);

const secondOf = (hours = '0', minutes = '0', seconds = '0'): number =>
  Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);

/** `YYYY-MM-DD HH:MM[:SS]` in Beijing time. */
export function momentOf(words: string): Instant | undefined {
  const [, day = '', ...clock] = FULL.exec(words.trim()) ?? [];
  return dayExists(day) ? instantOf(day, 0, secondOf(...clock)) : undefined;
}

/** What stands between the brackets of a clock move; `undefined` when it is none. */
export function moveOf(words: string): Move | undefined {
  const at = momentOf(words);
  if (at !== undefined) return { to: 'moment', at };
  const [, monthDay, ...clock] = SHORT.exec(words) ?? [];
  // 2024 is a leap year: whether this year has the day is seen when the clock moves.
  if (monthDay !== undefined && dayExists(withYear(2024, monthDay))) {
    return { to: 'day', monthDay, second: secondOf(...clock) };
  }
  const milliseconds = words.startsWith('+') ? durationOf(words.slice(1)) : undefined;
  return milliseconds === undefined ? undefined : { to: 'later', milliseconds };
}

/** A date without a year is the one nearest to the story's now: at the end of December, `01-02` is next year's. */
export function targetOf(move: Move, now: Instant): Instant | undefined {
  if (move.to === 'moment') return move.at;
  if (move.to === 'later') return now + move.milliseconds;
  const year = Number(dayOf(now).slice(0, 4));
  const [thisYear, nextYear] = [year, year + 1]
    .map((each) => withYear(each, move.monthDay))
    .map((day) => (dayExists(day) ? instantOf(day, 0, move.second) : undefined));
  if (nextYear !== undefined && (thisYear ?? 0) < now && nextYear - now < 183 * DAY) return nextYear;
  return thisYear;
}
