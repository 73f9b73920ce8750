import type { Understanding } from '../../src/cli/understand-line';
import { MAX_CHARS } from '../../src/reading/normalise';
import { sampleUnderstanding, understood } from '../corpus/understanding';

let understanding: Understanding;
beforeAll(async () => {
  understanding = await sampleUnderstanding();
});

const STAFF = { inst: 'I02', role: 'staff' };
const ADMIN = { role: 'admin' };
const read = (text: string, ctx: object = STAFF, now = '2026-12-14T10:00:00+08:00') =>
  understood(understanding, { text, ctx, now });

describe('orders as they are spoken', () => {
  it.each([
    ['让柳河赶紧报疫苗', { item: 'vaccine', targets: ['I06'] }],
    ['叫福寿居把值班表发过来', { item: 'duty', targets: ['I04'] }],
    ['柳河和罗台的值班表还没交，催一下', { item: 'duty', targets: ['I06', 'I07'] }],
  ])('%s has somebody reminded', (text, slots) => {
    expect(read(text, ADMIN)).toEqual({ id: expect.any(String) as string, intent: 'remind', slots });
  });

  it.each(['让柳河赶紧报疫苗', '叫福寿居把值班表发过来'])('%s by an institution is talk', (text) => {
    expect(read(text)).toMatchObject({ intent: 'none', slots: {} });
  });
});

describe('days with a name', () => {
  const due = (text: string, now?: string): unknown => read(text, ADMIN, now).slots['due'];

  it.each([
    ['/截止 走访台账 冬至', '2026-12-22'],
    ['/通知 冬至前报走访台账', '2026-12-22'],
    ['/截止 走访台账 立春前', '2027-02-04'],
    ['/截止 节目单 妇女节前', '2027-03-08'],
  ])('%s', (text, day) => {
    expect(due(text)).toBe(day);
  });

  it('are no days inside the name of a thing or of a person', () => {
    expect(read('/通知 冬至包饺子活动方案12月18日前报', ADMIN).slots['due']).toBe('2026-12-18');
    expect(read('/值班 12月18日 带班王强 值班钱小中秋').slots).toMatchObject({
      entries: [{ date: '2026-12-18', staff: [{ name: '钱小中秋' }] }],
    });
    expect(read('/走访 城关镇北街6号 王桂花 200元').slots).toMatchObject({ date: '2026-12-14' });
  });

  it('a weekend is both of its days', () => {
    expect(read('这周末谁值班').slots).toMatchObject({ range: ['2026-12-19', '2026-12-20'] });
  });
});

describe('a message that is too long', () => {
  const long = (text: string): string => text + ' 老人'.repeat(MAX_CHARS / 3);

  it('is refused as a whole', () => {
    expect(read(long('/走访 张桂兰 慰问金500元'))).toEqual({
      id: expect.any(String) as string,
      intent: 'visit',
      slots: {},
      error_code: 'too_long',
    });
  });

  it('is no reason to miss an alarm, or to speak up in a chat', () => {
    expect(read(long('/急报 三楼起火')).error_code).toBeUndefined();
    expect(read(long('今天天气好')).error_code).toBeUndefined();
  });
});

describe('what happened, in passing words', () => {
  it('one who was hurt is one', () => {
    expect(read('/急报 一名孩子从滑梯摔下 头部受伤 已送医').slots).toMatchObject({ injured: 1 });
    expect(read('/急报 一名孩子从滑梯摔下 头部未受伤').slots['injured']).toBeUndefined();
  });

  it('said to be a hazard, it is one, with what becomes of it', () => {
    const text = '三楼消防栓漏水，是隐患，周五前整改，责任人王院长';
    expect(read(text)).toMatchObject({ intent: 'hazard', slots: { due: '2026-12-18', owner: [{ name: '王强' }] } });
  });

  it('a mat that was laid mends nothing', () => {
    expect(read('/隐患 浴室地滑 已放防滑垫').slots['state']).toBeUndefined();
  });
});
