import { readFileSync } from 'node:fs';
import { registerFromFile } from '../../src/register/plan-import';
import { readRegister } from '../../src/register/read-register';
import { writeTemplate } from '../../src/register/template';
import { fileWith, problemsOf, workbook } from './register-files';

const UNITS = [
  ['编号', '名称', '简称'],
  ['I01', '晚晴养老院', '晚晴、晚晴院'],
];
const PEOPLE = ['姓名', '账号', '手机号', '单位', '岗位', '角色'];

describe('the template', () => {
  const TEMPLATE = 'data/register-template.xlsx';

  test('is a register', async () => {
    const data = registerFromFile(await readRegister(TEMPLATE));
    expect(data.units.map((unit) => unit.kind)).toEqual([
      'bureau',
      'section',
      'institution',
      'institution',
      'institution',
    ]);
    expect(data.units[2]).toMatchObject({
      aliases: ['晚晴', '晚晴养老院'],
      elders: 56,
      beds: 80,
      landline: '0400-8000101',
    });
    expect(data.posts.find((post) => post.id === 'I01/院长')).toMatchObject({ role: 'head', holderId: 'weixiaojiang' });
    expect(data.posts.filter((post) => post.name === '值班员').map((post) => post.holderId)).toEqual([
      'I01/蒋小雨',
      'I01/沈小雪',
    ]);
    expect(data.groups).toEqual([
      { id: 'G1', name: '松岭县民政服务机构群', chatId: 'G1', unitIds: ['I01', 'I02', 'I03'], bureau: false },
      { id: 'G2', name: '松岭县民政局工作群', chatId: 'G2', unitIds: ['B00', 'S01'], bureau: true },
    ]);
    expect(data.teams).toEqual([expect.objectContaining({ leadId: 'chuxiaolin', leaderId: 'fengxiaochuan' })]);
    expect(data.ambiguous).toEqual({ 敬老院: ['I01', 'I02'] });
    expect((await readRegister(TEMPLATE)).hazards).toEqual([
      expect.objectContaining({
        id: 'YH-0001',
        level: 'general',
        state: 'rectifying',
        due: '2026-12-10',
        found: '2026-11-20',
      }),
    ]);
  });

  test('is what the program writes', async () => {
    const fresh = fileWith('', 'xlsx');
    await writeTemplate(fresh);
    const [written, committed] = [await readRegister(fresh), await readRegister(TEMPLATE)];
    expect({ ...written, hash: '' }).toEqual({ ...committed, hash: '' });
  });
});

test('cells as Excel keeps them: numbers, dates, a title above the headers, empty rows, own columns', async () => {
  const path = await workbook({
    说明: [['随便写']],
    Sheet3: [[null]],
    单位: [
      ['松岭县养老机构一览表'],
      ['序号', '编号', '名称', '老人数', '备注'],
      [1, 'I01', '晚晴养老院', 56, '新'],
      [null],
      [2, 'I02', '河湾院', '31', null],
    ],
    人员: [
      ['姓名', '手机', '单位'],
      ['卫　小江', 13900000011, '晚晴养老院'],
    ],
    隐患: [
      ['编号', '单位', '内容', '级别', '状态', '期限'],
      ['YH-0007', 'I01', '灯不亮', '一般', '整改中', new Date('2026-12-05T00:00:00Z')],
    ],
  });
  const file = await readRegister(path);
  expect(file.units).toEqual([
    { at: '单位 第 3 行', id: 'I01', name: '晚晴养老院', elders: 56 },
    { at: '单位 第 5 行', id: 'I02', name: '河湾院', elders: 31 },
  ]);
  expect(file.people).toEqual([{ at: '人员 第 2 行', name: '卫小江', mobile: '13900000011', unit: '晚晴养老院' }]);
  expect(file.hazards[0]?.due).toBe('2026-12-05');
  expect(registerFromFile(file).people[0]?.unitId).toBe('I01');
});

test('an empty cell says nothing, the word for nothing takes away', async () => {
  const [row] = (await readRegister(await workbook({ 人员: [PEOPLE, ['李梅', 'limei', '无', null, '-', null]] })))
    .people;
  expect(row).toEqual({ at: '人员 第 2 行', name: '李梅', userid: 'limei', mobile: null, post: null });
});

describe('broken workbooks', () => {
  test.each<[string, Parameters<typeof workbook>[0], string]>([
    [
      'a bad phone',
      { 人员: [PEOPLE, ['甲', null, '13900000001', null, null, null], ['乙', null, '1390000000', null, null, null]] },
      '人员 第 3 行：mobile：手机号现在是 10 位',
    ],
    [
      'a header that lacks a column',
      {
        单位: [
          ['名称', '简称'],
          ['晚晴', '晚'],
        ],
      },
      '单位 第 1 行：表头缺「编号」这一列',
    ],
    [
      'a header nobody knows',
      {
        人员: [
          ['姓名', '单位', '电子邮箱'],
          ['甲', null, 'a@b'],
        ],
      },
      '人员 第 1 行：表头「电子邮箱」不认识',
    ],
    [
      'a header twice',
      {
        人员: [
          ['姓名', '手机', '手机号'],
          ['甲', null, null],
        ],
      },
      '人员 第 1 行：表头「手机号」有两列',
    ],
    ['no header', { 单位: [['I01', '晚晴养老院']] }, '单位：前 5 行里没有找到表头'],
    [
      'a sheet nobody knows',
      { 单位: UNITS, Sheet2: [['a', 'b']] },
      'Sheet2：不认识工作表「Sheet2」：工作表只能叫 单位、人员、群',
    ],
    ['nothing in it', { 单位: [[null]] }, '工作簿里没有内容'],
    ['an id twice', { 单位: [...UNITS, ['I01', '河湾院', null]] }, '单位 第 3 行：编号「I01」和 单位 第 2 行 重复'],
    [
      'UTF-8 read as Latin-1',
      {
        人员: [
          ['姓名', '单位'],
          ['çŽ‹å¼º', null],
        ],
      },
      '应是「王强」',
    ],
    [
      'GBK read as Latin-1',
      {
        人员: [
          ['ÐÕÃû', 'µ¥Î»'],
          ['ÍõÇ¿', null],
        ],
      },
      '文件里的中文是乱码（「ÐÕÃû」，应是「姓名」）',
    ],
    ['UTF-8 read as GBK', { 鍗曚綅: UNITS }, '文件里的中文是乱码（「鍗曚綅」，应是「单位」）'],
    [
      'lost characters',
      {
        人员: [
          ['姓名', '单位'],
          ['锟斤拷', null],
        ],
      },
      '文件里的中文是乱码（「锟斤拷」）',
    ],
  ])('%s', async (_, sheets, problem) => {
    const problems = await problemsOf(await workbook(sheets));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  test('a file that is no workbook', async () => {
    for (const content of ['编号,名称\nI01,晚晴', '', readFileSync('data/register-template.xlsx').subarray(0, 900)]) {
      expect(await problemsOf(fileWith(content, 'xlsx'))).toEqual([expect.stringContaining('打不开这个 .xlsx 文件')]);
    }
  });
});
