import { holiday, workday } from '../../domain/services/queries';
import { daysBetween } from '../../lib/time';
import { reply } from '../command';
import type { Answerer } from './answerer';

export const workdayAnswer: Answerer = async ({ date }, context) => {
  const day = date ?? context.today;
  const answer = workday(context, day);
  const none = { works: false, makeUp: false, festival: '', year: '' };
  return reply('office/workday', { ...none, ...answer, day: context.say.day(day) });
};

export const holidayAnswer: Answerer = async ({ holiday: name = 'next' }, context) => {
  const { say } = context;
  const answer = holiday(context, name);
  return reply('office/holiday', {
    known: answer !== undefined,
    festival: answer?.festival ?? name,
    day: answer ? say.day(answer.day) : '',
    span: answer?.span ? say.span(answer.span) : '',
    days: answer?.span ? daysBetween(...answer.span) + 1 : '',
    year: answer?.day.slice(0, 4) ?? '',
  });
};
