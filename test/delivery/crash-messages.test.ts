import { comingsOf, faultsOf } from '../crash/invariants';
import { at, type Said, World } from '../crash/world';

jest.setTimeout(30_000);

/** `kill -9` of the real program while it takes a message; WeCom delivers again what was not acknowledged. */
let template: World;
let world: World;
beforeAll(async () => {
  template = await World.open(at(10));
  template.begin();
  await template.ask('gaofeng', '/截止 零报告 每天17:30');
  await template.ask('gaofeng', '/截止 年度总结 今天11:30 康宁');
  await template.passTo(at(11, 31));
  await template.ask('gaofeng', '/确认', 'G3');
  await template.victim.kill();
});
afterAll(() => template.close());
beforeEach(async () => {
  world = await template.copy();
});
afterEach(() => world.close());

/** Says it to a program that dies at this point; gives what WeCom got. */
async function sayAndDie(point: string, said: Said): Promise<string | undefined> {
  const victim = world.begin(point);
  const answer = await world.deliver(said);
  expect(await victim.ended).toBe('SIGKILL');
  return answer;
}

const thrice = async (said: Said): Promise<(string | undefined)[]> => [
  ...(await Promise.all([1, 2, 3].map(() => world.deliver(said)))),
  await world.deliver(said),
  await world.deliver(said),
  await world.deliver(said),
];

const POINTS = [
  ['before the commit of the inbox row', 'inbox.accept:before', false],
  ['after the inbox row', 'inbox.accept:after', false],
  ['before the commit', 'inbox.settle:before', false],
  ['after the commit', 'inbox.settle:after', false],
  ['before the answer', 'answer:before', false],
  ['after the answer', 'answer:after', true],
] as const;

test.each(POINTS)('a report, killed %s: one record, one answer however often it is delivered', async (_, point, acknowledged) => {
  const said = world.message('i02', '/零报告 平安');
  const first = await sayAndDie(point, said);
  expect(first !== undefined).toBe(acknowledged);

  world.begin();
  const answers = await thrice(said);
  expect(answers[0]).toContain('LB-0001');
  expect(new Set([...answers, ...(acknowledged ? [first] : [])]).size).toBe(1);
  expect(await world.ask('i01', '/零报告 平安')).toContain('LB-0002');
  await world.pass(2);
  await world.victim.kill();

  const left = await world.left();
  expect(faultsOf(left)).toEqual([]);
  expect(left.records.filter(({ kind }) => kind === 'zero')).toMatchObject([
    { id: 'LB-0001', unit: 'I02', key: `aib1:${said.msgid}` },
    { id: 'LB-0002', unit: 'I01' },
  ]);
  const reported = left.dues.filter(({ state }) => state === 'reported').map(({ unitId, recordId }) => `${unitId} ${recordId}`);
  expect(reported).toEqual(['I01 LB-0002', 'I02 LB-0001']);
  expect(world.arrivals()).toEqual([]);
});

test.each(POINTS.slice(2))('a decision, killed %s: published once', async (_, point) => {
  const said = world.message('baige', '/确认', 'G3');
  const first = await sayAndDie(point, said);
  world.begin();
  const answers = await thrice(said);
  expect(answers[0]).toContain('TB-0001（年度总结）已发布');
  expect(new Set([...answers, first ?? answers[0]]).size).toBe(1);
  await world.pass(1);
  await world.pass(1);
  await world.victim.kill();

  const left = await world.left();
  expect(faultsOf(left)).toEqual([]);
  expect(left.bulletins).toEqual([{ id: 'TB-0001', state: 'published' }]);
  const [[text, marks] = ['', []], ...others] = [...comingsOf(world.arrivals())];
  expect(text).toMatch(/^G1 .*关于年度总结报送情况的通报/);
  expect([[false], [true], [false, true]]).toContainEqual(marks);
  expect(others).toEqual([]);
});

describe('nobody delivers it again', () => {
  const expectOneLateAnswer = async (said: Said): Promise<void> => {
    await world.pass(1);
    await world.pass(1);
    await world.victim.kill();
    const left = await world.left();
    expect(faultsOf(left)).toEqual([]);
    expect(left.records.filter(({ kind }) => kind === 'zero')).toMatchObject([{ id: 'LB-0001', unit: 'I02' }]);
    const [[text, marks] = ['', []], ...others] = [...comingsOf(world.arrivals())];
    expect(text).toMatch(new RegExp(`^${said.msgid} .*LB-0001`));
    expect([[false], [true]]).toContainEqual(marks);
    expect(others).toEqual([]);
  };

  test('after a minute it is settled unasked, and answered by its response_url', async () => {
    const said = world.message('i02', '/零报告 平安');
    expect(await sayAndDie('inbox.accept:after', said)).toBeUndefined();
    world.begin();
    await expectOneLateAnswer(said);
  });

  test.each([
    ['before the commit', 'inbox.settle:before'],
    ['after the commit', 'inbox.settle:after'],
    ['before the send', 'send:before'],
  ])('and the recovery is killed, too, %s', async (_, point) => {
    const said = world.message('i02', '/零报告 平安');
    await sayAndDie('inbox.accept:after', said);
    const victim = world.begin(point);
    await world.pass(1);
    expect(await victim.ended).toBe('SIGKILL');
    world.begin();
    await expectOneLateAnswer(said);
  });
});
