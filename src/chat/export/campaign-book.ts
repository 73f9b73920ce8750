import { beginOf, type Campaign, lastDayOf, titleOf } from '../../domain/campaign';
import type { LedgerRecord } from '../../domain/ledger';
import type { Scene } from '../../domain/scene';
import type { PhaseProgress, Progress } from '../../domain/services/campaign-progress';
import { hazardsOf } from '../../domain/services/hazards';
import type { Workbook } from '../../domain/workbook';
import type { Say } from '../say';
import { hazardSheet } from './hazard-sheet';
import { type Column, rate, sheetOf, typed } from './table';

/** What shows that a unit was looked at. */
const LOOKED = ['inspect', 'selfcheck', 'checklist'];

/** The report of a campaign as tables: phases, who was inspected, findings, what was to be handed in. For the bureau. */
export async function campaignBook(scene: Scene, say: Say, progress: Progress): Promise<Workbook> {
  const { campaign } = progress;
  const last = lastDayOf(campaign.plan);
  const found = (await hazardsOf(scene)).filter((each) => each.found >= campaign.started && each.found <= last);
  const looked = await scene.tx.ledger.find({ kinds: LOOKED, firstDay: campaign.started, lastDay: last });
  return {
    name: `${titleOf(campaign.plan)}-${scene.today}`,
    sheets: [
      sheetOf(say.names, 'phases', phaseColumns(campaign, say), progress.phases),
      sheetOf(say.names, 'inspected', inspectionColumns(say), inOrder(scene, looked)),
      hazardSheet(scene, say, found),
      sheetOf(say.names, 'tasks', taskColumns(say), progress.tasks),
    ],
  };
}

const phaseColumns = ({ started }: Campaign, say: Say): readonly Column<PhaseProgress>[] => [
  { code: 'phase', width: 24, of: ({ phase }) => phase.name },
  { code: 'from', of: ({ phase }) => ({ day: beginOf(phase, started) }) },
  { code: 'until', of: ({ phase }) => ({ day: phase.end }) },
  { code: 'to_check', of: ({ tally }) => tally.owed },
  { code: 'done', of: ({ tally }) => tally.owed - tally.missing },
  { code: 'done_rate', of: ({ tally }) => rate(tally.owed - tally.missing, tally.owed) },
  { code: 'unchecked', width: 48, of: ({ missing }) => missing.map(say.fullUnit).join('、') },
];

const inspectionColumns = (say: Say): readonly Column<LedgerRecord>[] => [
  { code: 'unit', width: 24, of: ({ unitId }) => say.fullUnit(unitId) },
  { code: 'date', of: ({ firstDay }) => ({ day: firstDay }) },
  {
    code: 'kind',
    width: 16,
    of: ({ kind, data }) => (kind === 'checklist' ? String(data['checklist']) : say.kind(kind)),
  },
  { code: 'team', of: ({ data }) => typed(data['team']) },
  { code: 'by', of: ({ byPersonId }) => say.person(byPersonId) },
  { code: 'bad', of: ({ data }) => badOf(data) },
];

/** Items that were not good, or findings counted on the spot. */
function badOf({ count, items }: LedgerRecord['data']): number | undefined {
  if (typeof count === 'number') return count;
  return items === undefined ? undefined : Object.values(items as object).filter((verdict) => verdict === 'bad').length;
}

const taskColumns = (say: Say): readonly Column<Progress['tasks'][number]>[] => [
  { code: 'task', width: 24, of: ({ task }) => task.title },
  { code: 'deadline', width: 28, of: ({ round }) => say.due(round.dueAt) },
  { code: 'owed', of: ({ tally }) => tally.owed },
  { code: 'on_time', of: ({ tally }) => tally.onTime },
  { code: 'late', of: ({ tally }) => tally.late },
  { code: 'missing', of: ({ tally }) => tally.missing },
];

const inOrder = ({ register }: Scene, records: readonly LedgerRecord[]): readonly LedgerRecord[] => {
  const place = ({ unitId }: LedgerRecord): number => register.unit(unitId)?.order ?? 0;
  return [...records].sort((a, b) => place(a) - place(b) || (a.firstDay < b.firstDay ? -1 : 1));
};
