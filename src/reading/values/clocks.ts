import type { Mistake } from '../../domain/mistakes';
import { numberOf } from './numbers';

/** A clock as typed: minutes of its day, 1440 for 24点. */
export interface ClockPiece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly minute: number;
  readonly seconds: number;
  /** 晚, 夜: a roster night or a patrol. */
  readonly period?: string;
  readonly mistake?: Mistake;
}

/** 下班 without a clock: the county's usual end of office. */
const OFFICE_CLOSE_MINUTE = 17 * 60 + 30;
const NOON_MINUTE = 12 * 60;

const PERIOD = '(凌晨|清晨|早上|早晨|早间|早|上午|中午|正午|午后|下午|傍晚|晚上|晚间|夜里|夜间|深夜|晚|夜)';
const HAN_HOUR = '二十[一二三四]|十[一二三四五六七八九]|二十|[零〇一二两三四五六七八九十]';
const HAN_MINUTE = '[二三四五]?十[一二三四五六七八九]?|[零〇]?[一二三四五六七八九]';
const CLOCK = new RegExp(
  `${PERIOD}?\\s?(?:(?<![\\d.])(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?!\\d)|(?:(?<![\\d.第])(\\d{1,2})|(${HAN_HOUR}))(?:点(?!位|[了个名]|检)|时(?!限|间|[候代]))(?:钟|整|(半)|([一三])刻|(\\d{1,2})分?(?![\\d日号月点时、]|-\\d)|(${HAN_MINUTE})分?)?)\\s?([AaPp][Mm](?![A-Za-z]))?`,
  'g',
);
const WORDS = /(下班之?前?|中午(?!\s?\d)|正午)/g;

const AFTERNOON = /^(?:午后|下午|傍晚|晚上|晚间|夜里|夜间|深夜|晚|夜)$/;

function hourOf(hour: number, period: string | undefined, suffix: string | undefined): number {
  if (suffix !== undefined) {
    const late = suffix.toLowerCase() === 'pm';
    if (late) return hour < 12 ? hour + 12 : hour;
    return hour === 12 ? 0 : hour;
  }
  if (period === undefined) return hour;
  if (/^[晚夜深]/.test(period) && hour === 12) return 24;
  // 夜里2点 is the early morning; 晚 starts at five.
  if (/^[夜深]/.test(period) && hour <= 5) return hour;
  if (AFTERNOON.test(period) && hour < 12) return hour + 12;
  if (/^[中正]/.test(period) && hour <= 2) return hour + 12;
  if (period === '凌晨' && hour === 12) return 0;
  return hour;
}

function pieceOf(match: RegExpMatchArray): ClockPiece {
  const [text, period, colonHour, colonMinute, seconds, hour, hanHour, half, quarter, minutes, hanMinutes, suffix] =
    match;
  const typedHour = Number(colonHour ?? hour ?? numberOf(hanHour ?? ''));
  const minute =
    half !== undefined
      ? 30
      : quarter !== undefined
        ? (numberOf(quarter) ?? 0) * 15
        : Number(colonMinute ?? minutes ?? numberOf((hanMinutes ?? '').replace(/^[零〇]/, '')) ?? 0);
  const start = match.index ?? 0;
  const total = hourOf(typedHour, period, suffix) * 60 + minute;
  const bad = typedHour > 24 || minute > 59 || total > 1440 || Number(seconds ?? 0) > 59;
  return {
    start,
    end: start + text.length,
    text,
    minute: total,
    seconds: Number(seconds ?? 0),
    ...(period !== undefined && { period }),
    ...(bad && { mistake: { code: 'bad_time' as const, typed: text.trim() } }),
  };
}

/** Every clock in the text by position; 下班前 is 17:30, 中午 12:00. */
export function findClocks(text: string): ClockPiece[] {
  const clocks = [...text.matchAll(CLOCK)].map(pieceOf);
  const words = [...text.matchAll(WORDS)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
    minute: match[0].startsWith('下班') ? OFFICE_CLOSE_MINUTE : NOON_MINUTE,
    seconds: 0,
  }));
  const free = words.filter((word) => !clocks.some((clock) => word.start < clock.end && word.end > clock.start));
  return [...clocks, ...free].sort((a, b) => a.start - b.start);
}
