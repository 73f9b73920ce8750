import type { Understanding } from '../../src/cli/understand-line';
import { sampleUnderstanding, understood } from '../corpus/understanding';

let understanding: Understanding;
beforeAll(async () => {
  understanding = await sampleUnderstanding();
});

interface Read {
  readonly intent: string;
  readonly error_code?: string;
  readonly slots?: {
    readonly items?: Readonly<Record<string, string>>;
    readonly bad?: Readonly<Record<string, string>>;
  };
}
const read = (text: string): Read =>
  understood(understanding, { text, ctx: { inst: 'I02', role: 'staff' }, now: '2026-12-14T10:00:00+08:00' });

/** + for good, - for bad, in the order of the items; `.` where nothing was said. */
const marks = ({ slots }: Read, size: number): string =>
  Array.from({ length: size }, (_, index) => slots?.items?.[String(index + 1)])
    .map((verdict) => (verdict === 'ok' ? '+' : verdict === 'bad' ? '-' : '.'))
    .join('');

describe('ticks of a checklist by exception', () => {
  it.each([
    ['自查 都正常', '++++', {}],
    ['自查 四项都合格', '++++', {}],
    ['自查 1、2、4项都合格，3不合格', '++-+', {}],
    ['自查 都没啥问题', '++++', {}],
    ['自查 未发现隐患', '++++', {}],
    ['自查 除用火用电外都正常', '++-+', {}],
    ['自查 除消防通道外都正常', '-+++', {}],
    ['自查 除安全出口以外全部合格', '+-++', {}],
    ['自查 除了安全出口，其他都好', '+-++', {}],
    ['自查 除了第2项都合格', '+-++', {}],
    ['自查 除了第2、3项，都合格', '+--+', {}],
    ['自查除了第三项都正常，第三项灭火器过期', '++-+', { '3': '灭火器过期' }],
    ['自查 都合格，除了第3项灭火器过期', '++-+', { '3': '灭火器过期' }],
    ['自查 除第3项插座老化外都正常', '++-+', { '3': '插座老化' }],
    ['自查 都正常，就是安全出口锁了', '+-++', { '2': '安全出口锁了' }],
    ['自查 都好就是第4项脱岗', '+++-', { '4': '脱岗' }],
    ['自查 都不合格', '----', {}],
    ['自查 一项都没做', '----', {}],
    ['自查 1合格，其余都不合格', '+---', {}],
    ['九查九看 除了第四项都合格，第四项应急灯坏', '+++-+++++', { '4': '应急灯坏' }],
    ['九查九看 除第4项外都合格，4：应急灯坏', '+++-+++++', { '4': '应急灯坏' }],
    ['九查九看 都合格，第4项应急灯坏', '+++-+++++', { '4': '应急灯坏' }],
  ])('%s', (text, items, bad) => {
    const reading = read(text);
    expect(reading.error_code).toBeUndefined();
    expect(marks(reading, items.length)).toBe(items);
    expect(reading.slots?.bad ?? {}).toEqual(bad);
  });

  it.each([
    '自查 都好，就是应急灯不亮',
    '自查 都好就是应急灯不亮',
    '自查 都好 就是 灭火器该换了',
    '自查 都正常，就是灭火器过期了',
    '自查 没问题，除了灭火器过期',
    '自查 除灭火器外都正常',
    '自查 灭火器过期，其余都好',
    '自查 都好，灭火器过期',
    '自查 一切正常，但是灭火器过期',
    '九查九看 除灭火器过期外都合格',
    '自查 都差不多',
  ])('%s is asked about', (text) => {
    expect(read(text)).toMatchObject({ error_code: 'unclear' });
  });
});
