import { isOpen } from '../../domain/hazard';
import { hazardsOf } from '../../domain/services/hazards';
import { monthOf, recordsIn } from '../../domain/services/queries';
import type { LedgerRecord } from '../../domain/ledger';
import { type CommandContext, reply } from '../command';
import type { Answerer } from './answerer';
import { unitsAsked } from './units';

/** Kinds of records that a county counts; decisions of the bureau are no reports. */
const COUNTED = ['zero', 'duty', 'hazard', 'fix', 'visit', 'report_submit'] as const;

/** Counts of records by kind, or of one kind by unit; this month unless days are typed. Lists, never ranks. */
export const statAnswer: Answerer = async ({ item, date, range, targets }, context) => {
  const { say, today } = context;
  const days = range ?? (date === undefined ? monthOf(today) : ([date, date] as const));
  const unitIds = unitsAsked(context, targets);
  const kinds = COUNTED.filter((kind) => item === undefined || item === 'all' || kind === item);
  const records = await recordsIn(context, { kinds: kinds.length > 0 ? kinds : ['report_submit'], days, unitIds });
  const counted = kinds.length > 0 ? records : records.filter((record) => record.data['item'] === item);
  const hazards = kinds.includes('hazard') ? await hazardCounts(context, unitIds, days) : false;
  return reply('office/stat', {
    title: item === undefined ? '' : say.item(item),
    days: say.span(days),
    total: counted.length,
    kinds:
      kinds.length > 1
        ? kinds.map((kind) => ({
            kind: say.kind(kind),
            count: counted.filter((record) => record.kind === kind).length,
          }))
        : [],
    units: kinds.length > 1 ? [] : byUnit(counted, unitIds, context),
    cash: sum(counted, 'cash') || '',
    hazards,
  });
};

const byUnit = (records: readonly LedgerRecord[], unitIds: readonly string[], { say }: CommandContext) =>
  unitIds.flatMap((id) => {
    const count = records.filter((record) => record.unitId === id).length;
    return count > 0 ? [{ unit: say.unit(id), count }] : [];
  });

const sum = (records: readonly LedgerRecord[], key: string): number =>
  records.reduce((total, { data }) => total + (typeof data[key] === 'number' ? data[key] : 0), 0);

async function hazardCounts(
  context: CommandContext,
  unitIds: readonly string[],
  [first, last]: readonly [string, string],
) {
  const found = (await hazardsOf(context, unitIds)).filter((hazard) => hazard.found >= first && hazard.found <= last);
  const open = found.filter(isOpen).length;
  const major = found.filter((hazard) => hazard.level === 'major').length;
  return { found: found.length, open, closed: found.length - open, major };
}
