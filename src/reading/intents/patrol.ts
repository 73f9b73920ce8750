import { addDays, clockOf, dayOf, instantOf, type Day } from '../../lib/time';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { saysCalm, troubleIn } from '../values/calm';
import { findClocks, type ClockPiece } from '../values/clocks';
import { known, missing } from '../values/numbers-typed';
import { namesIn } from '../values/names';
import { knownNames, resolveName, takeLabelledName } from '../values/people';
import { takeSpan } from '../values/record-day';
import { takeUnit } from '../values/units';

interface PatrolValues {
  readonly inst: string;
  readonly date: string;
  readonly times: readonly string[];
  readonly abnormal: boolean;
  readonly by?: string;
  readonly desc?: string;
}

const DAY_MINUTES = 1440;
/** Rounds before this hour belong to the night that began the day before. */
const DAWN_MINUTE = 6 * 60;
const HALF_DAY = 720;

/** 晚上8点、10点、12点、2点: a clock without its part of the day is the next one after the clock before it. */
function minutesOf(clocks: readonly ClockPiece[], text: string): number[] {
  const minutes: number[] = [];
  let carried = false;
  for (const clock of clocks) {
    const before = minutes[minutes.length - 1];
    if (clock.period !== undefined) carried = /^[晚夜深下傍]/.test(clock.period);
    else if (minutes.length === 0)
      carried = /夜间|晚上|晚间|夜里|昨晚|今晚|昨夜/.test(text.slice(Math.max(0, clock.start - 6), clock.start));
    const hour = Math.floor(clock.minute / 60);
    const open = clock.period === undefined && carried && hour <= 12;
    minutes.push(
      (open ? nextAfter(before ?? (hour >= 5 && hour < 12 ? HALF_DAY : 0), clock.minute) : clock.minute) % DAY_MINUTES,
    );
  }
  return minutes;
}

const ahead = (from: number, to: number): number => (to - from + DAY_MINUTES) % DAY_MINUTES;
const nextAfter = (before: number, minute: number): number =>
  ahead(before, minute) <= ahead(before, minute + HALF_DAY) ? minute : minute + HALF_DAY;

/** The day that the rounds belong to: a night's is the day on which it began (P7). */
function dayOfRounds(typed: Day | undefined, minutes: readonly number[], source: Source): Day {
  if (typed !== undefined) return typed;
  source.origins['date'] = { from: 'default', rule: 'the last such round' };
  const today = dayOf(source.context.now);
  const [first] = minutes;
  if (first === undefined) return today;
  const night = /夜|昨晚/.test(source.text) && minutes.every((minute) => minute < DAWN_MINUTE);
  return instantOf(today, first) > source.context.now || night ? addDays(today, -1) : today;
}

function takeBy(source: Source): string | undefined {
  const labelled = takeLabelledName(source, /(?:巡查|值班|检查|带班|签名|责任)(?:人员?|员)/);
  if (labelled !== undefined) return labelled;
  const names = namesIn(source.rest, knownNames(source.context)).filter((piece) => {
    const around = `${source.rest[piece.start - 1] ?? ' '}${source.rest[piece.end] ?? ' '}`;
    return piece.kind === 'known' || /^[\s,、;。:\uE000][\s,、;。:\uE000]$/.test(around);
  });
  const self = names.length > 0 ? undefined : source.find(/(?<=^|[\s,])(?:我|本人)(?=$|[\s,])/);
  const [piece] = names;
  if (piece) source.cut(piece.start, piece.end);
  return piece ? resolveName(piece.name, source.context) : self && resolveName('本人', source.context);
}

function readPatrol(source: Source): Partial<PatrolValues> {
  const inst = takeUnit(source, { unknown: false });
  const clocks = findClocks(source.rest);
  const minutes = minutesOf(clocks, source.rest);
  for (const clock of clocks) {
    source.cut(clock.start, clock.end);
    if (clock.mistake) source.mistake(clock.mistake);
  }
  const span = takeSpan(source, 'past');
  const by = takeBy(source);
  const words = source
    .free()
    .replace(/夜间|夜里|晚上|白天|昨晚|今晚|第[一二三\d]次|[次巡查]/g, ' ')
    .trim();
  const trouble = troubleIn(words);
  if (trouble === undefined) source.mistake({ code: 'unclear', typed: words });
  if (trouble === true && saysCalm(source.text)) source.mistake({ code: 'contradictory', typed: words });
  if (minutes.length === 0) missing(source, '巡查时间', 'times');
  return {
    ...known({ inst, by }),
    date: dayOfRounds(span?.first, minutes, source),
    times: minutes.map(clockOf),
    abnormal: trouble === true,
    ...(trouble === true && { desc: source.free() }),
  };
}

export const patrolSlots = spread<PatrolValues>(readPatrol, {
  inst: '单位',
  date: '日期',
  times: '巡查时间',
  abnormal: '情况',
  by: '巡查人?',
  desc: '问题?',
});
