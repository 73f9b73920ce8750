import { FESTIVALS, type Festival } from '../../calendar/calendar';
import { yearOf, type DayState } from './day-resolve';

/**
 * The break that 节前 and 节后 mean: the next one with a table, also the running one for 节后 (`running`).
 * `undefined` where the tables end before it.
 */
export function nextFestival(state: DayState, running: boolean): Festival | undefined {
  const year = yearOf(state.today);
  const breaks = [year, year + 1]
    .filter((each) => state.calendar.knows(each))
    .flatMap((each) => FESTIVALS.map((festival) => ({ festival, ...state.calendar.daysOff(festival, each) })))
    .filter((each) => (running ? each.last >= state.today : each.first > state.today))
    .sort((a, b) => (a.first < b.first ? -1 : 1));
  return breaks[0]?.festival;
}
