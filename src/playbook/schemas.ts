import { z } from 'zod';
import type { CampaignPlan, Checklist, PlannedSchedule, PlannedTask, RuleSet } from '../domain/playbook';
import { type DayRange, MARKS } from '../domain/values';
import { LEVELS } from '../domain/task';
import { dayExists } from '../lib/time';

/** One file in `data/campaigns`, `data/checklists`, `data/rules`. What each field means: `docs/playbook.zh-CN.md`. */
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written 2026-10-01')
  .refine(dayExists, 'there is no such day');
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day is written "17:30", in quotes');
const range = z
  .tuple([day, day])
  .refine(([from, to]) => from <= to, 'the last day lies before the first')
  .transform((days): DayRange => days);
const word = z.string().trim().min(1);
const words = z.array(word).min(1);

/** Leaves out what was not written. */
const known = <T extends object>(fields: T): { [Key in keyof T]: Exclude<T[Key], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;

const phase = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'an id is written in small letters'),
    name: word,
    start: z.union([z.literal('today'), day]).optional(),
    end: day,
    owes: z.array(word).default([]),
    text: word.optional(),
    recheck: z.boolean().optional(),
  })
  .refine(({ start, end }) => start === undefined || start === 'today' || start <= end, 'it ends before it begins')
  .transform(known);

/** `due`, or `every` with what it needs: one of them says when it is owed. */
const task = z
  .strictObject({
    item: word,
    title: word,
    targets: words.optional(),
    subset: word.optional(),
    due: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}( ([01]\d|2[0-3]):[0-5]\d)?$/, 'a deadline is written 2026-10-01 or 2026-10-01 11:30')
      .refine((due) => dayExists(due.slice(0, 10)), 'there is no such day')
      .optional(),
    every: z.enum(['day', 'week', 'week_count']).optional(),
    at: clock.default('23:59'),
    weekdays: z.array(z.int().min(1).max(7)).min(1).optional(),
    count: z.int().min(1).max(20).optional(),
    range: range.optional(),
    if_holiday: z.enum(['none', 'next_workday', 'second_workday']).default('none'),
    requires: z.array(z.enum(MARKS)).default([]),
    covers: range.optional(),
    text: word.optional(),
  })
  .transform((fields, context): PlannedTask => {
    const { item, title, targets, subset, requires, covers, text } = fields;
    const schedule = scheduleOf(fields);
    if (schedule)
      return { item, title, requires, schedule, ...known({ targets, subset, covers, text }) } as PlannedTask;
    context.addIssue('it needs due, or every: day, every: week with weekdays, every: week_count with count');
    return z.NEVER;
  });

interface When {
  readonly due?: string | undefined;
  readonly every?: 'day' | 'week' | 'week_count' | undefined;
  readonly at: string;
  readonly weekdays?: readonly number[] | undefined;
  readonly count?: number | undefined;
  readonly range?: DayRange | undefined;
  readonly if_holiday: 'none' | 'next_workday' | 'second_workday';
}

function scheduleOf(when: When): PlannedSchedule | undefined {
  const { due, every, at, weekdays, count, if_holiday: ifHoliday } = when;
  const days = when.range ? { range: when.range } : {};
  if (due !== undefined) {
    if (every !== undefined) return undefined;
    return { every: 'once', due: due.length === 10 ? due : `${due.slice(0, 10)}T${due.slice(11)}:00+08:00` };
  }
  if (every === 'day') return { every, clock: at, ...days };
  if (every === 'week' && weekdays) return { every, clock: at, weekdays, ifHoliday, ...days };
  return every === 'week_count' && count !== undefined ? { every, count, ...days } : undefined;
}

export const campaignSchema = z
  .strictObject({
    names: words,
    doc_no: word.optional(),
    start: day,
    targets: words.default(['all']),
    checklists: z.array(word).default([]),
    supervise: z.enum(['all', 'major']).default('major'),
    contact: word.optional(),
    subsets: z.array(word).default([]),
    escalation: z
      .array(
        z.strictObject({
          hours: z
            .int()
            .min(1)
            .max(24 * 14),
          to: z.enum(LEVELS),
        }),
      )
      .default([]),
    phases: z.array(phase).min(1),
    tasks: z.array(task).default([]),
    weekly: z.array(range).default([]),
  })
  .transform(
    ({ doc_no: docNo, contact, ...plan }): Omit<CampaignPlan, 'id'> => ({
      ...plan,
      ...known({ docNo, contact }),
    }),
  );

export const checklistSchema = z
  .strictObject({
    names: words,
    items: z
      .array(z.strictObject({ title: word, pass: word.optional() }).transform(known))
      .min(1)
      .max(30),
    types: z.array(word).default([]),
    note: word.optional(),
  })
  .transform(({ note, ...list }): Omit<Checklist, 'id'> => ({ ...list, ...known({ note }) }));

export const ruleSchema = z
  .strictObject({
    name: word,
    version: word,
    from: day,
    to: day.optional(),
    keywords: z.array(z.strictObject({ group: word, words })).min(1),
  })
  .transform(({ to, ...rule }): Omit<RuleSet, 'id'> => ({ ...rule, ...known({ to }) }));
