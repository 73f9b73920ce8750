import { MINUTE } from '../../src/lib/time';
import { comingsOf, faultsOf } from '../crash/invariants';
import { type Arrival, at, type Said, World } from '../crash/world';

jest.setTimeout(90_000);

/** `kill -9` of the real program while it takes a message; WeCom delivers again what was not acknowledged. */
let world: World;
let seen = 0;
beforeAll(async () => {
  world = await World.open(at(10));
  world.begin();
  await world.ask('gaofeng', '/截止 零报告 每天17:30');
  for (const minute of [20, 21, 22, 23]) await world.ask('gaofeng', `/截止 年度总结 今天10:${minute} 康宁`);
  await world.passTo(at(10, 30));
  for (const number of [1, 2, 3, 4]) await world.ask('gaofeng', `/确认 TB-000${number}`, 'G3');
  seen = world.arrivals().length;
});
beforeEach(() => world.revive());
afterAll(() => world.close());

/** What came since this was asked last. */
const arrived = (): Arrival[] => {
  const news = world.arrivals().slice(seen);
  seen += news.length;
  return news;
};

const thrice = async (said: Said): Promise<(string | undefined)[]> => [
  ...(await Promise.all([1, 2, 3].map(() => world.deliver(said)))),
  await world.deliver(said),
  await world.deliver(said),
  await world.deliver(said),
];

const recordsOf = async (said: Said) => {
  const left = await world.left();
  expect(faultsOf(left)).toEqual([]);
  return left.records.filter(({ key }) => key === `aib1:${said.msgid}`);
};

const REPORTS = [
  ['before the commit of the inbox row', 'inbox.accept:before', 'i01', false],
  ['after the inbox row', 'inbox.accept:after', 'i02', false],
  ['before the commit', 'inbox.settle:before', 'i03', false],
  ['after the commit', 'inbox.settle:after', 'i04', false],
  ['before the answer', 'answer:before', 'i05-head', false],
  ['after the answer', 'answer:after', 'i06-head', true],
] as const;

test.each(REPORTS)(
  'a report, killed %s: one record, one answer however often it is delivered',
  async (_, point, userid, acknowledged) => {
    const said = world.message(userid, '/零报告 平安');
    const first = await world.dying(point, () => world.deliver(said));
    expect(first !== undefined).toBe(acknowledged);
    const answers = await thrice(said);
    expect(new Set([...answers, ...(acknowledged ? [first] : [])]).size).toBe(1);
    await world.pass(2);

    const [record, ...others] = await recordsOf(said);
    expect(record).toMatchObject({ kind: 'zero', state: 'valid' });
    expect(others).toEqual([]);
    expect(answers[0]).toContain(`零报告已登记（${record?.id}）`);
    const due = (await world.left()).dues.find(({ recordId }) => recordId === record?.id);
    expect(due).toMatchObject({ unitId: record?.unit, state: 'reported' });
    expect(arrived()).toEqual([]);
  },
);

const DECISIONS = [
  ['before the commit', 'inbox.settle:before', 'TB-0001'],
  ['after the commit', 'inbox.settle:after', 'TB-0002'],
  ['before the answer', 'answer:before', 'TB-0003'],
  ['after the answer', 'answer:after', 'TB-0004'],
] as const;

test.each(DECISIONS)('a decision, killed %s: published once', async (_, point, number) => {
  const said = world.message('baige', `/确认 ${number}`, 'G3');
  const first = await world.dying(point, () => world.deliver(said));
  const answers = await thrice(said);
  expect(answers[0]).toContain(`${number}（年度总结）已发布`);
  expect(new Set([...answers, first ?? answers[0]]).size).toBe(1);
  await world.pass(1);
  await world.pass(1);

  const left = await world.left();
  expect(faultsOf(left)).toEqual([]);
  expect(left.bulletins.find(({ id }) => id === number)).toMatchObject({ state: 'published' });
  // The send may have been under way when it died: then it came again, marked, or for the first time, marked.
  const [[text, marks] = ['', []], ...others] = [...comingsOf(arrived())];
  expect(text).toMatch(/^G1 .*关于年度总结报送情况的通报/);
  expect([[false], [true], [false, true]]).toContainEqual(marks);
  expect(others).toEqual([]);
});

describe('nobody delivers it again', () => {
  test('after a minute it is settled unasked, and answered by its response_url', async () => {
    const said = world.message('i07-head', '/零报告 平安');
    expect(await world.dying('inbox.accept:after', () => world.deliver(said))).toBeUndefined();
    await world.pass(1);
    const [record, ...others] = await recordsOf(said);
    expect(others).toEqual([]);
    expect([...comingsOf(arrived())]).toEqual([[expect.stringMatching(`^${said.msgid} .*${record?.id}`), [false]]]);
  });

  test('and its recovery is killed, too: before the commit, after it, before the answer is sent', async () => {
    const said = world.message('i08-head', '/零报告 平安');
    await world.killedIn('inbox.accept:after', () => world.deliver(said));
    world.now += MINUTE;
    for (const point of ['inbox.settle:before', 'inbox.settle:after', 'send:before'])
      await world.begin(point).killedItself();
    world.begin();
    await world.pass(1);
    await world.pass(1);
    const [record, ...others] = await recordsOf(said);
    expect(others).toEqual([]);
    expect([...comingsOf(arrived())]).toEqual([[expect.stringMatching(`^${said.msgid} .*${record?.id}`), [true]]]);
  });
});

test('no number was given twice, and nothing is left over', async () => {
  const left = await world.left();
  const numbers = left.records.filter(({ kind }) => kind === 'zero').map(({ id }) => id);
  expect(numbers).toEqual(numbers.map((_, index) => `LB-000${index + 1}`));
  expect(numbers).toHaveLength(8);
  expect(world.victim.complaints()).toEqual([]);
});
