import type { Day, Instant } from '../lib/time';
import type { Contact, DayRange, Mark } from './values';

/** 报送事项: what is owed, by whom, how often, until when, with which evidence. */
export interface Task {
  /** `TZ-0001`. */
  readonly id: string;
  /** Code of the vocabulary (`duty`, `zero`, `fix_report` …), or the typed words (年度总结); `receipt` for a 通知. */
  readonly item: string;
  /** How it is called to people: 值班表, 国庆值班表, 年度总结. */
  readonly title: string;
  /** Ids of units, as of the newest round. */
  readonly targets: readonly string[];
  /** What was typed of whom: a unit that joins later owes from the next round on. */
  readonly audience: Audience;
  /** Ids of the groups where it was announced: reminders and the 通报 go there. */
  readonly groupIds: readonly string[];
  readonly schedule: Schedule;
  readonly requires: readonly Mark[];
  /** Days that a roster must cover. */
  readonly covers?: DayRange;
  /** What exactly is owed where the item alone does not say: the number of a hazard, a phase of a campaign. */
  readonly subject?: string;
  /** Kinds of records that settle it, where the item does not say: a phase that asks for an inspection. */
  readonly settledBy?: readonly string[];
  /** Who is told when somebody still owes after the deadline, each so many hours later. */
  readonly escalation?: readonly Rung[];
  /** Which reminders it gets; without one those of its schedule. See `steps.ts`. */
  readonly ladder?: Ladder;
  /** The campaign that it belongs to. */
  readonly campaignId?: string;
  readonly graceMinutes: number;
  /** Post of the contact (联系人); the holder is looked up when it is said. */
  readonly contactPostId?: string;
  readonly contactPersonId?: string;
  /** As the notice names it; comes before the post. */
  readonly contact?: Contact;
  readonly text?: string;
  readonly createdBy: string;
  readonly createdAt: Instant;
  readonly state: 'active' | 'cancelled';
}

export const LEVELS = ['village', 'town', 'leader'] as const;
/** One rung of the ladder (三级包保): the village, the town, the 包联 leader of the unit that owes. */
export interface Rung {
  readonly hours: number;
  readonly to: (typeof LEVELS)[number];
}

export const LADDERS = ['hazard', 'supervised', 'phase', 'coverage'] as const;
export type Ladder = (typeof LADDERS)[number];

/** 全体, 养老机构 or a list of units, and the group that it was typed in; see `audience.ts`. */
export interface Audience {
  readonly words: readonly string[];
  readonly groupId?: string;
}

export type HolidayShift = 'none' | 'next_workday' | 'second_workday';

export type Schedule =
  /** `opensAt` where it is not asked for before. */
  | { readonly every: 'once'; readonly dueAt: Instant; readonly dateOnly: boolean; readonly opensAt?: Instant }
  | { readonly every: 'day'; readonly clock: string; readonly range?: DayRange; readonly workdaysOnly?: boolean }
  | {
      readonly every: 'week';
      readonly clock: string;
      readonly weekdays: readonly number[];
      readonly range?: DayRange;
      readonly ifHoliday: HolidayShift;
    }
  /** N records a week, any day; closes on Sunday. */
  | { readonly every: 'week_count'; readonly count: number; readonly range?: DayRange }
  | { readonly every: 'month'; readonly clock: string; readonly monthday: number; readonly ifHoliday: HolidayShift };

/** 一期: one occurrence. Its id is `<task>/<day>`, so that opening it twice is impossible. */
export interface Round {
  readonly id: string;
  readonly taskId: string;
  /** The day that it reports on; for `once` the day of its deadline; for a week its Monday. */
  readonly day: Day;
  readonly opensAt: Instant;
  readonly dueAt: Instant;
  readonly state: 'open' | 'closed' | 'cancelled';
}

export const DUE_STATES = ['missing', 'reported', 'late', 'incomplete', 'returned', 'exempt'] as const;
/** 未报 已报 迟报 待补正 退回 免报. */
export type DueState = (typeof DUE_STATES)[number];

/** 应报项: one unit's entry in a round. Its id is `<round>/<unit>`. */
export interface Due {
  readonly id: string;
  readonly roundId: string;
  readonly unitId: string;
  readonly state: DueState;
  /** When the report became complete. */
  readonly settledAt?: Instant;
  /** Minutes after the deadline, rounded up; 0 unless late. */
  readonly lateMinutes: number;
  readonly recordId?: string;
  /** What an incomplete report lacks, in the order in which it is said. */
  readonly lacks: readonly Lack[];
  /** Why exempt or returned. */
  readonly reason?: string;
}

/** A missing part of a report: a mark, or a day without leader, staff, or somebody's mobile. */
export type Lack =
  | { readonly mark: Mark; readonly names?: readonly string[] }
  | { readonly part: 'day' | 'leader' | 'staff'; readonly days: readonly Day[] }
  | { readonly part: 'count'; readonly missing: number }
  /** A finding that is not put right yet. */
  | { readonly part: 'repair' };

export const STEP_KINDS = ['remind', 'close', 'open', 'escalate'] as const;

/** A planned moment of a round. Truth of the scheduler: due when `state` is planned and `at` has come. */
export interface Step {
  /** `<round>/<name>`. */
  readonly id: string;
  readonly roundId: string;
  readonly taskId: string;
  readonly kind: (typeof STEP_KINDS)[number];
  /** `D-1`, `D0`, `T-60`, `T-15`, `close`, `open`, `town+2`. */
  readonly name: string;
  readonly at: Instant;
  readonly state: 'planned' | 'done' | 'skipped';
}
