import readSheets from 'read-excel-file/node';
import { instantOf } from '../../src/lib/time';
import { Town } from './town';

type Row = readonly unknown[];

const NOVEMBER = instantOf('2026-11-10', 10 * 60);
let town: Town;
beforeEach(async () => {
  town = await Town.open(NOVEMBER);
});
afterEach(() => town.close());

/** Sheets of the file that an answer brings, by name; days as `YYYY-MM-DD`. */
async function exported(who: string, text: string, where = 'G3'): Promise<ReadonlyMap<string, readonly Row[]>> {
  const { files, answer } = await town.say(who, text, where);
  const [bytes] = files;
  if (!bytes) throw new Error(`no file: ${answer}`);
  const sheets = await readSheets(bytes);
  const plain = (cell: unknown): unknown => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell);
  return new Map(sheets.map(({ sheet, data }) => [sheet, data.map((row) => row.map(plain))]));
}

/** A major finding with everything that is asked for; gives its number. */
async function life(): Promise<string> {
  const { answer } = await town.say('李梅', '/隐患 锅炉房顶是彩钢板 有事打13900001002', 'G1', {
    files: [{ kind: 'image', name: '彩钢板.jpg', bytes: Buffer.from('\xff\xd8\xff before', 'latin1') }],
  });
  const id = /YH-\d+/.exec(answer)?.[0] ?? '';
  await town.say('陈立', `/分级 ${id} 重大`, 'G3');
  await town.say('高峰', `/挂牌 ${id} 省级 责任人王强 期限11月20日`, 'G3');
  await town.say('李梅', `/五落实 ${id} 措施：换成岩棉板 资金：2万元 预案：专人看守`);
  return id;
}

async function closed(id: string): Promise<void> {
  await town.moveTo(instantOf('2026-11-18', 10 * 60));
  await town.say('李梅', `/整改 ${id} 已完成 整改人王强`, 'G1', {
    files: [{ kind: 'image', name: '换好了.jpg', bytes: Buffer.from('\xff\xd8\xff after', 'latin1') }],
  });
  await town.say('陈立', `/验收 ${id} 合格`, 'G3');
  await town.say('高峰', `/摘牌 ${id}`, 'G3');
}

const rowOf = ([header = [], ...rows]: readonly Row[], id: string): Readonly<Record<string, unknown>> => {
  const row = rows.find(([number]) => number === id) ?? [];
  return Object.fromEntries(header.map((title, index) => [String(title), row[index]]));
};

test('the ledger has the columns of the bureaus, findings in the order of the register', async () => {
  await town.say('孙立', '/隐患 厨房燃气软管老化');
  const id = await life();
  await closed(id);
  const ledger = (await exported('高峰', '/导出 隐患')).get('隐患台账') ?? [];
  expect(ledger[0]).toEqual(COLUMNS);
  const units = ledger.slice(1).map((row) => row[1]);
  expect(units).toContain('柳河镇敬老院');
  expect(units.indexOf('青山县康宁养老院')).toBeLessThan(units.indexOf('柳河镇敬老院'));
  expect(rowOf(ledger, id)).toEqual({
    编号: id,
    单位: '青山县康宁养老院',
    检查日期: '2026-11-10',
    检查人: '李梅',
    隐患部位: '锅炉房',
    隐患描述: expect.stringMatching(/^锅炉房顶是彩钢板(?!.*13900001002)/),
    隐患类别: '特种设备',
    隐患等级: '重大',
    依据: null,
    整改措施: '换成岩棉板',
    整改责任人: '王强',
    整改资金: 20_000,
    整改期限: '2026-11-20',
    应急预案: '专人看守',
    完成情况: '已销号',
    完成日期: '2026-11-18',
    验收人: '陈立',
    验收日期: '2026-11-18',
    '督办单位/督办人': '省级',
    销号日期: '2026-11-18',
    '照片(前/后)': '有/有',
    重启次数: 0,
  });
});

test('issued figures of a month stay when a closed finding comes back later, and the ledger tells of it', async () => {
  const id = await life();
  await closed(id);
  await town.moveTo(instantOf('2026-12-01', 9 * 60));
  const issued = (await exported('高峰', '/导出 隐患 11月')).get('隐患月报') ?? [];
  // Three major findings, two of them of the register; this one is closed, and has all of the 五落实.
  const figures = [3, 2, 1, '50%', 3, 1, '33%', 1, 1, 3, 1, 2];
  expect(issued[0]).toEqual(MONTH);
  expect(issued.slice(1)).toEqual([
    ['2026-11-01', '2026-11-30', ...figures],
    ['2026-01-01', '2026-11-30', ...figures],
  ]);
  await town.moveTo(instantOf('2026-12-10', 10 * 60));
  await town.say('陈立', `/回头看 ${id} 又坏了 12月15日前改`, 'G3');
  const again = await exported('高峰', '/导出 隐患 11月');
  expect(again.get('隐患月报')).toEqual(issued);
  const december = (await exported('高峰', '/导出 隐患 12月')).get('隐患月报') ?? [];
  // Of the year until today it is open again.
  expect(december.slice(1)).toEqual([
    ['2026-12-01', '2026-12-10', 0, 0, 0, null, 0, 0, null, 0, 0, 0, 0, 0],
    ['2026-01-01', '2026-12-10', 3, 2, 1, '50%', 3, 0, '0%', 1, 1, 2, 0, 2],
  ]);
  expect(rowOf(again.get('隐患台账') ?? [], id)).toMatchObject({ 重启次数: 1, 完成情况: '待整改', 销号日期: null });
});

