import { comingsOf, faultsOf, isMarked } from '../crash/invariants';
import { type Arrival, at, World } from '../crash/world';

jest.setTimeout(90_000);

/**
 * `kill -9` of the real program in a tick and around its sends; then it starts again and the clock goes on. One report
 * is due at each hour from 9 to 22: its reminders come at the hour before and a quarter before, its draft at one past.
 */
let world: World;
let seen = 0;
let hour = 8;
const LAST_HOUR = 22;
beforeAll(async () => {
  world = await World.open(at(hour));
  world.begin();
  for (let due = hour + 1; due <= LAST_HOUR; due += 1) await world.ask('gaofeng', `/截止 年度总结 今天${due}:00 康宁`);
});
beforeEach(async () => {
  world.revive();
  // To the next hour that no test has used; no reminder is due before 45 past.
  if (world.now > at(hour)) hour += 1;
  await world.passTo(at(hour, 1));
  arrived();
});
afterAll(() => world.close());

/** What came since this was asked last. */
const arrived = (): Arrival[] => {
  const news = world.arrivals().slice(seen);
  seen += news.length;
  return news;
};

/** The second minute is that of a repetition. */
const settled = async (): Promise<[string, readonly boolean[]][]> => {
  await world.pass(1);
  await world.pass(1);
  expect(faultsOf(await world.left())).toEqual([]);
  return [...comingsOf(arrived())];
};

const reminder = () =>
  expect.stringMatching(
    `^G1 最后提醒：年度总结请于今天9月29日（周四）${String(hour + 1).padStart(2, '0')}:00前报`,
  ) as string;

const ONCE = [false];
const ONCE_MARKED = [true];
const TWICE = [false, true];

test.each([
  ['in the tick, before the commit', 'tasks.claimStep:before', ONCE],
  ['in the tick, after the commit', 'tasks.claimStep:after', ONCE],
  ['before the send', 'send:before', ONCE_MARKED],
  ['after the send', 'send:after', TWICE],
  ['after its outcome is written down', 'outbox.finish:after', ONCE],
])('a reminder, killed %s', async (_, point, comings) => {
  await world.dying(point, () => world.passTo(at(hour, 45)));
  expect(await settled()).toEqual([[reminder(), comings]]);
});

test('a reminder that WeCom has and the program does not know of: killed while it waits for the answer', async () => {
  const reached = new Promise<void>((resolve) => world.far.play(() => resolve()));
  const tick = world.passTo(at(hour, 45));
  await reached;
  await world.victim.kill();
  await tick;
  world.revive();
  expect(await settled()).toEqual([[reminder(), TWICE]]);
});

test('killed in both sends of a reminder: there is no third', async () => {
  for (const minute of [45, 46]) await world.dying('send:after', () => world.passTo(at(hour, minute)));
  expect(await settled()).toEqual([[reminder(), TWICE]]);
  expect((await world.left()).outbox.at(-1)).toMatchObject({ state: 'failed', detail: 'unknown twice: interrupted' });
});

test('the tick that closes a round, killed before the commit and after it: one draft, and the next number is the next', async () => {
  await world.passTo(at(hour + 1, 0));
  const before = (await world.left()).bulletins.length;
  arrived();
  await world.killedIn('tasks.claimStep:before', () => world.passTo(at(hour + 1, 1)));
  await world.begin('tasks.claimStep:after').killedItself();
  world.begin();
  hour += 1;
  const number = `TB-${String(before + 1).padStart(4, '0')}`;
  expect(await settled()).toEqual([[expect.stringContaining(`通报草稿 ${number}：年度总结`), ONCE]]);
  expect((await world.left()).bulletins.slice(before)).toEqual([{ id: number, state: 'draft' }]);
});

describe('down when a step was due', () => {
  const downUntil = async (until: number): Promise<[string, readonly boolean[]][]> => {
    await world.victim.kill();
    world.now = until;
    world.begin();
    return settled();
  };

  test('after the deadline there is nothing to remind of: the draft says how long we were down', async () => {
    const comings = await downUntil(at(hour + 1, 30));
    const drafts = comings.filter(([text]) => text.includes(`截止9月29日（周四）${hour + 1}:00`));
    expect(drafts).toEqual([[expect.stringMatching(`^G3 [^]*${hour}:01至.*${hour + 1}:30程序停机`), ONCE]]);
    hour += 1;
  });

  test('it is made up once within its hour, and says so', async () => {
    const [made, ...others] = await downUntil(at(hour, 50));
    expect(made).toEqual([reminder(), ONCE]);
    expect(made?.[0]).toContain('本应5分钟前提醒，程序停机，现在补发');
    expect(others).toEqual([]);
  });

  test('of several only the newest speaks', async () => {
    const comings = await downUntil(at(hour + 1, 50));
    hour += 1;
    const reminders = comings.filter(([text]) => text.startsWith('G1'));
    expect(reminders).toEqual([[reminder(), ONCE]]);
  });
});

test('nothing came unmarked twice in the whole day', () => {
  const texts = world.arrivals().map(({ to, text }) => `${to} ${text}`);
  expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
  expect(texts.filter((text) => isMarked(text.slice(3)))).toHaveLength(4);
  expect(world.victim.complaints()).toEqual([]);
});
