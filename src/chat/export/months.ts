import { monthFigures, type MonthFigures, yearOf } from '../../domain/services/hazard-months';
import { monthOf } from '../../domain/services/queries';
import type { DayRange } from '../../domain/values';
import type { Sheet } from '../../domain/workbook';
import { addDays, type Day } from '../../lib/time';
import type { View } from '../../words/templates';
import type { CommandContext } from '../command';
import type { Say } from '../say';
import { type Column, rate, sheetOf } from './table';

/** A range longer than this is no monthly report. */
const MONTHS = 24;
const WAN = 10_000;

/** The months that these days touch, oldest first; the one that runs goes until today. */
function monthsOf([first, last]: DayRange, today: Day): readonly DayRange[] {
  const months: DayRange[] = [];
  const end = last < today ? last : today;
  for (let day = first; day <= end && months.length < MONTHS; day = addDays(monthOf(day)[1], 1)) {
    const [begin, over] = monthOf(day);
    months.push([begin, over < today ? over : today]);
  }
  return months;
}

export interface Months {
  readonly months: readonly MonthFigures[];
  /** For each month those of its year until its end. */
  readonly years: readonly MonthFigures[];
}

export async function monthsIn(context: CommandContext, unitIds: readonly string[], days: DayRange): Promise<Months> {
  const months = monthsOf(days, context.today);
  const years = months.map(([first, last]): DayRange => [yearOf(first), last]);
  return {
    months: await monthFigures(context, unitIds, months),
    years: await monthFigures(context, unitIds, years),
  };
}

/** 万元, as the form wants it. */
const wan = (yuan: number): number => Math.round((yuan / WAN) * 100) / 100;

/** The roll-up of B.3, in the order of its form. */
const COLUMNS: readonly Column<MonthFigures>[] = [
  { code: 'from', of: ({ days }) => ({ day: days[0] }) },
  { code: 'until', of: ({ days }) => ({ day: days[1] }) },
  { code: 'checked', of: ({ checked }) => checked },
  { code: 'general', of: ({ general }) => general },
  { code: 'general_fixed', of: ({ generalFixed }) => generalFixed },
  { code: 'general_rate', of: ({ general, generalFixed }) => rate(generalFixed, general) },
  { code: 'major', of: ({ major }) => major },
  { code: 'major_closed', of: ({ majorClosed }) => majorClosed },
  { code: 'major_rate', of: ({ major, majorClosed }) => rate(majorClosed, major) },
  { code: 'planned', width: 16, of: ({ planned }) => planned },
  { code: 'complete', width: 16, of: ({ complete }) => complete },
  { code: 'supervised', of: ({ supervised }) => supervised },
  { code: 'provincial', of: ({ provincial }) => provincial },
  { code: 'funds_wan', width: 18, of: ({ funds }) => wan(funds) },
];

export const monthSheet = (say: Say, { months, years }: Months): Sheet =>
  sheetOf(
    say.names,
    'months',
    COLUMNS,
    months.flatMap((month, index) => [month, ...years.slice(index, index + 1)]),
  );

/** The figures of the months as one line each. */
export const monthViews = (say: Say, { months }: Months): readonly View[] =>
  months.map((month) => ({
    ...month,
    days: say.span(month.days),
    generalRate: rate(month.generalFixed, month.general),
    majorRate: rate(month.majorClosed, month.major),
    funds: wan(month.funds),
  }));
