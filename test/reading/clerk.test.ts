import type { Understanding } from '../../src/cli/understand-line';
import { sampleUnderstanding, understood } from '../corpus/understanding';

let understanding: Understanding;
beforeAll(async () => {
  understanding = await sampleUnderstanding();
});
/** Sunday 2026-11-22; by default 李梅 of 康宁 in private. */
const now = '2026-11-22T10:00:00+08:00';
const OWN = { inst: 'I02', role: 'staff' };
const ADMIN = { role: 'admin' };
const read = (text: string, ctx: object = OWN) => understood(understanding, { text, now, ctx });
const named = (...names: string[]) => names.map((name) => ({ name }));
const AFTER_TOMORROW = '2026-11-24';

describe('people of a roster are cut out of the words around them', () => {
  it.each([
    ['后天带班王强值班李梅和刘芳', ['李梅', '刘芳']],
    ['后天带班王强值班李主任和刘芳', ['李梅', '刘芳']],
    ['后天带班王强 值班李梅以及刘芳，谢谢', ['李梅', '刘芳']],
    ['后天带班是王强，值班人是李梅，请查收', ['李梅']],
    ['值班 后天 带班王强 值班由李梅负责', ['李梅']],
    ['值班 后天 王强带班 李梅值班 特此报告', ['李梅']],
    ['值班 后天 带班王强 值班李梅 刘芳 都已确认', ['李梅', '刘芳']],
    ['值班 后天 带班王强 值班阿依古丽，麻烦审核', ['阿依古丽']],
    ['后天带班王强 值班的人是刘芳和我', ['刘芳', '李梅']],
    ['后天带班王强值班张小花，辛苦了', ['张小花']],
    ['后天 带班王强 值班李梅及刘芳，如有变动再通知', ['李梅', '刘芳']],
    ['值班 后天 带班王强 值班李梅，谢谢高主任', ['李梅']],
    ['值班 后天 带班王强 值班李梅（刘芳请假）', ['李梅']],
    ['值班 后天 带班王强 值班李梅 因为刘芳有事', ['李梅']],
    ['值班 后天 带班王强 值班李梅 备注：夜里巡查两次', ['李梅']],
    ['后天的值班 王强带班 刘芳值班 好的谢谢', ['刘芳']],
  ])('%s', (text, staff) => {
    expect(read(text)).toMatchObject({
      intent: 'duty',
      slots: { entries: [{ date: AFTER_TOMORROW, leader: named('王强'), staff: named(...staff) }] },
    });
  });

  const ASIDES =
    '谢谢领导 请查收 收到请回复 已安排好 已通知本人 辛苦各位 麻烦登记一下 特此上报 以上 没问题 节日快乐 大家放心 有事联系 按时到岗 祝好 劳烦 感谢支持 暂时这样 安排如下 应急物资齐全 高度重视 万无一失 万分感谢 江主任已同意 于早上到岗 金老师培训 祝领导工作顺利 经院长同意';
  it.each(ASIDES.split(' '))('nobody is called %s', (aside) => {
    for (const name of ['李梅', '李红', '张小花'])
      expect(read(`值班 后天 带班王强 值班${name}，${aside}`).slots).toMatchObject({
        entries: [{ leader: named('王强'), staff: named(name) }],
      });
  });

  it.each(['护理员张建国', '后勤张建国', '食堂张建国', '志愿者张建国', '刘芳、张建国', '刘芳张建国'])(
    'a stranger behind a word for the post stays: %s',
    (typed) => {
      const [{ staff } = { staff: [] }] = (read(`值班 后天 带班王强 值班${typed}`).slots['entries'] ?? []) as {
        staff: { name: string }[];
      }[];
      expect(staff.map((each) => each.name)).toContain('张建国');
    },
  );

  it('as it is spoken, with a number in words', () => {
    const text = '那个小安啊后天我们院是王强带班然后值班的是刘芳电话是一三九零零零零一零零三谢谢';
    expect(read(text).slots).toEqual({
      inst: 'I02',
      entries: [{ date: AFTER_TOMORROW, leader: named('王强'), staff: [{ name: '刘芳', phone: '13900001003' }] }],
    });
  });

  it.each([
    ['值班 后天 带班王强 值班待定', 'unclear'],
    ['值班 后天 带班：王强 值班：暂无人员', 'unclear'],
    ['值班李红 138000', 'bad_phone'],
    ['明天值班李红 138000 带班王强', 'bad_phone'],
    ['明天值班李梅一三九零零零零一零零', 'bad_phone'],
    ['值班电话 83800', 'bad_phone'],
    ['带班王强 值班李梅', 'missing_field'],
    ['值班 明天', 'missing_field'],
    ['值班 11月28日 大家辛苦了', 'missing_field'],
  ])('%s is asked about: %s', (text, code) => {
    expect(read(text).error_code).toBe(code);
  });
});

