import { createCalendar } from '../../src/calendar/calendar';
import { Register } from '../../src/domain/register-index';
import { normalise } from '../../src/reading/normalise';
import type { ReadingContext } from '../../src/reading/reading';
import type { Tense } from '../../src/reading/values/day-resolve';
import { findDays } from '../../src/reading/values/days';

const register = new Register({ version: 1, units: [], people: [], posts: [], teams: [], groups: [], ambiguous: {} });
const at = (today: string): ReadingContext => ({
  now: Date.parse(`${today}T09:00:00+08:00`),
  register,
  calendar: createCalendar(),
  sender: { role: 'staff' },
  hasImage: false,
  hasFile: false,
  openTitles: [],
});

function read(text: string, today: string, tense: Tense): string {
  const [span, more] = findDays(normalise(text), at(today), { tense, spans: tense === 'question' });
  if (more) return `also ${more.text}`;
  if (!span) return 'none';
  if (span.mistake) return span.mistake.code;
  return span.first === span.last ? span.first : span.range ? `${span.first}..${span.last}` : span.days.join(' ');
}

describe('days that are typed (domain D.2.4), Monday 2026-09-28, looking ahead', () => {
  it.each([
    ['10月1日', '2026-10-01'],
    ['10月1号', '2026-10-01'],
    ['10.1', '2026-10-01'],
    ['10-1', '2026-10-01'],
    ['10/1', '2026-10-01'],
    ['2026/10/1', '2026-10-01'],
    ['2026-10-01', '2026-10-01'],
    ['20261001', '2026-10-01'],
    ['0929', '2026-09-29'],
    ['十月一日', '2026-10-01'],
    ['九月二十九日', '2026-09-29'],
    ['１０月１日', '2026-10-01'],
    ['10月1日（星期四）', '2026-10-01'],
    ['10月1日星期五', 'weekday_mismatch'],
    ['1—3日', '2026-10-01..2026-10-03'],
    ['10月1、3、5日', '2026-10-01 2026-10-03 2026-10-05'],
    ['10月1日、2日、3日', '2026-10-01 2026-10-02 2026-10-03'],
    ['10月1日至3日', '2026-10-01..2026-10-03'],
    ['10月1日-10月3日', '2026-10-01..2026-10-03'],
    ['10月30日到11月2日', '2026-10-30..2026-11-02'],
    ['12月30日-1月2日', '2026-12-30..2027-01-02'],
    ['10月4日至2日', 'range_reversed'],
    ['10月1日-9月30日', 'range_reversed'],
    ['国庆7天', '2026-10-01..2026-10-07'],
    ['国庆', '2026-10-01..2026-10-07'],
    ['十·一', '2026-10-01..2026-10-07'],
    ['国庆8天', 'contradictory'],
    ['今天', '2026-09-28'],
    ['明天', '2026-09-29'],
    ['后天', '2026-09-30'],
    ['大后天', '2026-10-01'],
    ['周五', '2026-10-02'],
    ['礼拜三', '2026-09-30'],
    ['下周一', '2026-10-05'],
    ['星期天', '2026-10-04'],
    ['周六、周日', '2026-10-03 2026-10-04'],
    ['月底', '2026-09-30'],
    ['本月底', '2026-09-30'],
    ['下月5号', '2026-10-05'],
    ['10日', '2026-10-10'],
    ['1号', '2026-10-01'],
    ['国庆前一天', '2026-09-30'],
    ['节前最后一个工作日', '2026-09-30'],
    ['节后上班第一天', '2026-10-08'],
    ['元旦前', '2026-12-31'],
    ['3个工作日内', '2026-10-08'],
    ['重阳', '2026-10-18'],
    ['2月30日', 'bad_date'],
    ['13月1日', 'bad_date'],
    ['9月31日', 'bad_date'],
    ['2027年2月29日', 'bad_date'],
    ['明年1月10号', '2027-01-10'],
    ['9月1日', '2026-09-01'],
    ['5号炉', 'none'],
    ['3楼302房间', 'none'],
    ['2号楼', 'none'],
    ['36.4度', 'none'],
    ['十里铺', 'none'],
    ['1-8都落实了', 'none'],
    ['王国庆', 'none'],
    ['第3次', 'none'],
  ])('%s is %s', (text, expected) => {
    expect(read(text, '2026-09-28', 'future')).toBe(expected);
  });

  it.each([
    ['初一', '2027-02-06'],
    ['大年初三', '2027-02-08'],
    ['正月初一到初三', '2027-02-06..2027-02-08'],
    ['除夕', '2027-02-05'],
    ['大年三十', '2027-02-05'],
    ['腊月三十', 'lunar_missing_day'],
    ['农历腊月三十', 'lunar_missing_day'],
    ['腊月二十五', '2027-02-01'],
    ['小年', '2027-01-30'],
    ['元宵', '2027-02-20'],
    ['春节', 'bad_date'],
    ['春节前', '2027-02-04'],
    ['2.5—2.8', '2027-02-05..2027-02-08'],
  ])('before the spring festival: %s is %s', (text, expected) => {
    expect(read(text, '2027-01-20', 'future')).toBe(expected);
  });

  it.each([
    ['昨天', '2027-01-19'],
    ['前天', '2027-01-18'],
    ['大前天', '2027-01-17'],
    ['上周五', '2027-01-15'],
    ['12月30日', '2026-12-30'],
    ['腊八', '2027-01-15'],
    ['3号', '2027-01-03'],
    ['周日', '2027-01-17'],
    ['10.5', '2026-10-05'],
  ])('looking back from 2027-01-20: %s is %s', (text, expected) => {
    expect(read(text, '2027-01-20', 'past')).toBe(expected);
  });

  it.each([
    ['上月', '2026-10-01..2026-10-31'],
    ['本月', '2026-11-01..2026-11-30'],
    ['这周', '2026-11-23..2026-11-29'],
    ['2026年10月', '2026-10-01..2026-10-31'],
    ['国庆期间', '2026-10-01..2026-10-07'],
  ])('asked on 2026-11-23: %s is %s', (text, expected) => {
    expect(read(text, '2026-11-23', 'question')).toBe(expected);
  });
});
