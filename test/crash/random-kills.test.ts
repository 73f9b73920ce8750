import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE } from '../../src/lib/time';
import { comingsOf, faultsOf, sendingFaultsOf } from './invariants';
import type { Left } from './left';
import { seededRandom } from './random';
import type { Victim } from './victim-process';
import { at, type Said, World } from './world';

const KILLS = 50;
const MESSAGES = 10;
/** Fifty lives are less than the hour in which a late answer can be given. */
const STEP = MINUTE;
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
  const way = random.of(['at once', 'in turn', 'once', 'once', 'once']);
  if (way === 'at once') await Promise.all([1, 2, 3].map(() => world.deliver(said)));
  else for (let left = way === 'in turn' ? 3 : 1; left > 0; left -= 1) await world.deliver(said);
}

/** Two admins confirm the drafts that they see, at about the same time. */
function decide(): void {
  for (const { text } of world.arrivals()) {
    const number = /通报草稿 (TB-\d+)/.exec(text)?.[1];
    if (number === undefined || decided.has(number) || random.chance(0.3)) continue;
    decided.add(number);
    for (const admin of ['gaofeng', 'baige']) say(admin, `/确认 ${number}`, 'G3');
  }
}

/** Killed in both sends of a text, it is given up: that is what was promised. */
const listen = (victim: Victim): void => {
  complaints.push(...victim.complaints().filter((line) => !line.includes('unknown twice')));
};

/** How long a start takes on this machine now. */
let startMs = 1000;

/**
 * One life under load, ended from outside at any moment: of its start, or of its work. A calm one may finish first, as
 * otherwise a row of early deaths leaves nothing to decide on.
 */
async function live(calm: boolean): Promise<void> {
  const victim = world.begin();
  const began = performance.now();
  const inStart = random.chance(0.3);
  const kill = async (): Promise<void> => {
    if (!inStart) {
      await victim.port();
      startMs = performance.now() - began;
    }
    await sleep(random.below(inStart ? startMs * 1.2 : startMs * 0.8));
    await victim.kill();
  };
  while (waiting.length < MESSAGES) say(random.of(SENDERS), `/零报告 外出${1 + (all.length % 25)} 其余正常`);
  decide();
  // Now and then one that was answered long ago comes again.
  const load = [...waiting, ...(all.length > 20 ? [random.of(all)] : [])];
  const work = [world.passTo(world.now + STEP), ...load.map(deliver)];
  if (calm) await Promise.all(work);
  await Promise.all([kill(), ...work]);
  listen(victim);
  // What was not answered comes again; WeCom gives some up.
  waiting = waiting.filter(({ msgid }) => !world.answers.has(msgid) && !random.chance(0.05));
}

async function finish(): Promise<void> {
  const victim = world.begin();
  await Promise.all(waiting.map((said) => world.deliver(said)));
  for (let minute = 0; minute < 4; minute += 1) await world.pass(1);
  for (const said of all.slice(-20)) if (world.answers.has(said.msgid)) await world.deliver(said);
  await victim.kill();
  listen(victim);
}

/** What WeCom was answered has to be what the database says. */
function answersWrong({ records }: Left): string[] {
  const booked = new Map(records.filter(({ kind }) => kind === 'zero').map(({ key, id }) => [key, id]));
  return [...world.answers].flatMap(([msgid, answers]) => {
    const [answer = '', ...others] = new Set(answers);
    const told = /零报告已(?:登记|更正)（(LB-\d+)）/.exec(answer)?.[1];
    const recorded = booked.get(`aib1:${msgid}`);
    return [
      ...(others.length > 0 ? [`${msgid} was told ${[answer, ...others].join(' | ')}`] : []),
      ...(told === recorded ? [] : [`${msgid} was told ${told}, the ledger has ${recorded}`]),
    ];
  });
}

/** Records, entries, drafts, reminders and publications belong together one to one. */
function expectOneToOne({ records, dues, steps, bulletins, outbox }: Left): void {
  const valid = records.filter(({ kind, state }) => kind === 'zero' && state === 'valid');
  const counted = dues.filter(({ state }) => state === 'reported');
  expect(counted.map(({ unitId, recordId }) => `${unitId} ${recordId}`).sort()).toEqual(
    valid.map(({ unit, id }) => `${unit} ${id}`).sort(),
  );
  const done = (name: string) => steps.filter((step) => step.name === name && step.state === 'done').length;
  const queued = (words: string) => outbox.filter(({ body }) => body.includes(words)).length;
  const published = bulletins.filter(({ state }) => state === 'published').length;
  expect({
    drafts: queued('通报草稿'),
    bulletins: bulletins.length,
    reminders: queued('最后提醒'),
    published: queued('情况的通报'),
  }).toEqual({
    drafts: done('close'),
    bulletins: done('close'),
    reminders: done('T-15'),
    published,
  });
  expect(published).toBeGreaterThan(3);
}

test(`${KILLS} kills at any moment, seed ${seed} (CRASH_SEED)`, async () => {
  world.begin();
  await world.ask('gaofeng', '/截止 零报告 每天17:30');
  for (let minute = 20; minute < 20 + KILLS; minute += 1) {
    const clock = `${9 + Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
    await world.ask('gaofeng', `/截止 年度总结 今天${clock} 康宁`);
  }
  await world.victim.kill();
  for (let kill = 0; kill < KILLS; kill += 1) await live(kill % 5 === 4);
  await finish();

  const left = await world.left();
  expect([...faultsOf(left), ...sendingFaultsOf(left, world.arrivals()), ...answersWrong(left), ...complaints]).toEqual(
    [],
  );
  expectOneToOne(left);
  // There was something to lose.
  expect(world.answers.size).toBeGreaterThan(2 * KILLS);
  expect(comingsOf(world.arrivals()).size).toBeGreaterThan(KILLS);
}, 240_000);
