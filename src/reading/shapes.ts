import type { Day } from '../lib/time';
import type { DayOrStamp, DayRange, DutyEntry, Item, Mark, Named } from '../domain/values';

/** What a typed message of each intent holds: the slots of docs/vocabulary.md as types. `inst` is a unit id. */
export interface DutyValues {
  readonly inst: string;
  readonly entries: readonly DutyEntry[];
  readonly landline?: string;
  readonly mode?: 'closed_loop';
  /** Marks typed in the same message as the roster. */
  readonly signed?: boolean;
  readonly stamped?: boolean;
}
export interface DutyPhoneValues {
  readonly inst: string;
  readonly landline: string;
}
export interface DutyAttachValues {
  readonly inst: string;
  readonly signed?: boolean;
  readonly stamped?: boolean;
  readonly promised?: Day;
  readonly landline?: string;
}
export interface DutyUpdateValues {
  readonly inst: string;
  readonly date: Day;
  readonly leader?: readonly Named[];
  readonly staff?: readonly Named[];
  readonly from?: string;
  readonly to?: string;
}
export interface DutyShift {
  readonly date: Day;
  readonly name: string;
}
export interface DutySwapValues {
  readonly inst: string;
  readonly a: DutyShift;
  readonly b: DutyShift;
  readonly reason?: string;
}
export interface DutySubstituteValues {
  readonly inst: string;
  readonly date: Day;
  readonly from: string;
  readonly to: string;
  readonly shift?: 'day' | 'night';
  readonly reason?: string;
}

export const ZERO_COUNTS = [
  'elders',
  'staff',
  'on_post',
  'on_leave',
  'off',
  'out',
  'fever',
  'hospital',
  'visits',
  'male',
  'female',
  'children',
  'vehicles',
  'online',
  'cremations',
  'marriages',
  'divorces',
  'in_station',
  'joined',
  'left',
  'patrols',
] as const;
export type ZeroCount = (typeof ZERO_COUNTS)[number];
export type ZeroValues = {
  readonly inst: string;
  readonly date: Day;
  readonly abnormal: boolean;
  readonly event?: string;
  readonly late?: boolean;
  readonly reporter?: readonly Named[];
  readonly reviewer?: readonly Named[];
  readonly approx?: readonly string[];
} & { readonly [K in ZeroCount]?: number };

export interface HazardValues {
  readonly inst: string;
  readonly found: Day;
  /** Absent only when `none` is true. */
  readonly desc?: string;
  readonly none?: boolean;
  readonly location?: string;
  readonly level?: 'general' | 'major';
  readonly owner?: readonly Named[];
  readonly due?: DayOrStamp;
  readonly qty?: number;
  readonly state?: 'done';
  readonly measure?: string;
  /** 元. */
  readonly funds?: number;
  readonly preplan?: string;
  readonly category?: string;
}
export interface FixValues {
  readonly inst: string;
  /** One number, `YH-0012`. */
  readonly hazards: readonly string[];
  readonly state: 'done' | 'progress';
  readonly done?: Day;
  readonly percent?: number;
  readonly expect?: Day;
  readonly by?: string;
  readonly cost?: number;
  readonly measure?: string;
  readonly desc?: string;
}
export interface FixExtendValues {
  readonly inst: string;
  readonly hazards: readonly string[];
  readonly new_due: DayOrStamp;
  readonly reason?: string;
}
export interface AcceptValues {
  readonly hazards: readonly string[];
  readonly result: 'pass' | 'fail';
  readonly done?: Day;
  readonly by?: string;
  readonly reason?: string;
  readonly new_due?: DayOrStamp;
}
export interface SuperviseValues {
  readonly hazards: readonly string[];
  readonly due?: DayOrStamp;
  readonly level?: 'province' | 'city' | 'county';
  readonly owner?: readonly Named[];
  readonly supervisor?: string;
}
export interface HelpedPerson {
  readonly name?: string;
  readonly type?: string;
  readonly addr?: string;
  readonly age?: number;
}
export interface VisitValues {
  readonly inst: string;
  /** Either a day or a range. */
  readonly date?: Day;
  readonly range?: DayRange;
  readonly persons?: readonly HelpedPerson[];
  /** 元, the total. */
  readonly cash?: number;
  readonly cash_each?: number;
  readonly items?: readonly Item[];
  readonly households?: number;
  readonly people?: number;
  readonly addr?: string;
  readonly visitors?: readonly Named[];
  readonly mode?: 'online';
  readonly need?: string;
  readonly condition?: string;
  readonly result?: 'not_met';
  readonly revisit?: Day;
  readonly abnormal?: boolean;
  readonly approx?: readonly string[];
}