describe('rosters in the shapes that people type', () => {
  const both = { leader: named('王强'), staff: named('李梅') };
  it.each([
    ['明天值班\n带班：王强\n值班：李梅', ['2026-11-23']],
    ['后天到大后天 王院长带班，李主任值班', ['2026-11-24', '2026-11-25']],
    ['11月24日-25日值班安排\n王强（带班）李梅（值班）', ['2026-11-24', '2026-11-25']],
    ['后天王院长带班我值班', ['2026-11-24']],
    ['值班 周五-周日 带班王强 值班李梅', ['2026-11-27', '2026-11-28', '2026-11-29']],
    ['值班 周六-周一 带班王强 值班李梅', ['2026-11-28', '2026-11-29', '2026-11-30']],
    ['值班 周六至周二 带班王强 值班李梅', ['2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01']],
  ])('%s', (text, days) => {
    expect(read(text).slots).toMatchObject({ entries: days.map((date) => ({ date, ...both })) });
  });

  it('a pasted table with its columns', () => {
    const text = '日期\t带班领导\t电话\t值班人员\t电话\n11月26日\t王强\t13900001001\t李梅\t13900001002';
    expect(read(text).slots).toMatchObject({
      entries: [{ leader: [{ name: '王强', phone: '13900001001' }], staff: [{ name: '李梅', phone: '13900001002' }] }],
    });
  });

  it.each([
    ['今晚值班李梅', 'duty'],
    ['今天李梅值班辛苦了', 'none'],
    ['昨天李梅值班', 'none'],
    ['大家辛苦了，今晚值班', 'none'],
    ['明天值班李梅吗', 'none'],
    ['不对，后天值班是刘芳', 'duty_update'],
    ['我后天有事，刘芳替我', 'duty_substitute'],
    ['李梅替我拿一下快递', 'none'],
    ['固话 0477-8380001', 'duty_phone'],
    ['已经签字盖章了', 'duty_attach'],
  ])('%s is %s', (text, intent) => {
    expect(read(text).intent).toBe(intent);
  });

  it('who is away, who comes, and both sides of a swap', () => {
    expect(read('刘芳后天请假，赵刚顶班').slots).toMatchObject({ from: '刘芳', to: '赵刚', date: AFTER_TOMORROW });
    expect(read('换班 李梅 后天 刘芳 大后天').slots).toMatchObject({
      a: { date: AFTER_TOMORROW, name: '李梅' },
      b: { date: '2026-11-25', name: '刘芳' },
    });
    expect(read('搞错了，李梅改成刘芳').error_code).toBe('missing_field');
  });

  it.each([
    ['值班表扫描件补上了', { has_file: true }],
    ['值班表 见图', { has_image: true }],
  ])('%s with a file', (text, more) => {
    expect(read(text, { ...OWN, ...more }).intent).toBe('duty_attach');
    expect(read(text).error_code).toBe('missing_attachment');
  });
});

describe('what a zero report tells', () => {
  it.each([
    ['零报告 有一位老人发烧，已通知家属', true, '有一位老人发烧,已通知家属'],
    ['零报告 今天来了两个人检查', false, '今天来了两个人检查'],
    ['今天摔倒一个老人，已送医院', true, '今天摔倒一个老人,已送医院'],
    ['停电了', true, '停电了'],
    ['零报告 昨晚停电2小时，已恢复', true, '昨晚停电2小时,已恢复'],
    ['零报告 老人56 职工12 今早王大爷摔了一跤 其余正常', true, '今早王大爷摔了一跤'],
    ['零报告 无人发烧', false, undefined],
  ])('%s', (text, abnormal, event) => {
    const { intent, slots } = read(text);
    expect(intent).toBe('zero');
    expect(slots).toMatchObject({ date: '2026-11-22', abnormal });
    expect(slots['event']).toBe(event);
  });

  it('counts the house, not whom the event happened to', () => {
    expect(read('零报告 有一位老人发烧').slots).not.toHaveProperty('elders');
    expect(read('零报告 老人56 有一位老人发烧').slots).toMatchObject({ elders: 56 });
  });

  it.each([
    ['昨天零报告 正常', '2026-11-21'],
    ['补报昨天 平安', '2026-11-21'],
    ['零报告 昨天 停电', '2026-11-21'],
    ['平安，昨晚巡查3次', '2026-11-22'],
    ['零报告 昨天老人摔倒一人已送医', '2026-11-22'],
  ])('%s is of %s', (text, date) => {
    expect(read(text).slots).toMatchObject({ date });
  });

  it.each(['没有停电', '明天停电', '家里停电了', '王院长说明天停电', '老人今天都没发烧', '停电了怎么办'])(
    '%s is small talk',
    (text) => {
      expect(read(text).intent).toBe('none');
    },
  );
});

