import type { Understanding } from '../../src/cli/understand-line';
import { sampleUnderstanding, understood } from '../corpus/understanding';

let understanding: Understanding;
beforeAll(async () => {
  understanding = await sampleUnderstanding();
});
const read = (text: string, ctx: object = { inst: 'I02', role: 'staff' }) => understood(understanding, { text, ctx });
const ADMIN = { role: 'admin' };

describe('which command a message is', () => {
  it.each([
    ['值班 10月1日 带班王强 值班李梅', 'duty'],
    ['／值班 10月1日 带班王强 值班李梅', 'duty'],
    ['、值班 10月1日 带班王强 值班李梅', 'duty'],
    ['\\值班 10月1日 带班王强 值班李梅', 'duty'],
    ['@小安 值班 10月1日 带班王强 值班李梅', 'duty'],
    ['@小安/值班 10月1日 带班王强 值班李梅', 'duty'],
    ['/値班 10月1日 带班王强 值班李梅', 'duty'],
    ['/值斑 10月1日 带班王强 值班李梅', 'duty'],
    ['/zhiban 10月1日 带班王强 值班李梅', 'duty'],
    ['10月1日 带班王强 值班李梅', 'duty'],
    ['/隐幻 二楼堆物', 'hazard'],
    ['lbg 正常', 'zero'],
    ['平安', 'zero'],
    ['康宁 平安', 'zero'],
    ['收到，我院平安', 'zero'],
    ['收到', 'ack'],
    ['1', 'ack'],
    ['收到，马上报', 'ack'],
    ['今天谁值班', 'query'],
    ['值班表还差谁', 'query'],
    ['值班 ？', 'help'],
    ['隐患怎么报', 'help'],
    ['着火了', 'incident'],
    ['平安夜快乐', 'none'],
    ['阖家平安', 'none'],
    ['隐患就是事故！', 'none'],
    ['谁知道电工电话', 'none'],
    ['哪位有表格', 'none'],
    ['火锅聚餐', 'none'],
    ['大家注意，值班期间不要喝酒', 'none'],
    ['好的', 'none'],
    ['', 'none'],
    ['/打牌', 'unknown'],
    ['我和赵刚换班，我10月3日，他10月5日', 'duty_swap'],
    ['10月3日值班改一下，赵刚换成刘芳', 'duty_update'],
    ['整改报告已报', 'report_submit'],
    ['发现个问题，地下室漏水', 'hazard'],
    ['YH0012整改好了', 'fix'],
  ])('%s is %s', (text, intent) => {
    expect(read(text).intent).toBe(intent);
  });

  it('asks instead of guessing when two commands are one edit away', () => {
    expect(read('/打牌').error_code).toBe('unknown_command');
  });
});

describe('values that later parts rely on', () => {
  it('a deadline with its covered days, title and units', () => {
    expect(read('/截止 国庆值班表 9月29日11:30 覆盖10月1日-2日 康宁', ADMIN).slots).toEqual({
      item: 'duty',
      title: '国庆值班表',
      due: '2026-09-29T11:30:00+08:00',
      covers: ['2026-10-01', '2026-10-02'],
      targets: ['I02'],
    });
  });

  it.each([
    ['/截止 巡查 每周2次', { every: 'week', per_week: 2 }],
    ['/截止 走访 每周一、周四 下午5点', { every: 'week', weekdays: [1, 4], clock: '17:00' }],
    ['/截止 疫苗 每月10日 遇节假日顺延', { every: 'month', monthday: 10, if_holiday: 'next_workday' }],
    ['/截止 零报告 国庆期间 每天17点', { every: 'day', clock: '17:00', range: ['2026-10-01', '2026-10-07'] }],
    ['/延长 值班表 到9月30日12点', { extend: true, due: '2026-09-30T12:00:00+08:00' }],
    ['/通知 各院 各殡葬单位 周五前报总结', { targets: ['type:养老', 'type:殡葬'], item: '总结', due: '2026-10-02' }],
  ])('%s', (text, slots) => {
    expect(read(text, ADMIN).slots).toMatchObject(slots);
  });

  it.each([
    ['/绑定 123456', { kind: 'code', code: '123456' }],
    ['/绑定 群 养老机构群', { kind: 'group', name: '养老机构群' }],
    ['/绑定 webhook https://example.org/hook?key=1', { kind: 'webhook', url: 'https://example.org/hook?key=1' }],
    ['/绑定 我是罗台敬老院的钱中秋', { kind: 'bind', inst: 'I07', name: '钱中秋' }],
    ['/撤销 LB-0003', { ref: 'LB-0003' }],
  ])('%s', (text, slots) => {
    expect(read(text, { role: 'unknown' }).slots).toMatchObject(slots);
  });

  it('an answer that is joined to what was said before', () => {
    expect(read('/换班 10月3日 李梅 10月5日赵刚').slots).toMatchObject({
      a: { date: '2026-10-03', name: '李梅' },
      b: { date: '2026-10-05', name: '赵刚' },
    });
  });

  it('never calls an emergency or an event calm', () => {
    expect(read('/零报告 食堂煤气泄漏').slots).toMatchObject({ abnormal: true });
    expect(read('/零报告 李大爷摔倒送医院').slots).toMatchObject({ abnormal: true });
    expect(read('/零报告 无异常 发热1人').error_code).toBe('contradictory');
  });
});
