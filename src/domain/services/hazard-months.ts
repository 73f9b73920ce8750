import { addDays, type Day, instantOf } from '../../lib/time';
import { type Hazard, lackingOf } from '../hazard';
import type { Scene } from '../scene';
import type { DayRange } from '../values';
import { hazardsOf } from './hazards';
import { recordedUntil } from './recorded-until';

/** 月报 (B.3): findings of some days as they stood when the last of these days was over. */
export interface MonthFigures {
  readonly days: DayRange;
  /** 排查单位数 */
  readonly checked: number;
  readonly general: number;
  readonly generalFixed: number;
  readonly major: number;
  readonly majorClosed: number;
  /** Major ones with a plan (列入治理计划), and those of them that lack nothing of the 五落实. */
  readonly planned: number;
  readonly complete: number;
  /** 挂牌, ever in these days, and those of them by the province. */
  readonly supervised: number;
  readonly provincial: number;
  /** In yuan. */
  readonly funds: number;
}

/** What shows that somebody looked for hazards in a unit: also that none was found. */
const LOOKED = ['inspect', 'selfcheck', 'checklist', 'hazard'];

export interface MonthQuestion {
  readonly unitIds: readonly string[];
  /** Inside one year. */
  readonly days: DayRange;
}

/**
 * Only what was recorded until the last day was over counts, so that figures that were issued stay what they were when
 * a finding comes back later, or is closed.
 */
export async function monthFigures(scene: Scene, { unitIds, days }: MonthQuestion): Promise<MonthFigures> {
  const [first, last] = days;
  const until = instantOf(addDays(last, 1));
  const found = (await hazardsOf(scene, unitIds, until)).filter((each) => each.found >= first && each.found <= last);
  const looked = await scene.tx.ledger.find({ kinds: LOOKED, unitIds, firstDay: first, lastDay: last });
  const checked = new Set((await recordedUntil(scene, looked, until)).map(({ unitId }) => unitId));
  const major = found.filter(({ level }) => level === 'major');
  const general = found.filter((each) => !major.includes(each));
  const planned = major.filter(({ measure }) => measure !== undefined && measure !== '');
  const supervised = found.filter(({ supervision }) => supervision !== undefined);
  return {
    days,
    checked: checked.size,
    general: general.length,
    generalFixed: general.filter(isFixed).length,
    major: major.length,
    majorClosed: major.filter(({ state }) => state === 'closed').length,
    planned: planned.length,
    complete: planned.filter((each) => lackingOf(each).length === 0).length,
    supervised: supervised.length,
    provincial: supervised.filter(({ supervision }) => supervision?.level === 'province').length,
    funds: found.reduce((sum, { funds = 0 }) => sum + funds, 0),
  };
}

/** Accepted; a plate may still have to come off. */
const isFixed = ({ state }: Hazard): boolean => state === 'closed' || state === 'accepted';

/** First day of the year: what was found since then is 累计. */
export const yearOf = (day: Day): Day => `${day.slice(0, 4)}-01-01`;
