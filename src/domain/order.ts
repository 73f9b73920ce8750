import type { HolidayShift } from './task';
import type { Contact, DayOrStamp, DayRange, Mark } from './values';

/** What is wanted, from whom, until when and how: plain data, whether it was typed, pasted or planned. */
export interface Wish {
  readonly targets?: readonly string[] | undefined;
  readonly require?: readonly Mark[] | undefined;
  readonly covers?: DayRange | undefined;
  readonly due?: DayOrStamp | undefined;
  readonly every?: 'day' | 'week' | 'month' | undefined;
  readonly clock?: string | undefined;
  readonly weekdays?: readonly number[] | undefined;
  /** Every day that is no day off. */
  readonly workdays?: boolean | undefined;
  readonly monthday?: number | undefined;
  readonly per_week?: number | undefined;
  readonly range?: DayRange | undefined;
  readonly if_holiday?: HolidayShift | undefined;
}

/** What an admin ordered, as it was read. */
export interface Order extends Wish {
  readonly item: string;
  readonly title: string;
  /** Intent that made it. */
  readonly kind: string;
  readonly text?: string | undefined;
  /** Who answers questions; without one the post of whoever ordered it. */
  readonly contact?: Contact | undefined;
}
