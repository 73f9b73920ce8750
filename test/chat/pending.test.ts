import { MINUTE } from '../../src/lib/time';
import { MONDAY, Town } from './town';

let town: Town;
beforeEach(async () => {
  town = await Town.open();
});
afterEach(() => town.close());

const answer = async (...said: Parameters<Town['say']>): Promise<string> => (await town.say(...said)).answer;

describe('a question about what is missing', () => {
  beforeEach(() => answer('李梅', '/隐患'));

  test('names it', async () => {
    expect(await answer('李梅', '/隐患')).toContain('还差「隐患情况」');
  });

  test('is answered by its owner, and only once', async () => {
    // Hers is no answer to his question: she is asked what she means.
    expect(await answer('刘芳', '二楼走廊应急灯不亮')).toContain('没看明白');
    expect(await answer('李梅', '二楼走廊应急灯不亮')).toContain('YH-0022');
    expect(await answer('李梅', '二楼走廊应急灯不亮')).toContain('没看明白');
  });

  test('waits in the chat where it was asked', async () => {
    expect(await answer('李梅', '二楼走廊应急灯不亮', 'private')).toContain('没看明白');
    expect(await answer('李梅', '二楼走廊应急灯不亮', 'G2')).toContain('没看明白');
    expect(await answer('李梅', '二楼走廊应急灯不亮')).toContain('YH-0022');
  });

  test('waits for ten minutes', async () => {
    await town.moveTo(MONDAY + 10 * MINUTE - 1000);
    expect(await answer('李梅', '二楼走廊应急灯不亮')).toContain('YH-0022');
    expect(await answer('李梅', '/隐患')).toContain('还差');
    await town.moveTo(town.clock.now() + 10 * MINUTE);
    expect(await answer('李梅', '二楼走廊应急灯不亮')).toContain('没看明白');
  });

  test('is closed by whatever is understood on its own', async () => {
    expect(await answer('李梅', '平安')).toContain('零报告已登记');
    expect(await answer('李梅', '二楼走廊应急灯不亮')).toContain('「二楼走廊应急灯不亮」这里没看明白');
  });

  test('is left open by what others report, and by what its owner says elsewhere', async () => {
    expect(await answer('刘芳', '平安')).toContain('零报告已登记');
    expect(await answer('李梅', '平安', 'private')).toContain('零报告已经报过');
    expect(await answer('李梅', '二楼走廊应急灯不亮')).toContain('YH-0022');
  });

  test('is replaced by the next question', async () => {
    expect(await answer('李梅', '/值班 11月28日')).toContain('还差');
    expect(await answer('李梅', '带班王强 值班李梅')).toContain('11月28日（周六） 带班 王强');
    expect(await answer('李梅', '二楼走廊应急灯不亮')).toContain('没看明白');
  });
});

test('small talk is joined to nothing that it does not complete', async () => {
  expect(await answer('李梅', '/值班 11月28日')).toContain('还差');
  expect(await answer('李梅', '大家辛苦了')).toBe('');
  expect(await answer('李梅', '大家辛苦了', 'private')).toContain('帮助');
  expect(await answer('李梅', '带班王强 值班李梅')).toContain('11月28日（周六） 带班 王强');
});

test('an answer that lacks something is kept, and the rest is asked for', async () => {
  expect(await answer('高峰', '/截止')).toContain('还差');
  expect(await answer('高峰', '年度总结')).toContain('还差');
  expect(await answer('高峰', '明天17:00')).toContain('11月24日（周二）17:00');
});

test('said again in one piece, it is answered', async () => {
  expect(await answer('高峰', '平安')).toContain('还差「单位」');
  expect(await answer('高峰', '康宁 平安')).toContain('零报告已登记');
  expect(await answer('高峰', '柳河')).toBe('');
});

describe('a question with choices', () => {
  beforeEach(() => answer('高峰', '/零报告 福利院 平安'));

  test.each(['2', '２', '/零报告 儿童福利院 平安'])('is answered by %s', async (said) => {
    expect(await answer('高峰', said)).toContain('儿福院 11月23日（周一） 零报告已登记');
  });

  test('is not answered by a number that is none of them', async () => {
    expect(await answer('高峰', '3')).toBe('');
    expect(await answer('高峰', '1')).toContain('县福利院 11月23日（周一） 零报告已登记');
  });

  test('is closed by a choice that is typed out', async () => {
    expect(await answer('高峰', '/零报告 儿福院 平安')).toContain('儿福院');
    expect(await answer('高峰', '1')).toBe('');
  });

  test('is not answered by somebody else', async () => {
    expect(await answer('白鸽', '1')).toBe('');
    expect(await answer('李梅', '1')).toBe('');
  });
});

describe('words that were not understood', () => {
  const LAMP = '三楼灯泡坏了明天换';

  test('wait for nothing: each message is answered for itself', async () => {
    expect(await answer('李梅', LAMP)).toContain(`「${LAMP}」这里没看明白`);
    expect(await answer('李梅', '二楼走廊应急灯不亮')).toContain('「二楼走廊应急灯不亮」这里没看明白');
    expect(await answer('李梅', '一切安好')).not.toContain(LAMP);
    expect(await answer('李梅', '平安')).not.toContain('没看明白');
  });

  test('as an answer they end the question, and only they are said back', async () => {
    expect(await answer('李梅', '/值班 11月28日')).toContain('还差');
    const said = await answer('李梅', LAMP);
    expect(said).toContain(LAMP);
    expect(said).not.toContain('11月28日 ');
    expect(await answer('李梅', '平安')).toContain('零报告已登记');
  });
});

describe('a bare mention of the bot in a group', () => {
  test.each(['@小安', '@小安 ', ' @小安'])('gets the one line of help: %p', async (said) => {
    expect(await answer('李梅', said)).toContain('帮助');
  });

  test.each(['@小安 在吗', '@小安 辛苦了', '@小安 /'])('with small talk behind it, it gets none: %s', async (said) => {
    expect(await answer('李梅', said)).toBe('');
  });

  test('is no answer, and ends no question', async () => {
    expect(await answer('李梅', '/隐患')).toContain('还差');
    await answer('李梅', '@小安');
    expect(await answer('李梅', '二楼走廊应急灯不亮')).toContain('YH-0022');
  });

  test('a picture without words is no mention', async () => {
    expect((await town.say('李梅', '', 'G1', { files: [{ kind: 'image', name: '1.jpg' }] })).answer).toBe('');
  });
});

test.each(['撤消', '撤消上一条', '/撤消 LB-0001', '刚才报错了，撤消'])('%s undoes', async (said) => {
  expect(await answer('李梅', '平安')).toContain('LB-0001');
  expect(await answer('李梅', said)).toContain('已撤销');
});
