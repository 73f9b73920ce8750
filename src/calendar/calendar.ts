/** Holidays, 调休 and lunar days: the face that others import, and the calendar on the library's tables behind it. */
export {
  type Calendar,
  type Festival,
  FESTIVALS,
  type LunarDay,
  type Shift,
  type Span,
  UnknownYear,
} from './face';
export { type CountyTable, createCalendar } from './chinese-calendar';
