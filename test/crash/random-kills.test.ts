import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE } from '../../src/lib/time';
import { comingsOf, faultsOf, sendingFaultsOf } from './invariants';
import { seededRandom } from './random';
import { at, type Said, World } from './world';

const KILLS = 50;
const MESSAGES = 10;
/** A life begins in half a second to a second; a kill falls into the start, the first tick or the work. */
const LONGEST_LIFE_MS = 1200;
/** Less than the window in which WeCom's timestamps are taken. */
const STEP = 4 * MINUTE;
const SENDERS = Array.from({ length: 10 }, (_, index) => `i${String(index + 1).padStart(2, '0')}-head`);

const seed = Number(process.env['CRASH_SEED'] || randomInt(1, 1_000_000));
const random = seededRandom(seed);

let world: World;
beforeAll(async () => {
  world = await World.open(at(9));
});
afterAll(() => world.close());

/** WeCom's memory of what it has to deliver. */
const all: Said[] = [];
let waiting: Said[] = [];
const complaints: string[] = [];
const decided = new Set<string>();

const say = (userid: string, text: string, group?: string): void => {
  const said = world.message(userid, text, group);
  all.push(said);
  waiting.push(said);
};

/** One to three deliveries, at once or one after the other. */
async function deliver(said: Said): Promise<void> {
  await sleep(random.below(250));
  if (random.chance(0.2)) await Promise.all([1, 2, 3].map(() => world.deliver(said)));
  else if (random.chance(0.2)) for (let turn = 0; turn < 3; turn += 1) await world.deliver(said);
  else await world.deliver(said);
}

/** Two admins confirm a draft that they see, at about the same time. */
function decide(): void {
  for (const { text } of world.arrivals()) {
    const number = /通报草稿 (TB-\d+)/.exec(text)?.[1];
    if (number === undefined || decided.has(number) || random.chance(0.5)) continue;
    decided.add(number);
    for (const admin of ['gaofeng', 'baige']) say(admin, `/确认 ${number}`, 'G3');
    return;
  }
}

/** One life under load, ended from outside at any moment. */
async function live(): Promise<void> {
  const victim = world.begin();
  const fromStart = random.chance(0.5);
  const kill = (async () => {
    if (!fromStart) await victim.port();
    await sleep(random.below(fromStart ? LONGEST_LIFE_MS : LONGEST_LIFE_MS / 3));
    await victim.kill();
  })();
  while (waiting.length < MESSAGES) say(random.of(SENDERS), '/零报告 平安');
  decide();
  // Now and then one that was answered long ago comes again.
  const load = [...waiting, ...(all.length > 20 ? [random.of(all)] : [])];
  const tick = sleep(random.below(200)).then(() => world.passTo(world.now + STEP));
  await Promise.all([kill, tick, ...load.map(deliver)]);
  complaints.push(...victim.complaints().filter((line) => !line.includes('unknown twice')));
  // What was not answered comes again; WeCom gives some up.
  waiting = waiting.filter(({ msgid }) => !world.answers.has(msgid) && !random.chance(0.1));
}

async function finish(): Promise<void> {
  const victim = world.begin();
  await Promise.all(waiting.map((said) => world.deliver(said)));
  for (let minute = 0; minute < 4; minute += 1) await world.pass(1);
  for (const said of all.slice(-20)) if (world.answers.has(said.msgid)) await world.deliver(said);
  await victim.kill();
  complaints.push(...victim.complaints());
}

/** What WeCom was answered has to be what the database says. */
function answersWrong(left: Awaited<ReturnType<World['left']>>): string[] {
  const byKey = new Map(left.records.map((record) => [record.key, record.id]));
  return all.flatMap(({ msgid }) => {
    const answers = new Set(world.answers.get(msgid));
    if (answers.size > 1) return [`two answers: ${[...answers].join(' | ')}`];
    const number = /登记（(LB-\d+)）/.exec([...answers][0] ?? '')?.[1];
    const recorded = byKey.get(`aib1:${msgid}`);
    return number !== undefined && recorded !== number ? [`${msgid} was told ${number}, which is ${recorded}`] : [];
  });
}

test(`${KILLS} kills at any moment, seed ${seed} (CRASH_SEED)`, async () => {
  world.begin();
  await world.ask('gaofeng', '/截止 零报告 每天17:30');
  for (let due = at(9, 20); due < at(12, 40); due += STEP) {
    const clock = new Date(due + 8 * 60 * MINUTE).toISOString().slice(11, 16);
    await world.ask('gaofeng', `/截止 年度总结 今天${clock} 康宁`);
  }
  await world.victim.kill();
  for (let kill = 0; kill < KILLS; kill += 1) await live();
  await finish();

  const left = await world.left();
  expect([...faultsOf(left), ...sendingFaultsOf(left, world.arrivals()), ...answersWrong(left), ...complaints]).toEqual(
    [],
  );
  // Of each unit the last report is the one that counts.
  const valid = left.records
    .filter(({ kind, state }) => kind === 'zero' && state === 'valid')
    .map(({ unit, id }) => `${unit} ${id}`);
  const counted = left.dues
    .filter(({ state }) => state === 'reported')
    .map(({ unitId, recordId }) => `${unitId} ${recordId}`);
  expect(counted.sort()).toEqual(valid.sort());
  expect(new Set(valid.map((each) => each.split(' ')[0])).size).toBe(valid.length);
  // One draft for each round that is over; published exactly those that went out, once.
  const closed = left.steps.filter(({ name, state }) => name === 'close' && state === 'done');
  expect(left.bulletins).toHaveLength(closed.length);
  const published = left.outbox.filter(({ body }) => body.includes('关于年度总结报送情况的通报'));
  expect(published).toHaveLength(left.bulletins.filter(({ state }) => state === 'published').length);
  // It was worth it.
  expect(world.answers.size).toBeGreaterThan(KILLS);
  expect(published.length).toBeGreaterThan(3);
  expect(comingsOf(world.arrivals()).size).toBeGreaterThan(KILLS);
}, 240_000);
