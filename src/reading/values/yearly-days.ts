import { dayFrom, nearestOf, yearOf, type DayState, type Resolved } from './day-resolve';

/** Days with a date of their own, which are typed by their names: month and day. */
const DATED: Readonly<Record<string, readonly [number, number]>> = {
  妇女节: [3, 8],
  三八: [3, 8],
  护士节: [5, 12],
  儿童节: [6, 1],
  六一: [6, 1],
  七一: [7, 1],
  建军节: [8, 1],
  八一: [8, 1],
  教师节: [9, 10],
};
/**
 * Solar terms that people name as a day: month, and the constant of the century's rule (day = year × 0.2422 +
 * constant − leap years so far). 大雪, 霜降 and the like are weather more often than days.
 */
const TERMS: Readonly<Record<string, readonly [number, number]>> = {
  立春: [2, 3.87],
  惊蛰: [3, 5.63],
  春分: [3, 20.646],
  立夏: [5, 5.52],
  夏至: [6, 21.37],
  立秋: [8, 7.5],
  秋分: [9, 23.042],
  立冬: [11, 7.438],
  冬至: [12, 21.94],
};
/** Mean length of a tropical year beyond 365 days. */
const YEAR_REST = 0.2422;

function inYear(name: string, year: number): string {
  const dated = DATED[name];
  if (dated) return dayFrom(year, ...dated);
  const [month, constant] = TERMS[name] ?? [1, 1];
  const short = year % 100;
  const leaps = Math.floor((month < 3 ? short - 1 : short) / 4);
  return dayFrom(year, month, Math.floor(short * YEAR_REST + constant) - leaps);
}

/** 冬至包饺子 names what is done; 冬至 alone, 冬至前 and 冬至当天 are days. */
const ALONE = '节?(?:当[天日]|那天|(?=$|[\\s,。;、]|之?前|以前|下班|[早中晚上下]))';
export const YEARLY = `(${[...Object.keys(TERMS), ...Object.keys(DATED)].join('|')})${ALONE}`;

export function resolveYearly(name: string, state: DayState, typed: string): Resolved {
  const year = yearOf(state.today);
  const chosen = nearestOf(
    [year - 1, year, year + 1].map((each) => inYear(name, each)),
    state,
  );
  return chosen === undefined ? { mistake: { code: 'bad_date', typed } } : { first: chosen, last: chosen };
}
