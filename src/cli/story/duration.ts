import { DAY, HOUR, MINUTE } from '../../lib/time';

const UNITS: Readonly<Record<string, number>> = { 分钟: MINUTE, 小时: HOUR, 天: DAY };

/** Milliseconds of `10 分钟`, `1 小时`, `2 天`. */
export function durationOf(words: string): number | undefined {
  const [, count = '', unit = ''] = /^(\d+)\s*(分钟|小时|天)$/.exec(words.trim()) ?? [];
  const length = UNITS[unit];
  return length === undefined ? undefined : Number(count) * length;
}
