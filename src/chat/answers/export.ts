import { progressOf } from '../../domain/services/campaign-progress';
import { runningCampaigns } from '../../domain/services/campaigns';
import { lastDayOf, titleOf } from '../../domain/campaign';
import { isOpen } from '../../domain/hazard';
import { hazardsOf } from '../../domain/services/hazards';
import { monthOf } from '../../domain/services/queries';
import type { DayRange } from '../../domain/values';
import type { Sheet } from '../../domain/workbook';
import { reportView } from '../campaign-report';
import { type CommandContext, type Reply, reply } from '../command';
import { campaignBook } from '../export/campaign-book';
import { hazardSheet } from '../export/hazard-sheet';
import { monthSheet, monthsIn, monthViews } from '../export/months';
import { type RecordQuestion, rosterSheet, visitSheet, zeroSheet } from '../export/records';
import { demandWhole, isWhole, unitsTaken } from '../export/scope';
import type { Answerer, Question } from './answerer';

/** Ledgers that are one sheet, and what is said with it. */
const LEDGERS: Readonly<Record<string, (context: CommandContext, question: RecordQuestion) => Promise<Sheet>>> = {
  duty: rosterSheet,
  zero: zeroSheet,
  visit: visitSheet,
};

/** A file with what was asked for; the figures stand in the answer, too. */
export const exportAnswer: Answerer = async (question, context) => {
  const { item } = question;
  if (item === 'hazard' || item === 'fix') return hazardExport(question, context);
  if (item === 'campaign') return campaignExport(context);
  const ledger = item === undefined ? undefined : LEDGERS[item];
  if (item === undefined || !ledger)
    return reply('export/which', { item: item === undefined ? '' : context.say.item(item) });
  const days = daysOf(question) ?? monthOf(context.today);
  const unitIds = unitsTaken(context, question.targets);
  const sheet = await ledger(context, { unitIds, days });
  const title = context.say.item(item);
  return {
    ...reply('export/ledger', { title, days: context.say.span(days), count: sheet.rows.length }),
    ...(sheet.rows.length > 0 && { file: { name: nameOf(title, days), sheets: [sheet] } }),
  };
};

const daysOf = ({ range, date }: Question): DayRange | undefined =>
  range ?? (date === undefined ? undefined : [date, date]);

const nameOf = (title: string, [first, last]: DayRange): string =>
  first === last ? `${title}-${first}` : `${title}-${first}-${last}`;

/** 隐患台账: what was found in the days, or all; for those who answer for units also the figures of the months. */
async function hazardExport(question: Question, context: CommandContext): Promise<Reply> {
  const { say, today, actor } = context;
  const unitIds = unitsTaken(context, question.targets);
  const days = daysOf(question);
  const hazards = (await hazardsOf(context, unitIds)).filter(
    ({ found }) => days === undefined || (found >= days[0] && found <= days[1]),
  );
  const isOwn = !isWhole(context) && unitIds.length === 1 && unitIds[0] === actor.unitId;
  const months = isOwn ? { months: [], years: [] } : await monthsIn(context, unitIds, days ?? [today, today]);
  const view = {
    days: days ? say.span(days) : '',
    count: hazards.length,
    open: hazards.filter(isOpen).length,
    major: hazards.filter(({ level }) => level === 'major').length,
    months: monthViews(say, months),
  };
  if (hazards.length === 0 && isOwn) return reply('export/hazards', view);
  const [unitId] = unitIds;
  const whose = isOwn && unitId !== undefined ? say.unit(unitId) : '';
  const name = nameOf(`${whose}${say.names.sheets['hazards'] ?? ''}`, days ?? [today, today]);
  const sheets = [hazardSheet(context, say, hazards), ...(isOwn ? [] : [monthSheet(say, months)])];
  return { ...reply('export/hazards', view), file: { name, sheets } };
}

/** The report of a running campaign as it stands; which one, where several run. */
async function campaignExport(context: CommandContext): Promise<Reply> {
  demandWhole(context, context.say.item('campaign'));
  const running = await runningCampaigns(context);
  const named = running.filter(({ plan }) => plan.names.some((name) => context.text.includes(name)));
  const [campaign, second] = named.length > 0 ? named : running;
  if (!campaign || second) {
    const titles = running.map(({ plan }) => titleOf(plan));
    const { say } = context;
    const line = `/${say.kind('export')} ${say.item('campaign')}`;
    const choices = titles.map((title) => ({ label: title, say: `${line} ${title}` }));
    return reply('export/which-campaign', { none: titles.length === 0 }, { choices });
  }
  const progress = await progressOf(context, campaign);
  const last = lastDayOf(campaign.plan);
  const until = last < context.today ? last : context.today;
  return {
    ...reply('campaign/report', await reportView(context, context.say, { progress, until })),
    file: await campaignBook(context, context.say, progress),
  };
}
