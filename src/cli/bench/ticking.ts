import { HOUR, MINUTE } from '../../lib/time';
import { ADMIN, County, MORNING } from './county';
import type { Row } from './row';
import { bestOf, timeOf } from './stopwatch';

const FEW = 10;
const MANY = 1000;
/** The deadline below is at 17:30, its reminder of an hour before at 16:30. */
const REMINDER = MORNING + 6.5 * HOUR;
const QUIET_TICKS = 9;

interface Ticks {
  readonly quiet: number;
  readonly reminding: number;
}

/** A tick with nothing to do, and one that reminds every institution of the county. */
async function ticksOf(units: number): Promise<Ticks> {
  const county = await County.open(units);
  try {
    await county.say(ADMIN, '/截止 零报告 每天17:30');
    await county.bot.tick();
    let at = MORNING;
    const quiet = await bestOf(QUIET_TICKS, () => {
      county.clock.moveTo((at += MINUTE));
      return county.bot.tick();
    });
    const before = county.sent;
    county.clock.moveTo(REMINDER);
    const reminding = await timeOf(() => county.bot.tick());
    await county.bot.idle();
    if (county.sent === before) throw new Error('nobody was reminded');
    return { quiet, reminding };
  } finally {
    await county.close();
  }
}

export async function tickingRows(): Promise<Row[]> {
  // Once for nothing: the first of all ticks also warms the program up.
  await ticksOf(FEW);
  const few = await ticksOf(FEW);
  const many = await ticksOf(MANY);
  return [
    {
      name: 'a quiet tick',
      ratio: many.quiet / few.quiet,
      means: `nothing due, ${MANY} institutions / ${FEW}: 1 is the aim, it asks only for steps that are due`,
      alarming: 10,
    },
    {
      name: 'a tick that reminds',
      ratio: many.reminding / few.reminding,
      means: `one message that names ${MANY} who still owe / ${FEW}: ${MANY / FEW} would be linear`,
      alarming: 2 * (MANY / FEW),
    },
  ];
}
