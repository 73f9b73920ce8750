const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  俩: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const UNITS: Readonly<Record<string, number>> = {
  十: 10,
  拾: 10,
  廿: 20,
  卅: 30,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
  万: 10_000,
  亿: 100_000_000,
};
/** Characters of a Chinese numeral, for character classes. */
const HAN_DIGITS = '零〇一二两三四五六七八九十百千廿卅壹贰叁肆伍陆柒捌玖拾佰仟';
/** A whole number of days or months: `12`, `十二`, `二十九`. */
export const SMALL = '(?:\\d{1,2}|[一二三四五六七八九十廿卅]{1,3})';
/** Any count: digits with a sign and decimals, or a numeral; 万 may follow. The 一 of 一共 and 一切 counts nothing. */
export const NUMBER = `(?!一[共切起样直些般下定])(?:-?\\d{1,9}(?:\\.\\d{1,4})?|[${HAN_DIGITS}]{1,12}|半)(?:万|千(?![瓦克])|百)?`;

function numeralSection(text: string): number | undefined {
  let total = 0;
  let digit: number | undefined;
  for (const char of text) {
    const value = DIGITS[char];
    const unit = UNITS[char];
    if (value !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined;
      digit = value;
    } else if (unit === 20 || unit === 30) {
      total += unit;
    } else if (unit !== undefined) {
      total = unit >= 10_000 ? (total + (digit ?? 0)) * unit : total + (digit ?? 1) * unit;
      digit = undefined;
    } else return undefined;
  }
  return total + (digit ?? 0);
}

/** 五十六 56, 廿五 25, 伍佰 500, 二〇二六 2026, 3万 30000, 半 0.5; `undefined` when it is no number. */
export function numberOf(text: string): number | undefined {
  if (text === '') return undefined;
  if (text === '半') return 0.5;
  const mixed = /^(-?\d+(?:\.\d+)?)(万|千|百)?$/.exec(text);
  if (mixed) return Number(mixed[1]) * (UNITS[mixed[2] ?? ''] ?? 1);
  if (Array.from(text).every((char) => DIGITS[char] !== undefined) && text.length > 1) {
    return Number(
      Array.from(text)
        .map((char) => DIGITS[char])
        .join(''),
    );
  }
  return numeralSection(text);
}

/** 五六十, 十几, 几十, 七八个: nobody can count with it. */
export const VAGUE =
  /[一二三四五六七八九]{2}[十百千万]|[二三四五六七八九]?十[一二三四五六七八][二三四五六七八九](?=[人个名位户])|十[几来]|几十|[一二三四五六七八九][十百][几来]|若干|好几(?=[人个名户])|(?<![一二三四五六七八九十百第])(?:一两|两三|三四|四五|五六|六七|七八|八九)(?=[个名位人户])/;