describe('orders of the bureau', () => {
  const noon = '2026-11-22T12:00:00+08:00';
  it.each([
    ['/延期 值班表 今天12:00', { item: 'duty', due: noon, extend: true }],
    ['值班表延到12:00', { item: 'duty', due: noon, extend: true }],
    ['值班表延长半小时', { item: 'duty', more_minutes: 30, extend: true }],
    ['截止 TZ-0001 延长 今天12:30', { item: 'TZ-0001', due: '2026-11-22T12:30:00+08:00', extend: true }],
    ['延长 TZ-0001 明天12:00', { item: 'TZ-0001', due: '2026-11-23T12:00:00+08:00', extend: true }],
    ['截止 值班情况说明 今天16:00 康宁', { item: '值班情况说明', targets: ['I02'] }],
    ['截止 零报告 工作日17:30 柳河', { every: 'day', workdays: true, clock: '17:30', targets: ['I06'] }],
    ['截止 总结 3个工作日内', { item: '总结', due: '2026-11-25' }],
    ['截止 值班表 明天11:30 不要扫描件', { require: ['landline', 'mobile', 'signed', 'stamped'] }],
  ])('%s', (text, slots) => {
    expect(read(text, ADMIN)).toMatchObject({ intent: 'deadline', slots });
  });

  it.each([
    ['殡仪馆免报', 'exempt', { targets: ['I10'], item: 'all' }],
    ['万松公墓、救助站不用报了', 'exempt', { item: 'all' }],
    ['催一下没报的', 'remind', { item: 'all' }],
    ['谁没回复', 'query', { what: 'missing', item: 'receipt' }],
    ['通知回执情况', 'query', { what: 'missing', item: 'receipt' }],
    ['康宁报了吗', 'query', { what: 'missing', targets: ['I02'] }],
    ['延期 YH-0012 到12月9日', 'fix_extend', {}],
  ])('%s is %s', (text, intent, slots) => {
    expect(read(text, ADMIN)).toMatchObject({ intent, slots });
  });
});

describe('the rest of a clerk’s day', () => {
  it.each([
    ['今天零报告报了吗', 'query', { what: 'missing', item: 'zero', targets: ['I02'] }],
    ['我报了没有', 'query', { what: 'missing', targets: ['I02'] }],
    ['怎么撤销', 'help', { topic: 'undo' }],
    ['怎么延期', 'help', { topic: 'fix_extend' }],
    ['帮助 巡查', 'help', { topic: 'patrol' }],
    ['帮助 催', 'help', { topic: 'remind' }],
    ['帮助 写诗', 'help', { topic: '写诗' }],
    ['隐患 三楼灯坏 责任人赵刚 周五前整改', 'hazard', { owner: named('赵刚'), due: '2026-11-27' }],
    ['隐患 厨房漏水 责任人周一鸣 11月30日前', 'hazard', { owner: named('周一鸣'), due: '2026-11-30' }],
    ['整改 YH-0012 换了新灯 已完成', 'fix', { measure: '换了新灯' }],
    ['0012已整改', 'fix', { hazards: ['YH-0012'], state: 'done' }],
    ['收到收到', 'ack', {}],
    ['知道了', 'ack', {}],
  ])('%s is %s', (text, intent, slots) => {
    expect(read(text)).toMatchObject({ intent, slots });
  });

  it('a mended thing is a 整改, a question about it is not', () => {
    expect(read('三楼电线修好了').intent).toBe('fix');
    expect(read('电梯修好了吗').intent).toBe('none');
  });

  it('a numbered 走访 has a record for each person', () => {
    const { slots } = read('/走访\n1. 张桂兰 独居老人 慰问金500元\n2. 王大爷 低保户 米1袋');
    expect(slots).toMatchObject({
      multi: [
        { persons: [{ name: '张桂兰', type: '独居老人' }], cash: 500 },
        { persons: [{ name: '王大爷', type: '低保户' }], items: [{ name: '米', qty: 1 }] },
      ],
    });
  });
});
