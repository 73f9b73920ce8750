import { Town } from './town';

let town: Town;
beforeEach(async () => {
  town = await Town.open();
});
afterEach(() => town.close());

const list = (...lines: readonly string[]): string =>
  ['#接龙', '今日零报告', '', ...lines.map((line, index) => `${index + 1}. ${line}`)].join('\n');
const counted = async (): Promise<string> => (await town.say('高峰', '/查询 统计 零报告')).answer;

test('good lines are booked, bad ones named by their numbers', async () => {
  const { answer } = await town.say('高峰', list('康宁 平安', '光明养老院 平安', '柳河 老人31 平安', '夕阳红 老人99'));
  for (const part of ['康宁 零报告 11月23日', '柳河敬老院 零报告 11月23日', '第2条「', '光明养老院', '第4条「', '38人'])
    expect(answer).toContain(part);
  expect(answer).not.toMatch(/第[13]条/);
  expect(await counted()).toContain('共2条');
});

test('posted again with its own line by the next one, it books what is new', async () => {
  await town.say('李梅', list('康宁 平安'));
  const { answer } = await town.say('周强', list('康宁 平安', '柳河 平安'));
  expect(answer).toContain('新登记1条，别家报过的1条');
  expect(await counted()).toContain('共2条');
});

test('with bad lines only nothing is booked, and the first one is named', async () => {
  const { answer } = await town.say('李梅', list('光明养老院 平安', '夕阳红 老人99'));
  expect(answer).toContain('光明养老院');
  expect(await counted()).toContain('共0条');
});

test('several records of one sender are taken whole or not at all', async () => {
  const { answer } = await town.say('李梅', '/零报告 11月22日、11月24日 均正常');
  expect(answer).toContain('11月24日');
  expect(await counted()).toContain('共0条');
});

test('every bad line tells the bureau of events in the good ones', async () => {
  const { pushed } = await town.say('李梅', list('康宁 有事：停水3小时', '光明养老院 平安', '柳河 平安'));
  expect(pushed).toHaveLength(1);
  expect(pushed[0]).toContain('康宁');
});

test('a line that fails halfway leaves nothing behind, the others count', async () => {
  const chat = '李梅 10:00\n替班 11月28日刘芳替李梅\n周强 10:01\n老人31 平安';
  const { answer } = await town.say('高峰', chat);
  expect(answer).toContain('新登记1条，没登记1条');
  expect(await counted()).toContain('共1条');
});

test('with an open question, a pasted list is no answer to it', async () => {
  await town.say('高峰', '/零报告 平安');
  const { answer } = await town.say('高峰', list('康宁 平安', '光明养老院 平安'));
  expect(answer).toContain('新登记1条，没登记1条');
});
