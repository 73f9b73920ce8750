import type { Answerer, Question } from './answerer';
import { type CommandContext, type Reply, reply } from '../command';
import { holidayAnswer, workdayAnswer } from './calendar';
import { campaignAnswer } from './campaign';
import { coverageAnswer } from './coverage';
import { dutyAnswer, nextDutyAnswer } from './duty';
import { exportAnswer } from './export';
import { hazardAnswer } from './hazards';
import { deadlineAnswer, lateAnswer, missingAnswer, missingDaysAnswer, recordTimeAnswer } from './reports';
import { statAnswer } from './stat';
import { todoAnswer } from './todo';

/** Who answers what: one row for each `what` of docs/vocabulary.md that the bot can answer. */
const ANSWERERS: Readonly<Record<string, Answerer>> = {
  duty: dutyAnswer,
  my_next_duty: nextDutyAnswer,
  missing: missingAnswer,
  missing_days: missingDaysAnswer,
  late: lateAnswer,
  record_time: recordTimeAnswer,
  deadline: deadlineAnswer,
  todo: todoAnswer,
  open_hazards: (question, context) => hazardAnswer({ ...question, only: 'open' }, context),
  overdue_hazards: (question, context) => hazardAnswer({ ...question, only: 'overdue' }, context),
  supervised: (question, context) => hazardAnswer({ ...question, only: 'supervised' }, context),
  campaign: campaignAnswer,
  coverage: coverageAnswer,
  stat: statAnswer,
  export: exportAnswer,
  workday: workdayAnswer,
  holiday: holidayAnswer,
};

/** Answers a question about the bot's data; what it cannot answer yet, it says. */
export async function answerQuery(question: Question, context: CommandContext): Promise<Reply> {
  const answerer = ANSWERERS[question.what];
  if (answerer) return answerer(question, context);
  return reply('errors/not_yet', { kind: context.say.kind(question.what), incident: false, phone: '' });
}
