import { addDays, type Day, instantOf } from '../../lib/time';
import { type Hazard, lackingOf } from '../hazard';
import type { LedgerRecord } from '../ledger';
import type { Scene } from '../scene';
import type { DayRange } from '../values';
import { HAZARD_RECORDS, hazardsIn } from './hazards';
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

/**
 * The figures of several spans of days. Only what was recorded until the last day of each was over counts, so that
 * figures that were issued stay what they were when a finding comes back later, or is closed.
 */
export async function monthFigures(
  scene: Scene,
  unitIds: readonly string[],
  spans: readonly DayRange[],
): Promise<readonly MonthFigures[]> {
  const { ledger } = scene.tx;
  const told = await recordedUntil(scene, await ledger.find({ kinds: HAZARD_RECORDS, unitIds }));
  const looked = await recordedUntil(scene, await ledger.find({ kinds: LOOKED, unitIds }));
  return spans.map((days) => {
    const until = instantOf(addDays(days[1], 1));
    return figuresOf(days, hazardsIn(told(until)), looked(until));
  });
}

function figuresOf(days: DayRange, hazards: readonly Hazard[], looked: readonly LedgerRecord[]): MonthFigures {
  const [first, last] = days;
  const found = hazards.filter((each) => each.found >= first && each.found <= last);
  const checked = looked.filter(({ firstDay, lastDay }) => lastDay >= first && firstDay <= last);
  const major = found.filter(({ level }) => level === 'major');
  const general = found.filter((each) => !major.includes(each));
  const planned = major.filter(({ measure }) => measure !== undefined && measure !== '');
  const supervised = found.filter(({ supervision }) => supervision !== undefined);
  return {
    days,
    checked: new Set(checked.map(({ unitId }) => unitId)).size,
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