/** Days and clocks of an order that comes once, or again and again. */
export interface ScheduleValues {
  readonly due?: DayOrStamp;
  readonly every?: 'day' | 'week' | 'month';
  readonly clock?: string;
  readonly weekdays?: readonly number[];
  readonly monthday?: number;
  /** 工作日17:30: no round on days off. */
  readonly workdays?: true;
  /** 每周2次: records a week, any day. */
  readonly per_week?: number;
  readonly range?: DayRange;
  readonly if_holiday?: 'next_workday' | 'second_workday';
  /** 10月1日起, 即日起. */
  readonly start?: Day;
}
export interface OrderValues extends ScheduleValues {
  readonly item?: string;
  /** 国庆值班表: how the typed item is called, when it is more than its plain name. */
  readonly title?: string;
  /** 覆盖10月1日-2日: days that a roster must cover. */
  readonly covers?: DayRange;
  readonly targets?: readonly string[];
  readonly require?: readonly Mark[];
}
export interface DeadlineValues extends OrderValues {
  readonly item: string;
  readonly extend?: true;
  /** 延长半小时: minutes after the old deadline. */
  readonly more_minutes?: number;
}
export interface BroadcastValues extends OrderValues {
  readonly targets: readonly string[];
  /** Of a meeting. */
  readonly time?: string;
  readonly phases?: readonly { readonly name: string; readonly start?: Day; readonly end?: Day }[];
  readonly receipt?: true;
  readonly kind?: 'warning';
  readonly doc_no?: string;
  readonly attach?: true;
  readonly penalty?: string;
  /** The notice as typed. */
  readonly text: string;
}
export interface RemindValues {
  readonly item: string;
  readonly targets?: readonly string[];
  readonly minutes_before?: number;
}
export interface ShameValues {
  readonly item: string;
  readonly targets?: readonly string[];
  readonly range?: DayRange;
  readonly days?: number;
  readonly kind?: 'praise';
}
export interface PublishValues {
  readonly item: string;
}
export interface ExemptValues {
  readonly targets: readonly string[];
  readonly item: string;
  /** Not needed for a task that comes once. */
  readonly range?: DayRange;
  readonly reason?: string;
}
export interface QueryValues {
  readonly what: string;
  readonly targets?: readonly string[];
  readonly item?: string;
  readonly date?: Day;
  readonly range?: DayRange;
  readonly week?: string;
  readonly shift?: 'day' | 'night';
  readonly role?: 'leader' | 'staff';
  readonly name?: string;
  readonly holiday?: string;
  readonly format?: string;
}
export interface UndoValues {
  /** `last`, or the number of a record: `YH-0012`, `LB-0003`. */
  readonly ref: string;
}
export interface CorrectValues {
  readonly set: Readonly<Record<string, unknown>>;
  readonly ref?: 'last';
  readonly of?: string;
  readonly date?: Day;
}
export interface HelpValues {
  readonly topic?: string;
}
export interface AckValues {
  readonly inst?: string;
}
export interface ReportSubmitValues {
  readonly inst: string;
  readonly item: string;
  readonly stamped?: boolean;
  readonly signed?: boolean;
  readonly promised?: Day;
}
export interface RegisterValues {
  readonly kind: 'bind' | 'inst' | 'group' | 'webhook' | 'code';
  /** They know what it changes. */
  readonly sure?: boolean;
  readonly inst?: string;
  readonly name?: string;
  readonly post?: string;
  readonly url?: string;
  readonly code?: string;
  readonly aliases?: readonly string[];
  readonly head?: readonly Named[];
  readonly beds?: number;
  readonly elders?: number;
}
export interface RosterValues {
  readonly kind: 'group' | 'post' | 'area';
  readonly leader?: readonly Named[];
  readonly deputy?: readonly Named[];
  readonly members?: readonly Named[];
  readonly post?: string;
  readonly old?: string;
  readonly new?: string;
  readonly since?: Day;
  readonly targets?: readonly string[];
}
