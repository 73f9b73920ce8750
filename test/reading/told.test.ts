import type { Understanding } from '../../src/cli/understand-line';
import { sampleUnderstanding, understood } from '../corpus/understanding';

let understanding: Understanding;
beforeAll(async () => {
  understanding = await sampleUnderstanding();
});

const read = (text: string, ctx: object = { inst: 'I02', role: 'staff' }): { intent: string; error_code?: string } =>
  understood(understanding, { text, ctx, now: '2026-12-14T10:00:00+08:00' });

describe('a sentence that holds a command word somewhere', () => {
  it.each([
    ['昨天做了抗原 老人56 全部阴性', 'test'],
    ['今天走访了张桂兰 送了一袋米', 'visit'],
    ['上午搞了消防演练 职工12人参加', 'drill'],
    ['我院国旗已悬挂', 'flag'],
    ['赵刚明天请假一天 看病', 'leave'],
    ['请假赵刚下周一请一天假', 'leave'],
    ['急报刚才三楼有个老人摔了', 'incident'],
  ])('%s is the report that its values make it', (text, intent) => {
    expect(read(text)).toMatchObject({ intent });
    expect(read(text).error_code).toBeUndefined();
  });

  it.each([
    ['零报告报了', 'zero'],
    ['培训了一上午', 'drill'],
    ['3楼厕所地砖松了 容易绊倒老人', 'hazard'],
    ['24号王强、25号刘芳', 'duty'],
    ['有家属在网上发帖说我院护工偷东西', 'opinion'],
  ])('%s is asked about, not guessed', (text, intent) => {
    expect(read(text)).toMatchObject({ intent, error_code: 'unclear' });
  });

  it.each([
    '值班期间不要喝酒',
    '隐患排查很重要',
    '整改报告的模板发一下',
    '李院长的疫苗讲座很好',
    '值班的大姐真热心',
    '昨天李梅值班',
    '谁那有抗原借几盒',
    '二楼灯不亮',
    '演练很成功',
  ])('%s stays talk', (text) => {
    expect(read(text)).toMatchObject({ intent: 'none' });
  });

  it('takes the orders of the bureau for orders, and asks where they are not whole', () => {
    const admin = { role: 'admin' };
    expect(read('让柳河赶紧报零报告', admin)).toMatchObject({ intent: 'remind' });
    expect(read('让柳河赶紧报零报告', admin).error_code).toBeUndefined();
    expect(read('让柳河明天赶紧报零报告', admin)).toMatchObject({ intent: 'remind', error_code: 'unclear' });
    expect(read('本月走访多少户了', admin)).toMatchObject({ intent: 'query', error_code: 'unclear' });
    expect(read('让柳河赶紧报零报告')).toMatchObject({ intent: 'none' });
  });
});
