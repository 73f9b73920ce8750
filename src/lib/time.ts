/**
 * Time in two forms: an Instant (UTC, epoch milliseconds) for "when it happened", and a Day (`YYYY-MM-DD`) or
 * Minute (of the day) in Beijing time for "which day people mean". China has one zone and no summer time, so a
 * fixed offset is exact; `config.ts` refuses any other zone.
 */
export type Instant = number;
export type Day = string;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const BEIJING_OFFSET = 8 * HOUR;

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** The Beijing day that contains this instant. */
export const dayOf = (at: Instant): Day => new Date(at + BEIJING_OFFSET).toISOString().slice(0, 10);

/** Minutes since Beijing midnight, 0..1439. */
export const minuteOf = (at: Instant): number => Math.floor(((((at + BEIJING_OFFSET) % DAY) + DAY) % DAY) / MINUTE);

/** The instant of a minute (may exceed 1439: 1440 is the next midnight) of a Beijing day. */
export const instantOf = (day: Day, minute = 0, second = 0): Instant =>
  Date.parse(`${day}T00:00:00Z`) - BEIJING_OFFSET + minute * MINUTE + second * 1000;

export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);

/** ISO weekday, 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** Every day from first to last, both included. */
export const daysFrom = (first: Day, last: Day): Day[] =>
  Array.from({ length: Math.max(0, daysBetween(first, last) + 1) }, (_, index) => addDays(first, index));

/** Monday of the ISO week that contains this day. */
export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day));

/** `HH:MM` of a minute of the day; 1440 is `24:00`. */
export const clockOf = (minute: number): string => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;

/** Minute of the day of `HH:MM`. */
export function minuteOfClock(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** ISO 8601 in Beijing time, `2026-10-01T08:00:00+08:00`. */
export const stampOf = (at: Instant): string => `${new Date(at + BEIJING_OFFSET).toISOString().slice(0, 19)}+08:00`;

/** Is `YYYY-MM-DD` a day that exists? */
export function dayExists(day: Day): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().slice(0, 10) === day;
}
