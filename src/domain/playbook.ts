import { addDays, type Day, daysBetween } from '../lib/time';
import type { HolidayShift, Rung } from './task';
import type { DayOrStamp, DayRange, Mark } from './values';

/**
 * What a county writes down once and runs again and again: `data/campaigns`, `data/checklists`, `data/rules`.
 * Read and checked at start by `src/playbook`.
 */
export interface Playbook {
  readonly campaigns: readonly CampaignPlan[];
  readonly checklists: readonly Checklist[];
  readonly rules: readonly RuleSet[];
}

export const EMPTY_PLAYBOOK: Playbook = { campaigns: [], checklists: [], rules: [] };

/** 专项行动 as it is written down, with the dates of its paper. */
export interface CampaignPlan {
  readonly id: string;
  /** What people call it; the first is its title. */
  readonly names: readonly string[];
  readonly docNo?: string;
  /** First day of the paper: `起` moves every date by the distance to it. */
  readonly start: Day;
  /** Words of an audience: `all`, `type:养老`, ids. */
  readonly targets: readonly string[];
  /** Ids of checklists that its inspections use. */
  readonly checklists: readonly string[];
  /** Which findings are 挂牌 in it: all, or the major ones. */
  readonly supervise: 'all' | 'major';
  /** Name of the post whose holder answers questions. */
  readonly contact?: string;
  /** Subsets that are named while it runs: 被检查单位. */
  readonly subsets: readonly string[];
  readonly phases: readonly PlannedPhase[];
  readonly tasks: readonly PlannedTask[];
  /** Who is told of those who still owe a task after its deadline. */
  readonly escalation: readonly Rung[];
  /** Every target is inspected once a week between these days. */
  readonly weekly: readonly DayRange[];
}

/** One phase. They may overlap by a day, begin on the day of the start, or have only an end. */
export interface PlannedPhase {
  readonly id: string;
  readonly name: string;
  /** A day, or the word `today` for the day on which the campaign is started. Absent: the paper names only an end. */
  readonly start?: Day;
  readonly end: Day;
  /** Kinds of records of which every target owes one in this phase; empty when it owes none. */
  readonly owes: readonly string[];
  readonly text?: string;
  /** Looks again at what was closed, and at whom nobody has gone to: both are listed when it begins. */
  readonly recheck?: boolean;
}

export interface PlannedTask {
  readonly item: string;
  readonly title: string;
  /** Words of an audience, or the name of a subset; absent: the targets of the campaign. */
  readonly targets?: readonly string[];
  readonly subset?: string;
  readonly schedule: PlannedSchedule;
  readonly requires: readonly Mark[];
  readonly covers?: DayRange;
  readonly text?: string;
}

export type PlannedSchedule =
  | { readonly every: 'once'; readonly due: DayOrStamp }
  | { readonly every: 'day'; readonly clock: string; readonly range?: DayRange }
  | {
      readonly every: 'week';
      readonly weekdays: readonly number[];
      readonly clock: string;
      readonly range?: DayRange;
      readonly ifHoliday: HolidayShift;
    }
  | { readonly every: 'week_count'; readonly count: number; readonly range?: DayRange };

/** 检查清单, answered by exception. */
export interface Checklist {
  readonly id: string;
  /** What people type: 九查九看. The first is its title. */
  readonly names: readonly string[];
  readonly items: readonly ChecklistItem[];
  /** Types of institutions that it is for; empty: any. */
  readonly types: readonly string[];
  /** What is to be known about it: two points that are alike in the paper. */
  readonly note?: string;
}

export interface ChecklistItem {
  readonly title: string;
  /** When it is good. */
  readonly pass?: string;
}

/** Words that suggest a major hazard. A person decides. */
export interface RuleSet {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly from: Day;
  readonly to?: Day;
  readonly keywords: readonly { readonly group: string; readonly words: readonly string[] }[];
}

export interface Suggestion {
  readonly rule: string;
  readonly version: string;
  readonly group: string;
  readonly word: string;
}

/** Which rules, valid on this day, would call this text a major hazard: one line for each rule set. */
export function suggestMajor(rules: readonly RuleSet[], text: string, day: Day): readonly Suggestion[] {
  return rules
    .filter((rule) => rule.from <= day && (rule.to === undefined || day <= rule.to))
    .flatMap((rule) => {
      const hits = rule.keywords.flatMap(({ group, words }) =>
        words.filter((word) => text.includes(word)).map((word) => ({ group, word })),
      );
      const [first] = hits;
      return first ? [{ rule: rule.name, version: rule.version, ...first }] : [];
    });
}

/** The same campaign with every date moved, so that its paper begins on `start`. */
export function shifted(plan: CampaignPlan, start: Day): CampaignPlan {
  const days = daysBetween(plan.start, start);
  const move = (day: Day): Day => addDays(day, days);
  const range = ([from, to]: DayRange): DayRange => [move(from), move(to)];
  return {
    ...plan,
    start,
    weekly: plan.weekly.map(range),
    phases: plan.phases.map((phase) => ({
      ...phase,
      ...(phase.start === undefined || phase.start === 'today' ? {} : { start: move(phase.start) }),
      end: move(phase.end),
    })),
    tasks: plan.tasks.map((task) => ({
      ...task,
      ...(task.covers ? { covers: range(task.covers) } : {}),
      schedule: movedSchedule(task.schedule, { move, range }),
    })),
  };
}

function movedSchedule(
  schedule: PlannedSchedule,
  { move, range }: { move: (day: Day) => Day; range: (range: DayRange) => DayRange },
): PlannedSchedule {
  if (schedule.every === 'once')
    return { every: 'once', due: `${move(schedule.due.slice(0, 10))}${schedule.due.slice(10)}` };
  return schedule.range ? { ...schedule, range: range(schedule.range) } : schedule;
}
