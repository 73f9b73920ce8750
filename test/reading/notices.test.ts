import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCalendar } from '../../src/calendar/calendar';
import type { ReadNotice } from '../../src/domain/proposal';
import { Register } from '../../src/domain/register-index';
import { instantOf } from '../../src/lib/time';
import { readNotice } from '../../src/reading/notice/read-notice';
import { normalise } from '../../src/reading/normalise';
import type { ReadingContext } from '../../src/reading/reading';
import { readRegister, registerFromFile } from '../../src/register';

const NOTICES = join(__dirname, '..', 'notices');
let context: ReadingContext;

beforeAll(async () => {
  const file = await readRegister(join(__dirname, '../../data/sample/county.json'));
  context = {
    now: instantOf('2026-11-23', 14 * 60),
    register: new Register(registerFromFile(file)),
    calendar: createCalendar(),
    sender: { role: 'admin' },
    hasImage: false,
    hasFile: false,
    openTitles: [],
  };
});

function read(typed: string): ReadNotice {
  const message = normalise(typed);
  return readNotice(message, context, { intent: 'propose', command: '', slash: false, heading: '', message });
}
const paper = (name: string): ReadNotice => read(readFileSync(join(NOTICES, `${name}.txt`), 'utf8'));
/** Items without the sentences that they come from. */
const itemsOf = ({ items }: ReadNotice) =>
  items.map(({ words, span, ...item }) => {
    expect([typeof words, span.length]).toEqual(['string', 2]);
    return item;
  });

describe('notices of the kinds that a bureau sends', () => {
  test('a plan of inspections: a roster by the minute, a report of those that are inspected', () => {
    const notice = paper('holiday-inspection');
    expect(itemsOf(notice)).toEqual([
      {
        item: 'fix_report',
        title: '整改报告',
        subset: '被列入实地检查的机构',
        due: '2027-01-08',
        to: '县民政局福利办公室',
        contact: { name: '白鸽', phone: '0477-8380000' },
      },
      {
        item: 'duty',
        title: '值班表',
        targets: ['all'],
        due: '2026-12-29T11:30:00+08:00',
        require: ['signed', 'stamped', 'scan', 'landline', 'mobile'],
        to: '微信群',
      },
    ]);
    expect(notice).toMatchObject({ contact: { name: '白鸽', phone: '0477-8380000' }, penalty: true, phases: [] });
    expect(notice.unread).toEqual([expect.stringContaining('12月25日前派出督导组')]);
  });

  test('a campaign: its phases, a daily report, a paper', () => {
    const notice = paper('three-actions');
    expect(notice.title).toBe('青山县民政局关于开展元旦春节期间“三项行动”的实施方案');
    expect(notice.docNo).toBe('青民〔2026〕8号');
    expect(notice.phases).toEqual([
      { name: '动员部署阶段', end: '2026-12-10' },
      { name: '集中排查阶段', start: '2026-12-10', end: '2026-12-31' },
      { name: '整治阶段', start: '2027-01-04', end: '2027-01-31' },
      { name: '回头看和总结阶段', start: '2027-02-01', end: '2027-02-28' },
    ]);
    expect(itemsOf(notice)).toEqual([
      { item: 'zero', every: 'day', targets: ['type:养老'] },
      {
        item: '隐患排查情况报告',
        title: '隐患排查情况报告',
        due: '2026-12-31',
        to: '县局福利办',
        targets: ['type:养老'],
      },
    ]);
    expect(notice.unread).toEqual([expect.stringContaining('每周全覆盖巡查')]);
  });

  test('a joint inspection: a phase that starts today, a plan of those that have hazards', () => {
    const notice = paper('joint-remediation');
    expect(notice.phases).toEqual([
      { name: '排查阶段', start: '2026-11-23', end: '2026-12-08' },
      { name: '整治阶段', start: '2026-12-08', end: '2026-12-30' },
      { name: '总结阶段', start: '2027-01-04', end: '2027-01-15' },
    ]);
    expect(itemsOf(notice)).toEqual([
      {
        item: 'plan',
        title: '整改方案',
        subset: '存在隐患的养老机构',
        due: '2026-12-18',
        require: ['signed'],
        to: '县局福利办公室',
      },
    ]);
  });

  test('a long campaign: phases are called by their names, what has no number of its own is pointed out', () => {
    const notice = paper('hundred-days');
    expect(notice.phases.map(({ name }) => name)).toEqual(['平安过冬行动', '温暖团圆行动', '文明清明行动']);
    expect(itemsOf(notice)).toEqual([
      {
        item: 'plan',
        title: '实施方案',
        due: '2026-12-17',
        require: ['signed'],
        to: '县民政局',
        targets: ['type:养老'],
      },
    ]);
    expect(notice.unread).toEqual([
      expect.stringContaining('每日巡查'),
      expect.stringContaining('每周巡查一次、抽查两次'),
      expect.stringContaining('定期上报疫苗接种'),
      expect.stringContaining('48小时内'),
    ]);
  });

  test('a notice about fire safety: only what comes again', () => {
    expect(itemsOf(paper('fire-safety'))).toEqual([
      { item: 'test', every: 'week', per_week: 2, targets: ['type:养老'] },
    ]);
  });

  test('numbered papers, each for its own units', () => {
    const notice = paper('two-papers');
    expect(itemsOf(notice)).toMatchObject([
      { item: 'selfcheck', due: '2026-12-04T17:30:00+08:00', require: ['stamped'], to: '福利办邮箱' },
      { item: 'fix_report', due: '2026-12-09', targets: ['I02', 'I06', 'I07'], require: ['signed', 'stamped'] },
      { item: '冬季取暖安全承诺书', due: '2026-12-11T12:00:00+08:00', to: '福利办公室' },
    ]);
    expect(notice).toMatchObject({ receipt: true, penalty: true, unread: [] });
  });

  test('a weekday that contradicts its date is kept as a question', () => {
    const [roster, summary] = paper('old-weekday').items;
    expect(roster).toMatchObject({
      item: 'duty',
      mistake: { code: 'weekday_mismatch', typed: '2026年9月29日(星期四)' },
    });
    expect(roster?.due).toBeUndefined();
    expect(summary).toMatchObject({ title: '节日期间祭扫服务情况总结', due: '2026-10-09T17:00:00+08:00' });
  });

  test('words only', () => {
    expect(paper('only-words')).toMatchObject({ items: [], phases: [], unread: [] });
  });
});

