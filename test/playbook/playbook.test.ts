import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { shifted, suggestMajor } from '../../src/domain/playbook';
import { loadPlaybook, PlaybookError } from '../../src/playbook';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function dataWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'playbook-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const problemsOf = (files: Readonly<Record<string, string>>): readonly string[] => {
  try {
    loadPlaybook(dataWith(files));
  } catch (error) {
    if (error instanceof PlaybookError) return error.problems;
    throw error;
  }
  return [];
};

const CAMPAIGN = `names: [冬季检查]
start: 2026-11-01
phases:
  - { id: survey, name: 排查, start: today, end: 2026-11-08, owes: [selfcheck] }
  - { id: repair, name: 整治, start: 2026-11-08, end: 2026-11-30 }
tasks:
  - { item: duty, title: 值班表, due: 2026-11-05 11:30, covers: [2026-11-07, 2026-11-08], requires: [signed, scan] }
  - { item: zero, title: 零报告, every: day, at: "17:30", range: [2026-11-06, 2026-11-09] }
  - { item: test, title: 抗原检测, every: week_count, count: 2 }
`;

test('a campaign is read with what it owes and when', () => {
  const [plan] = loadPlaybook(dataWith({ 'campaigns/winter.yaml': CAMPAIGN })).campaigns;
  expect(plan).toMatchObject({
    id: 'winter',
    targets: ['all'],
    supervise: 'major',
    phases: [
      { start: 'today', end: '2026-11-08', owes: ['selfcheck'] },
      { start: '2026-11-08', owes: [] },
    ],
  });
  expect(plan?.tasks.map((task) => task.schedule)).toEqual([
    { every: 'once', due: '2026-11-05T11:30:00+08:00' },
    { every: 'day', clock: '17:30', range: ['2026-11-06', '2026-11-09'] },
    { every: 'week_count', count: 2 },
  ]);
});

test('起 moves every date by the same days', () => {
  const [plan] = loadPlaybook(dataWith({ 'campaigns/winter.yaml': CAMPAIGN })).campaigns;
  const moved = plan && shifted(plan, '2027-01-10');
  expect(moved?.phases.map(({ start, end }) => [start, end])).toEqual([
    ['today', '2027-01-17'],
    ['2027-01-17', '2027-02-08'],
  ]);
  expect(moved?.tasks[0]).toMatchObject({
    covers: ['2027-01-16', '2027-01-17'],
    schedule: { due: '2027-01-14T11:30:00+08:00' },
  });
  expect(moved?.tasks[1]?.schedule).toMatchObject({ range: ['2027-01-15', '2027-01-18'] });
});

test('every mistake of every file is named with its line, all at once', () => {
  const problems = problemsOf({
    'campaigns/a.yaml': CAMPAIGN.replace('end: 2026-11-30', 'end: 2026-11-31').replace('count: 2', 'times: 2'),
    'campaigns/b.yaml':
      'names: [冬季检查]\nstart: 2026-11-01\nchecklists: [nine]\nphases: [{ id: x, name: 全程, end: 2026-11-08 }]\n',
    'campaigns/c.yaml': CAMPAIGN.replace('[冬季检查]', '[冬季检查]'),
    'checklists/d.yaml': 'names: [五项\n',
    'rules/e.yaml': 'name: 判定\nversion: 2023\nfrom: 2023-11-27\nkeywords: []\n',
  });
  expect(problems).toEqual([
    expect.stringMatching(/^data\/campaigns\/a\.yaml:5 phases\.1\.end: there is no such day/),
    expect.stringMatching(/^data\/campaigns\/a\.yaml:9 tasks\.2: Unrecognized key: "times"/),
    expect.stringMatching(/^data\/campaigns\/a\.yaml:9 tasks\.2: it needs due, or every/),
    expect.stringMatching(/^data\/checklists\/d\.yaml:\d+ /),
    expect.stringMatching(/^data\/rules\/e\.yaml:2 version: /),
    expect.stringMatching(/^data\/rules\/e\.yaml:4 keywords: /),
    expect.stringMatching(/^data\/campaigns\/b\.yaml checklists: there is no data\/checklists\/nine\.yaml/),
    expect.stringMatching(/^data\/campaigns\/c\.yaml names: 冬季检查 is also the name of b\.yaml/),
  ]);
});

test('a task for a subset that nobody names is a mistake', () => {
  const subset = CAMPAIGN.replace('title: 值班表,', 'title: 值班表, subset: 被检查单位,');
  expect(problemsOf({ 'campaigns/a.yaml': subset })).toEqual([
    expect.stringContaining('值班表 is for 被检查单位, which is not in subsets'),
  ]);
});

test('two rule sets may be valid side by side; each day has its own', () => {
  const rule = (version: string, from: string, more = ''): string =>
    `name: 判定标准\nversion: "${version}"\nfrom: ${from}\n${more}keywords:\n  - { group: 设施, words: [彩钢板, 报废电梯] }\n`;
  const { rules } = loadPlaybook(
    dataWith({
      'rules/old.yaml': rule('2023', '2023-11-27', 'to: 2026-12-31\n'),
      'rules/new.yaml': rule('2026', '2026-12-01'),
    }),
  );
  const versions = (day: string): string[] => suggestMajor(rules, '锅炉房彩钢板', day).map((hit) => hit.version);
  expect([versions('2026-11-22'), versions('2026-12-15'), versions('2027-01-01'), versions('2023-01-01')]).toEqual([
    ['2023'],
    ['2026', '2023'],
    ['2026'],
    [],
  ]);
  expect(suggestMajor(rules, '应急灯不亮', '2026-11-22')).toEqual([]);
});

test('a checklist that a phase or a task asks for must be there, by its first name', () => {
  const checklist = 'names: [冬季清单, 清单]\nitems: [{ title: 通道 }]\n';
  const asking = (name: string): string => CAMPAIGN.replace('owes: [selfcheck]', `owes: ["checklist:${name}"]`);
  expect(problemsOf({ 'campaigns/winter.yaml': asking('冬季清单'), 'checklists/winter.yaml': checklist })).toEqual([]);
  expect(problemsOf({ 'campaigns/winter.yaml': asking('清单'), 'checklists/winter.yaml': checklist })).toEqual([
    'data/campaigns/winter.yaml: there is no checklist whose first name is 清单',
  ]);
});
