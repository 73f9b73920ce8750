import { runImport } from '../../src/cli/import';
import { instantOf } from '../../src/lib/time';
import { type Storage, openStorage } from '../../src/storage';
import { jsonFile } from './register-files';

const COUNTY = 'data/sample/county.json';

describe('npm run import', () => {
  let storage: Storage;
  beforeEach(async () => {
    storage = await openStorage({ url: 'sqlite::memory:' });
  });
  afterEach(() => storage.close());

  const clock = { now: () => instantOf('2026-11-21', 600) };
  const run = (path: string, rest: { apply?: boolean; seen?: string } = {}) =>
    runImport({ path, apply: false, ...rest }, { work: storage.work, clock });
  const version = (): Promise<number> => storage.work.run((tx) => tx.register.version());
  const codeIn = (lines: readonly string[]): string => /--seen (\w+)/.exec(lines.join('\n'))?.[1] ?? '';

  test('a preview shows everything and stores nothing', async () => {
    const { lines, ok } = await run(COUNTY);
    const text = lines.join('\n');
    expect(ok).toBe(true);
    expect(text).toContain(
      '单位 新增 19；人员 新增 44；岗位 新增 44；群 新增 3；督导组 新增 2；共用简称 新增 3；隐患 新增 4',
    );
    expect(text).toContain('  + 人员 康宁 李梅：账号 i02，手机号 139****1002\n');
    expect(text).toContain('  + 岗位 康宁 院长：任职 王强，角色 负责人');
    expect(text).not.toMatch(/1\d{10}/);
    expect(await version()).toBe(0);
    expect(await storage.work.run((tx) => tx.ledger.get('YH-0012'))).toBeUndefined();
  });

  test('apply with the code of the preview, then nothing is left to change', async () => {
    const seen = codeIn((await run(COUNTY)).lines);
    expect(await run(COUNTY, { apply: true, seen })).toMatchObject({ ok: true });
    expect(await version()).toBe(1);
    expect(await run(COUNTY, { apply: true })).toEqual({ ok: true, lines: ['名册和文件一致，没有要改的。'] });
    expect(await version()).toBe(1);
  });

  test('says what was before and what comes', async () => {
    await run(COUNTY, { apply: true });
    const path = jsonFile({
      people: [
        { userid: 'i02', mobile: '13900007777' },
        { userid: 'new', name: '赵明', unit: 'I02', post: '院长', role: 'head' },
      ],
    });
    const text = (await run(path)).lines.join('\n');
    expect(text).toContain('  ~ 人员 康宁 李梅：手机号 139****1002 → 139****7777');
    expect(text).toContain('  ~ 岗位 康宁 院长：任职 王强 → 赵明');
  });

  test('refuses when the register or the file changed since the preview', async () => {
    const seen = codeIn((await run(COUNTY)).lines);
    await run(jsonFile({ institutions: [{ id: 'X', name: '新院' }] }), { apply: true });
    const late = await run(COUNTY, { apply: true, seen });
    expect(late).toEqual({ ok: false, lines: [expect.stringContaining('在预览之后变过，什么也没有存')] });
    const other = codeIn((await run(COUNTY)).lines);
    expect(
      (await run(jsonFile({ institutions: [{ id: 'Y', name: '又一院' }] }), { apply: true, seen: other })).ok,
    ).toBe(false);
    expect((await run(COUNTY, { apply: true, seen: other })).ok).toBe(true);
  });

  test('bad rows are counted and named, and nothing is stored', async () => {
    const path = jsonFile({
      institutions: [{ id: 'X', name: '新院' }],
      people: [
        { name: '甲', unit: 'I99' },
        { name: '乙', unit: 'I98' },
      ],
    });
    const { lines, ok } = await run(path, { apply: true });
    expect(ok).toBe(false);
    expect(lines[0]).toBe('有 2 处要改，什么也没有存：');
    expect(lines[1]).toMatch(/^ {2}✗ people\[0\]，第 \d+ 行：没有单位「I99」/);
    expect(await version()).toBe(0);
  });
});
