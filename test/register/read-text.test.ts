import { readFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { readRegister } from '../../src/register/read-register';
import { registerFromFile } from '../../src/register/plan-import';
import { Register } from '../../src/domain/register-index';
import { fileWith, fromJson, jsonFile, problemsOf } from './register-files';

const COUNTY = 'data/sample/county.json';
const parsed = (path: string): object => JSON.parse(readFileSync(path, 'utf8')) as object;

describe('the sample county', () => {
  test('becomes a register that answers', async () => {
    const register = new Register(registerFromFile(await readRegister(COUNTY)));
    expect(register.version).toBe(1);
    expect(register.units[0]).toMatchObject({ id: 'B00', kind: 'bureau', order: 0 });
    expect(register.institutions.map((unit) => unit.id).slice(0, 3)).toEqual(['I01', 'I02', 'I03']);
    expect(register.institutions).toHaveLength(18);
    expect(register.headOf('I02')?.name).toBe('王强');
    expect(register.personOf('i02')).toMatchObject({ name: '李梅', unitId: 'I02', role: 'staff' });
    expect(register.roleOf(register.personOf('gaofeng'))).toBe('admin');
    expect(register.roleOf(register.personOf('fucai'))).toBe('lottery_mgr');
    expect(register.bureauGroup?.id).toBe('G3');
    expect(register.groupOfChat('G1')?.unitIds).toContain('I17');
    expect(register.teams[0]).toMatchObject({ leadId: 'dudao1', leaderId: 'lijuzhang', areas: ['城关镇', '东关街道'] });
    expect(
      register
        .words()
        .get('福利院')
        ?.map((unit) => unit.id),
    ).toEqual(['I01', 'I12']);
  });

  test('two people on posts of the same name hold two posts', async () => {
    const { posts } = registerFromFile(await readRegister(COUNTY));
    expect(posts.filter((post) => post.unitId === 'I05' && post.name === '值班员')).toEqual([
      expect.objectContaining({ id: 'I05/值班员', holderId: 'i05' }),
      expect.objectContaining({ id: 'I05/值班员-2', holderId: 'i05-b' }),
    ]);
  });

  test('says the same in yaml', async () => {
    const yaml = fileWith(stringify(parsed(COUNTY)), 'yaml');
    expect(registerFromFile(await readRegister(yaml))).toEqual(registerFromFile(await readRegister(COUNTY)));
  });

  test('keeps its hazards', async () => {
    const { hazards } = await readRegister(COUNTY);
    expect(hazards.find((hazard) => hazard.id === 'YH-0013')).toMatchObject({
      inst: 'I02',
      level: 'major',
      due: '2026-11-30',
    });
  });
});

test('a bigger county with a group that is named by its chat', async () => {
  const data = registerFromFile(await readRegister('test/register/fixtures/big-county.json'));
  expect(data.people).toHaveLength(94);
  expect(data.groups.find((group) => group.id === 'wrCHAT0001')).toMatchObject({ chatId: 'wrCHAT0001' });
  expect(new Set(data.posts.map((post) => post.id)).size).toBe(data.posts.length);
  expect(data.posts.every((post) => post.holderId !== undefined)).toBe(true);
});

describe('values are mended where there is only one meaning', () => {
  test.each([
    ['139 0000 1001', '13900001001'],
    ['139-0000-1001', '13900001001'],
    ['+86 13900001001', '13900001001'],
    ['１３９００００１００１', '13900001001'],
    [13900001001, '13900001001'],
  ])('%j', async (mobile, read) => {
    const file = await fromJson({ people: [{ name: '王　强', mobile }] });
    expect(file.people).toEqual([{ at: 'people[0]，第 3 行', name: '王强', mobile: read }]);
  });
});

describe('bad rows are named by path and line', () => {
  const unit = { id: 'I01', name: '甲院' };
  test.each<[string, object, string]>([
    [
      'phone',
      { people: [{ name: '王强', mobile: '1390000100' }] },
      'people[0]，第 3 行：mobile：手机号现在是 10 位（139…），要写 11 位数字，以 1 开头，例如 13900001001',
    ],
    ['role', { people: [{ name: '王强', role: 'boss' }] }, 'people[0]，第 3 行：role：角色只能写：工作人员、负责人'],
    ['nobody', { people: [{ mobile: '13900001001' }] }, 'people[0]，第 3 行：要写姓名'],
    ['unknown key', { people: [{ name: '王强', moblie: '1' }] }, 'people[0]，第 3 行：不认识「moblie」这一项'],
    ['unknown part', { peoples: [] }, '不认识「peoples」；名册的各部分叫：'],
    [
      'id twice',
      { institutions: [unit, unit] },
      'institutions[1]，第 7 行：编号「I01」和 institutions[0]，第 3 行 重复',
    ],
    [
      'userid twice',
      {
        people: [
          { userid: 'a', name: '王强' },
          { userid: 'A', name: '李梅' },
        ],
      },
      'people[1]，第 7 行：账号「a」和 people[0]',
    ],
    [
      'same person twice',
      {
        people: [
          { name: '王强', unit: 'I01' },
          { name: '王强', unit: 'I01' },
        ],
      },
      'people[1]，第 7 行：「I01 王强」和 people[0]',
    ],
    [
      'hazard',
      { open_hazards: { 'YH-0001': { inst: 'I01', desc: 'x', level: 'huge', state: 'open' } } },
      'open_hazards.YH-0001，第 3 行：level：级别只能写：一般、重大',
    ],
    [
      'hazard day',
      { open_hazards: { 'YH-0001': { inst: 'I01', desc: 'x', level: '一般', state: 'open', due: '2026-11-31' } } },
      'due：整改期限要写成 2026-12-05 的样子',
    ],
    ['not an object', { people: ['王强'] }, 'people[0]，第 3 行：这一条要写成「名称: 值」的样子'],
  ])('%s', async (_, content, problem) => {
    const problems = await problemsOf(jsonFile(content));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  test('all of them at once', async () => {
    const content = {
      people: [
        { name: '甲', mobile: '1' },
        { name: '乙', mobile: '13900001001' },
        { name: '丙', role: 'x' },
      ],
    };
    expect(await problemsOf(jsonFile(content))).toHaveLength(2);
  });
});

describe('a file that is none', () => {
  test.each<[string, string | Uint8Array, string, string]>([
    ['json with a comma too many', '{\n "people": [\n ],\n}', 'json', '不是 json'],
    ['json cut off', '{\n "people": [\n', 'json', 'json 的写法不对'],
    ['json with a key twice', '{\n "people": [],\n "people": []\n}', 'json', '第 3 行：同一个名称写了两次'],
    ['yaml badly indented', 'people:\n - name: a\n  b: c\n', 'yaml', 'yaml 的写法不对'],
    ['a list', '[]', 'json', '不是名册'],
    ['empty', '', 'yaml', '不是名册'],
    ['GBK', Uint8Array.of(0x7b, 0x22, 0xb5, 0xa5, 0xce, 0xbb, 0x22, 0x7d), 'json', '不是 UTF-8 编码（多半是 GBK）'],
    [
      'GBK read as Latin-1 and saved',
      '{"people": [{"name": "ÍõÇ¿"}]}',
      'json',
      '文件里的中文是乱码（「ÍõÇ¿」，应是「王强」）',
    ],
    ['a csv', 'a,b', 'csv', '名册文件只能是 .xlsx、.json 或 .yaml'],
  ])('%s', async (_, content, extension, problem) => {
    const problems = await problemsOf(fileWith(content, extension));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  test('a mark at the beginning and UTF-16 are fine', async () => {
    const text = '{"people": [{"name": "王强"}]}';
    for (const content of [`\uFEFF${text}`, Buffer.from(`\uFEFF${text}`, 'utf16le')]) {
      expect((await readRegister(fileWith(content, 'json'))).people[0]?.name).toBe('王强');
    }
  });

  test('a path that is not there', async () => {
    expect(await problemsOf('no/such.json')).toEqual(['读不到文件「no/such.json」：请核对路径和文件名']);
  });
});
