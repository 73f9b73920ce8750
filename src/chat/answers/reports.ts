import { type Asked, askedRounds, lastReport, missedDays, tally } from '../../domain/services/queries';
import { MistakeError } from '../../domain/mistakes';
import { hasBegun } from '../../domain/services/task-choice';
import { stillOwes } from '../../domain/settlement';
import type { DayRange } from '../../domain/values';
import { dayOf } from '../../lib/time';
import type { View } from '../../words/templates';
import { type CommandContext, reply } from '../command';
import type { Answerer, Question } from './answerer';
import { unitsAsked } from './units';

const daysAsked = ({ date, range }: Question): DayRange | undefined =>
  range ?? (date === undefined ? undefined : [date, date]);

/** Questions about who has reported are about everybody, unless units are named. */
const roundsAsked = (question: Question, context: CommandContext): Promise<readonly Asked[]> =>
  askedRounds(context, {
    item: question.item ?? 'all',
    days: daysAsked(question),
    unitIds: question.targets?.length ? unitsAsked(context, question.targets) : undefined,
  });

const head = ({ task, round }: Asked, { say, now }: CommandContext): View => ({
  title: task.title,
  round: say.round(task, round),
  due: say.due(round.dueAt),
  open: round.dueAt >= now,
});

export const missingAnswer: Answerer = async (question, context) => {
  const { say } = context;
  const asked = await roundsAsked(question, context);
  const begun = asked.filter((each) => hasBegun(context, each));
  // Of what was asked for by name, it is said when it begins.
  const named = question.item !== undefined && question.item !== 'all';
  const ahead = named && begun.length === 0 ? asked : [];
  const rounds = begun.map((each) => {
    const owing = each.dues.filter(stillOwes);
    return {
      ...head(each, context),
      ...tally(each.dues),
      units: owing.map((due, index) => ({
        unit: say.unit(due.unitId),
        incomplete: due.state === 'incomplete',
        lacks: say.lacks(due.lacks),
        more: index < owing.length - 1,
      })),
      all: owing.length === 0,
    };
  });
  const later = ahead.map(({ task, round }) => ({ title: task.title, from: say.day(dayOf(round.opensAt)) }));
  return reply('office/missing', { rounds, later, none: rounds.length + later.length === 0 });
};

export const lateAnswer: Answerer = async (question, context) => {
  const { say } = context;
  const rounds = (await roundsAsked(question, context)).map((asked) => {
    const late = asked.dues.filter((due) => due.state === 'late');
    return {
      ...head(asked, context),
      units: late.map((due) => ({
        unit: say.unit(due.unitId),
        at: say.moment(due.settledAt ?? 0),
        minutes: say.minutes(due.lateMinutes),
      })),
      none: late.length === 0,
    };
  });
  return reply('office/late', {
    rounds: rounds.filter((round) => !round.none),
    none: rounds.every((round) => round.none),
  });
};

export const missingDaysAnswer: Answerer = async (question, context) => {
  const { say } = context;
  const asked = await roundsAsked({ ...question, targets: unitsAsked(context, question.targets) }, context);
  const units = [...missedDays(context, asked)].map(([unitId, days]) => ({
    unit: say.unit(unitId),
    days: say.days(days),
    count: days.length,
  }));
  const days = daysAsked(question);
  return reply('office/missing-days', {
    item: say.item(question.item ?? 'all'),
    days: days ? say.span(days) : '',
    units,
    none: units.length === 0,
  });
};

export const recordTimeAnswer: Answerer = async (question, context) => {
  const { say } = context;
  const [unitId] = unitsAsked(context, question.targets);
  if (unitId === undefined || question.item === undefined)
    throw new MistakeError({ code: 'missing_field', ask: unitId === undefined ? '单位' : '事项' });
  const record = await lastReport(context, { item: question.item, unitId, day: question.date });
  const day = question.date === undefined ? '' : say.day(question.date);
  return reply('office/record-time', {
    unit: say.unit(unitId),
    item: say.item(question.item),
    day,
    at: record ? say.moment(record.at) : '',
    number: record?.id ?? '',
    clerk: record?.enteredBy === undefined ? '' : say.person(record.enteredBy),
  });
};

export const deadlineAnswer: Answerer = async (question, context) => {
  const rounds = (await roundsAsked(question, context)).map((asked) => ({
    ...head(asked, context),
    ...context.say.schedule(asked.task.schedule),
    requires: context.say.marks(asked.task.requires),
    number: asked.task.id,
  }));
  return reply('office/deadlines', { rounds });
};