test('every item points at its sentence', () => {
  const text = normalise(readFileSync(join(NOTICES, 'two-papers.txt'), 'utf8'));
  for (const { words, span } of paper('two-papers').items) expect(text.slice(...span)).toBe(words);
});

test.each([
  // What was typed, and what became of it: the item, or nothing and the piece that is said back.
  ['请于12月5日前将取暖设备检修记录报县局。', '取暖设备检修记录', []],
  ['年度工作总结务必于12月20日前报送至福利办邮箱。', '年度工作总结', []],
  ['各院要制定应急预案，12月10日前经院长签字后报县局备案。', '应急预案', []],
  ['请各单位于12月5日前报送《消防安全承诺书》。', '消防安全承诺书', []],
  ['我局将于12月10日前组织检查。', undefined, ['我局将于12月10日前组织检查']],
  ['根据《关于12月1日前报送材料的通知》，做好防火。', undefined, []],
  ['12月8日上午召开会议。', undefined, ['12月8日上午召开会议']],
  ['本次举报电话公布后，一周内办结。', undefined, ['本次举报电话公布后,一周内办结']],
  ['请于12月5日前报。', '', []],
  ['请做到以下三点，抓好落实。', undefined, []],
])('%s', (typed, title, unread) => {
  const { items, unread: left } = read(typed);
  expect(items.map((item) => item.title ?? '')).toEqual(title === undefined ? [] : [title]);
  expect(left).toEqual(unread);
});

test('two deadlines of one sentence each keep their own paper', () => {
  const notice = read('请于12月4日前报自查表，12月9日12:00前报整改报告，须盖章。');
  expect(itemsOf(notice)).toMatchObject([
    { title: '自查表', due: '2026-12-04' },
    { title: '整改报告', due: '2026-12-09T12:00:00+08:00', require: ['stamped'] },
  ]);
});

test.each([
  [
    '康宁、柳河 12月4日前报自查表，12月9日前报整改报告',
    [
      ['I02', 'I06'],
      ['I02', 'I06'],
    ],
  ],
  [
    '康宁、柳河 12月4日前报自查表。12月9日前报整改报告。',
    [
      ['I02', 'I06'],
      ['I02', 'I06'],
    ],
  ],
  ['各养老机构：12月4日前报自查表，康宁于12月9日前报整改报告。', [['type:养老'], ['I02']]],
  ['12月4日前报自查表，12月9日前报整改报告', [undefined, undefined]],
])('whom: %s', (typed, targets) => {
  expect(read(typed).items.map((item) => item.targets)).toEqual(targets);
});

test('a threat with a date asks for nothing, and is said back', () => {
  const notice = read('请于12月4日前报自查表。12月5日前未报的将在全县通报。');
  expect(notice.items).toHaveLength(1);
  expect(notice.unread).toEqual(['12月5日前未报的将在全县通报']);
});

test('reading stays quick on a text of the longest kind', () => {
  const long = '请各单位于12月4日前将自查表加盖公章后报福利办，联系人：高峰，电话：8380000。'.repeat(280);
  const began = process.hrtime.bigint();
  expect(read(long).items).toHaveLength(1);
  expect(Number(process.hrtime.bigint() - began) / 1e6).toBeLessThan(5000);
});
