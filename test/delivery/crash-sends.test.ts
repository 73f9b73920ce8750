import { comingsOf, faultsOf } from '../crash/invariants';
import { at, World } from '../crash/world';
import { answer } from '../http/far-end';

jest.setTimeout(30_000);

/** `kill -9` of the real program in a tick and around its sends; then it starts again and the clock goes on. */
let template: World;
let world: World;
beforeAll(async () => {
  template = await World.open(at(10));
  template.begin();
  await template.ask('gaofeng', '/截止 年度总结 今天11:30 康宁');
  await template.victim.kill();
});
afterAll(() => template.close());
beforeEach(async () => {
  world = await template.copy();
});
afterEach(() => world.close());

/** Texts by group, with a mark for each time that they came. */
async function arrived(): Promise<[string, readonly boolean[]][]> {
  await world.pass(1);
  await world.pass(1);
  await world.victim.kill();
  expect(faultsOf(await world.left())).toEqual([]);
  return [...comingsOf(world.arrivals())];
}

const ONCE = [false];
const ONCE_MARKED = [true];
const TWICE = [false, true];

const POINTS = [
  ['in the tick, before the commit', 'tasks.claimStep:before', ONCE],
  ['in the tick, after the commit', 'tasks.claimStep:after', ONCE],
  ['before the commit of the claim', 'outbox.claim:before', ONCE],
  ['before the send', 'send:before', ONCE_MARKED],
  ['after the send', 'send:after', TWICE],
  ['before its outcome is written down', 'outbox.finish:before', TWICE],
  ['after that', 'outbox.finish:after', ONCE],
] as const;

test.each(POINTS)('a reminder, killed %s', async (_, point, comings) => {
  const victim = world.begin(point);
  await world.passTo(at(10, 30));
  expect(await victim.ended).toBe('SIGKILL');
  world.begin();
  expect(await arrived()).toEqual([[expect.stringMatching(/^G1 请尽快：年度总结/), comings]]);
});

test('a reminder that WeCom has and the program does not know of: killed while it waits for the answer', async () => {
  const victim = world.begin();
  const reached = new Promise<void>((resolve) => world.far.play(() => resolve()));
  const tick = world.passTo(at(10, 30));
  await reached;
  await victim.kill();
  await tick;
  world.far.play(answer(0));
  world.begin();
  expect(await arrived()).toEqual([[expect.stringMatching(/^G1 请尽快：年度总结/), TWICE]]);
});

test('killed in both sends of a reminder: there is no third', async () => {
  for (const minute of [30, 31]) {
    const victim = world.begin('send:after');
    await world.passTo(at(10, minute));
    expect(await victim.ended).toBe('SIGKILL');
  }
  world.begin();
  expect(await arrived()).toEqual([[expect.stringMatching(/^G1 请尽快：年度总结/), TWICE]]);
  expect((await world.left()).outbox).toMatchObject([{ state: 'failed', detail: 'unknown twice: interrupted' }]);
});

test.each([
  ['before the commit', 'tasks.claimStep:before'],
  ['after the commit', 'tasks.claimStep:after'],
])('the tick that closes a round, killed %s: one draft with one number', async (_, point) => {
  world.begin();
  await world.passTo(at(11, 15));
  await world.victim.kill();
  const victim = world.begin(point);
  await world.passTo(at(11, 31));
  expect(await victim.ended).toBe('SIGKILL');
  world.begin();
  const comings = (await arrived()).filter(([text]) => text.startsWith('G3'));
  expect(comings).toEqual([[expect.stringContaining('通报草稿 TB-0001：年度总结'), ONCE]]);
  expect((await world.left()).bulletins).toEqual([{ id: 'TB-0001', state: 'draft' }]);
});

describe('down when a step was due', () => {
  const downUntil = async (until: number): Promise<string[]> => {
    world.begin();
    await world.passTo(at(10, 20));
    await world.victim.kill();
    world.now = until;
    world.begin();
    return (await arrived()).map(([text, marks]) => (expect(marks).toEqual(ONCE), text));
  };

  test('it is made up once within its hour, and says so', async () => {
    const texts = await downUntil(at(10, 50));
    expect(texts).toEqual([expect.stringMatching(/^G1 请尽快：年度总结[^]*本应20分钟前提醒/)]);
  });

  test('of several only the newest speaks', async () => {
    const texts = await downUntil(at(11, 20));
    expect(texts).toEqual([expect.stringMatching(/^G1 最后提醒：年度总结[^]*本应5分钟前提醒/)]);
  });

  test('after the deadline there is nothing to remind of: the draft says how long we were down', async () => {
    const texts = await downUntil(at(12));
    expect(texts).toEqual([expect.stringMatching(/^G3 [^]*通报草稿 TB-0001[^]*10:20至12:00程序停机/)]);
  });
});
