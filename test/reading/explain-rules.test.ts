import { join } from 'node:path';
import { projectRoot } from '../../src/project-root';
import { explained } from '../../src/reading/explain';
import { READING_RULES } from '../../src/reading/explain-rules';
import type { ReadingContext } from '../../src/reading/reading';
import { instantOf } from '../../src/lib/time';
import { loadNames } from '../../src/words/names';
import type { Understanding } from '../../src/cli/understand-line';
import { sampleUnderstanding } from '../corpus/understanding';

let known: Understanding;
beforeAll(async () => {
  known = await sampleUnderstanding();
});

/** Monday, 2026-11-23; 李梅 of 康宁, or an admin. */
const context = (role: 'staff' | 'admin'): ReadingContext => ({
  now: instantOf('2026-11-23', 9 * 60),
  register: known.register,
  calendar: known.calendar,
  sender: role === 'admin' ? { role, name: '高峰' } : { role, name: '李梅', unitId: 'I02' },
  hasImage: false,
  hasFile: false,
  openTitles: [],
});

function rulesOf(text: string, role: 'staff' | 'admin' = 'staff'): string[] {
  const around = context(role);
  const sentence = known.reader.bare(text);
  const { records, rules } = explained(known.reader.read(text, around), { sentence, names: [] }, around);
  return [...rules, ...records.flat().flatMap((value) => value.rules)];
}

test('every rule has its words, and no words are without a rule', () => {
  const { rules } = loadNames(join(projectRoot(), 'templates'));
  expect(Object.keys(rules).sort()).toEqual([...READING_RULES].sort());
});

test.each([
  ['值班 12月3日 带班王强 值班李梅', 'year_ahead'],
  ['值班 10月3日 带班王强 值班李梅', 'year_over'],
  ['隐患 11月3日发现 消防通道堵塞', 'year_behind'],
  ['值班 周五 带班王强 值班李梅', 'this_week'],
  ['隐患 消防通道堵塞 周日发现', 'last_week'],
  ['值班 28号 带班王强 值班李梅', 'date_ahead'],
  ['值班 12月3日（周四） 带班王强 值班李梅', 'weekday_fits'],
  ['值班 12月3日（周五） 带班王强 值班李梅', 'weekday_wrong'],
  ['值班 12月3-5日 带班王强 值班李梅', 'same_month'],
  ['值班 周三 夜班李梅', 'night_starts'],
  ['值班 除夕 带班王强 值班李梅', 'lunar'],
  ['值班 腊月三十 带班王强 值班李梅', 'lunar_missing'],
  ['零报告 老人56', 'today'],
  ['零报告 老人56', 'own_unit'],
  ['零报告 老人约56', 'approximate'],
  ['厨房着火了', 'incident_first'],
  ['今天一切正常，老人都好', 'no_command'],
  ['/值斑 明天 带班王强 值班李梅', 'slip'],
  ['隐患 消防通道堵塞 责任人王院长', 'title'],
  ['值班电话 8380001', 'area_code'],
])('%s: %s', (text, rule) => {
  expect(rulesOf(text)).toContain(rule);
});

test.each([
  ['截止 值班表 12月3日11:30 康宁', 'before_clock'],
  ['截止 值班表 12月3日前 康宁', 'whole_day'],
])('%s: %s', (text, rule) => {
  expect(rulesOf(text, 'admin')).toContain(rule);
});

test('a day with its year leaves no doubt', () => {
  expect(rulesOf('值班 2026年12月3日 带班王强 值班李梅')).toEqual(['own_unit']);
});
