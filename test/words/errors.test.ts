import { join } from 'node:path';
import { mistakeView } from '../../src/chat/mistake-view';
import { Say } from '../../src/chat/say';
import { type Mistake, MISTAKE_CODES } from '../../src/domain/mistakes';
import { loadNames } from '../../src/words/names';
import { plain } from '../../src/words/escape';
import { loadTemplates } from '../../src/words/templates';
import { register } from '../domain/county';

const dir = join(__dirname, '../../templates');
const templates = loadTemplates(dir);
const say = new Say(loadNames(dir), register, '2022-09-28');
const text = (mistake: Mistake, example = ''): string =>
  plain(templates.render(`errors/${mistake.code}`, mistakeView(mistake, { say, example, botName: '小安' })));

/** Said about no mistake of a person: our fault, what is not offered yet, small talk. */
const OTHERS = ['fault', 'not_yet', 'private_help'];

test('codes and texts are the same set', () => {
  const files = templates.names
    .filter((name) => name.startsWith('errors/'))
    .map((name) => name.slice('errors/'.length));
  expect(files).toEqual([...MISTAKE_CODES, ...OTHERS].sort());
});

const SITUATIONS = [
  {},
  { table: false, year: 2027 },
  { month: 9, days: 30 },
  { day: '2022-10-01', date: '2022-10-01', first: '2022-10-01', last: '2022-10-07' },
  { dueAt: Date.parse('2022-09-29T11:30:00+08:00'), minutes: 30, limit: 56 },
  { state: 'published' },
  ...[
    'none',
    'nobody',
    'noTask',
    'noRound',
    'noGroup',
    'nothing',
    'correct',
    'decision',
    'same',
    'bound',
    'binding',
    'code',
    'secret',
    'webhook',
  ].map((flag) => ({ [flag]: true })),
  { titles: ['甲', '乙'], names: ['王强'], units: ['A', 'B'], item: '年度总结' },
];

test.each(MISTAKE_CODES)('%s says something in every situation, and never more than a few lines', (code) => {
  for (const details of SITUATIONS) {
    for (const typed of [undefined, '下周八']) {
      for (const more of [{}, { ask: '日期', choices: ['一般', '重大'] }]) {
        const said = text({ code, details, ...more, ...(typed === undefined ? {} : { typed }) }, '零报告 平安');
        expect(said.length).toBeGreaterThan(8);
        expect(said.split('\n').length).toBeLessThanOrEqual(4);
        expect(said).not.toMatch(/undefined|null|\[object|NaN|「」|2022-|参数/);
      }
    }
  }
});

test('a mistake is told in the sender’s own words, with what is allowed and an example', () => {
  expect(text({ code: 'bad_date', typed: '下周八' }, '/值班 周五 带班王强 值班李梅')).toBe(
    '没看懂「下周八」。日期可以写：今天、明天、周五、11-24。\n例如：/值班 周五 带班王强 值班李梅',
  );
  expect(text({ code: 'bad_date', typed: '9月31日', details: { month: 9, days: 30 } })).toContain('9月只有30天');
  expect(text({ code: 'bad_date', typed: '春节', details: { year: 2029, table: false } })).toContain(
    '尚无2029年放假安排',
  );
  expect(text({ code: 'weekday_mismatch', typed: '9月29日（星期三）', details: { day: '2022-09-29' } })).toContain(
    '9月29日（周四）',
  );
  expect(text({ code: 'deadline_not_reached', details: { dueAt: Date.parse('2022-09-28T17:30:00+08:00') } })).toContain(
    '9月28日（周三）17:30',
  );
  expect(text({ code: 'wrong_state', typed: 'TB-0001', details: { state: 'published' } })).toContain(
    '「TB-0001」现在是已发布',
  );
});

test('what people typed cannot become a link, a mention or bold', () => {
  const markdown = templates.render(
    'errors/unknown_command',
    mistakeView({ code: 'unknown_command', typed: '[点我](http://x) @all **a**' }, { say, example: '', botName: '' }),
  );
  expect(markdown).not.toMatch(/\[点我\]\(|@all|\*\*a\*\*/);
  expect(plain(markdown)).toContain('[点我](http://x) @all **a**');
});

test('an emergency that cannot be taken yet urges to phone', () => {
  const said = plain(templates.render('errors/not_yet', { kind: '急报', incident: true, phone: '0477-8380000' }));
  for (const number of ['119', '120', '110', '0477-8380000']) expect(said).toContain(number);
});
