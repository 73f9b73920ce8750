import { advance } from '../../src/delivery/advance';
import { MovableClock } from '../../src/lib/movable-clock';

const at = (text: string): number => Date.parse(`2022-09-28T${text}+08:00`);
const clockOf = (time: number): string => new Date(time + 8 * 3_600_000).toISOString().slice(11, 19);

/** Ticks seen on the way, for a bot with these plans. */
async function ticks(from: string, to: string, plans: readonly string[]): Promise<string[]> {
  const clock = new MovableClock(at(from));
  const open = plans.map(at);
  const seen: string[] = [];
  const bot = {
    tick: async () => {
      seen.push(clockOf(clock.now()));
      while (open[0] !== undefined && open[0] <= clock.now()) open.shift();
    },
    idle: async () => undefined,
    nextWakeAt: async () => open[0],
  };
  await advance(bot, clock, at(to));
  expect(clock.now()).toBe(at(to));
  return seen;
}

test.each([
  ['nothing due', '10:00', '12:00', [], ['12:00:00']],
  ['what is due on the way, and the end', '10:00', '12:00', ['10:30', '11:30'], ['10:30:00', '11:30:00', '12:00:00']],
  ['a plan within a minute waits for the next whole one', '10:00', '10:05', ['10:02:30'], ['10:03:00', '10:05:00']],
  ['an end within a minute', '10:00', '10:05:30', ['10:05:10'], ['10:05:30']],
  ['a plan that is overdue goes with the next minute', '10:00:20', '10:05', ['09:00'], ['10:01:00', '10:05:00']],
  ['a plan at the end ticks once', '10:00', '10:05', ['10:05'], ['10:05:00']],
  ['a plan after the end stays', '10:00', '10:05', ['10:06'], ['10:05:00']],
  ['no time', '10:00', '10:00', ['10:00'], []],
])('%s', async (_, from, to, plans, seen) => {
  expect(await ticks(from, to, plans)).toEqual(seen);
});

test('a plan that stays due does not stop the clock', async () => {
  const clock = new MovableClock(at('10:00'));
  let count = 0;
  const bot = {
    tick: async () => {
      count += 1;
    },
    idle: async () => undefined,
    nextWakeAt: async () => at('09:00'),
  };
  await advance(bot, clock, at('10:10'));
  expect(count).toBe(10);
});

test('the clock never goes back', () => {
  const clock = new MovableClock(at('10:00'));
  clock.moveTo(at('10:00'));
  expect(() => clock.moveTo(at('09:59'))).toThrow(RangeError);
});