test("a unit gets its own list, without the figures of the county, and nobody else's", async () => {
  await town.say('孙立', '/隐患 厨房燃气软管老化');
  await life();
  const own = await exported('李梅', '/导出 隐患', 'G1');
  expect([...own.keys()]).toEqual(['隐患台账']);
  expect(
    new Set(
      own
        .get('隐患台账')
        ?.slice(1)
        .map((row) => row[1]),
    ),
  ).toEqual(new Set(['青山县康宁养老院']));
  for (const text of ['/导出 柳河敬老院的隐患', '/导出 全县的隐患', '/导出 专项']) {
    const { answer, files } = await town.say('李梅', text, 'private');
    expect([text, files.length, answer]).toEqual([text, 0, expect.stringContaining('您办不了')]);
  }
});

test('what concerns everybody does not go into a group of institutions', async () => {
  for (const text of ['/导出 隐患', '/导出 值班表 11月', '/导出 专项']) {
    const { answer, files } = await town.say('高峰', text, 'G1');
    expect([text, files.length, answer]).toEqual([text, 0, expect.stringContaining('私聊')]);
  }
});

test('whoever has an area takes that area away, and no more', async () => {
  await town.say('孙立', '/隐患 厨房燃气软管老化');
  const all = (await exported('高峰', '/导出 隐患', 'private')).get('隐患台账') ?? [];
  const area = (await exported('陈立', '/导出 隐患', 'private')).get('隐患台账') ?? [];
  expect(area.length).toBeGreaterThan(1);
  expect(area.length).toBeLessThan(all.length);
});

test('rosters with phones, zero reports, visits without what leads to a child', async () => {
  await town.say('李梅', '/值班 11月17日 带班王强 值班李梅');
  await town.say('李梅', '/零报告 老人56 外出1 其余正常');
  await town.say('李梅', '/走访 张桂兰 独居老人 慰问金500元 米1袋 身份证152301194001010011');
  await town.say('李梅', '/走访 小明 孤儿 慰问金300元');
  expect((await exported('高峰', '/导出 值班表 11月')).get('值班表')).toEqual([
    ['单位', '日期', '带班', '值班', '白班', '夜班', '固定电话'],
    ['青山县康宁养老院', '2026-11-17', '王强13900001001', '李梅13900001002', null, null, '0477-8380001'],
  ]);
  expect((await exported('高峰', '/导出 零报告 11月')).get('零报告')).toEqual([
    ['编号', '单位', '日期', '情况', '事项', '老人', '外出', '报送人', '报送时间'],
    ['LB-0001', '青山县康宁养老院', '2026-11-10', '平安，没有异常', null, 56, 1, '李梅', '2026-11-10 10:00'],
  ]);
  const kangning = '青山县康宁养老院';
  expect((await exported('高峰', '/导出 走访 11月')).get('走访慰问')).toEqual([
    '编号 单位 日期 慰问对象 类别 户数 人数 地址 困难和需求 慰问金(元) 慰问品 慰问人'.split(' '),
    ['ZF-0001', kangning, '2026-11-10', '张桂兰', '独居老人', null, 1, null, null, 500, '米1袋', null],
    ['ZF-0002', kangning, '2026-11-10', null, '孤儿', null, 1, null, null, 300, null, null],
  ]);
});

test('the report of a campaign has its phases, who was inspected, the findings and the tasks', async () => {
  await town.say('高峰', '/专项 确认启用 国庆安全检查 起2026-11-10', 'G3');
  await town.say('李梅', '/自查 1√ 2√ 3√ 4×夜班脱岗');
  await town.say('陈立', '/暗访 今天查了夕阳红 问题1条', 'G3');
  const book = await exported('高峰', '/导出 专项');
  expect([...book.keys()]).toEqual(['阶段', '检查情况', '隐患台账', '报送事项']);
  expect(book.get('检查情况')).toEqual([
    ['单位', '日期', '类别', '督查组', '报送人', '问题数'],
    ['青山县康宁养老院', '2026-11-10', '自查', null, '李梅', 1],
    ['青山县夕阳红老年公寓', '2026-11-10', '督查', null, '陈立', 1],
  ]);
  const [, first = []] = book.get('阶段') ?? [];
  expect(first.slice(0, 6)).toEqual(['自查和检查', '2026-11-10', '2026-11-20', 15, 1, '6%']);
  expect(book.get('隐患台账')?.map((row) => row[5])).toContain('夜班脱岗');
  const tasks = book.get('报送事项') ?? [];
  expect(tasks[0]).toEqual(['事项', '截止', '应报', '按时', '迟报', '未报']);
  expect(tasks.map(([title]) => title)).toContain('国庆值班表');
});

const MONTH =
  '起 止 排查单位数 一般隐患数 一般已整改 一般整改率 重大隐患数 重大已整改销号 重大整改率 列入治理计划数 达到五到位数 挂牌督办数 其中省级 累计投入资金(万元)'.split(
    ' ',
  );
const COLUMNS =
  '编号 单位 检查日期 检查人 隐患部位 隐患描述 隐患类别 隐患等级 依据 整改措施 整改责任人 整改资金 整改期限 应急预案 完成情况 完成日期 验收人 验收日期 督办单位/督办人 销号日期 照片(前/后) 重启次数'.split(
    ' ',
  );
