import { Town } from './town';
import { plain } from '../../src/words/escape';

let town: Town;
beforeEach(async () => {
  town = await Town.open();
});
afterEach(() => town.close());

const asked = async (text: string, quote?: string, who = '李梅'): Promise<string> =>
  plain((await town.say(who, text, 'G1', quote === undefined ? {} : { quote: { text: quote } })).answer);

describe('how a sentence is read', () => {
  test('is asked about a quoted message, too', async () => {
    const answer = await asked('怎么读的', '@小安 值班 明天 带班王强 值班李梅');
    expect(answer).toContain('11月24日（周二） 带班王强 值班李梅「明天」「王强」「李梅」');
    expect(await asked('/怎么读', '零报告 老人56')).toContain('老人：56「56」');
  });

  test('what is quoted beside a typed sentence stays what that sentence quotes', async () => {
    expect(await asked('怎么读 整改 完成', '隐患 YH-0012 已登记')).toContain('隐患编号：YH-0012（从引用的消息里取的）');
  });

  test('books nothing, tells nobody and closes no question, however often', async () => {
    const { pushed } = await town.say('李梅', '怎么读 厨房着火了，老人正在疏散');
    expect(pushed).toEqual([]);
    await town.say('李梅', '值班 明天');
    await asked('怎么读 带班王强 值班李梅');
    await asked('怎么读 带班王强 值班李梅');
    // The question is still open, and the first number is still free.
    expect((await town.say('李梅', '带班王强 值班李梅')).answer).toContain('值班表已登记');
    expect((await town.say('李梅', '平安')).answer).toContain('LB-0001');
  });

  test('an admin’s order is rehearsed, too: no task stays and no group hears of it', async () => {
    const { answer, pushed } = await town.say('高峰', '怎么读 截止 值班表 明天11:30 康宁、柳河', 'G3');
    expect(plain(answer)).toContain('会照办');
    expect(pushed).toEqual([]);
    expect(plain((await town.say('高峰', '催 值班表', 'G3')).answer)).not.toContain('康宁');
  });

  test.each([
    ['值班 明天 带班王强13900001001 值班李梅139-0000-1002 固话0477-8380001', ['13900001001', '0000-1002', '8380001']],
    ['走访 王小花（孤儿，9岁）幸福里3号楼 慰问金300 需求书包', ['王小花', '3号楼', '书包']],
    ['走访 张桂兰 152701195001011234 慰问金500', ['152701195001011234', '0101']],
    ['值班 明天 带班王强1390000100 值班李梅', ['1390000100']],
    ['有事 老人152701195001011234走失后找到', ['152701195001011234', '15270119']],
  ])('says nothing back that leads to somebody: %s', async (sentence, secrets) => {
    // What is answered to a mistake ends with an example, whose numbers are invented.
    const told = (await asked(`怎么读 ${sentence}`)).split('\n例如：')[0] ?? '';
    for (const secret of secrets) expect(told).not.toContain(secret);
  });

  test('a copied chat is told line by line, and what would not count', async () => {
    const chat = '李梅 10:32\n今天平安\n周强 10:35\n老人31 平安\n刘芳 10:40\n大家辛苦了';
    const answer = await asked(`怎么读\n${chat}`, undefined, '高峰');
    expect(answer).toContain('单位：康宁');
    expect(answer).toContain('老人：31');
    expect(answer).toContain('另有1条不记');
    expect((await town.say('李梅', '平安')).answer).toContain('LB-0001');
  });

  test('what happened in a children’s home is not repeated', async () => {
    const answer = await asked('怎么读 儿福院 有事 小明发烧送医', undefined, '高峰');
    expect(answer).toContain('（涉及儿童，不复述）');
    expect(answer).not.toContain('小明');
  });
});
