import { isChild, isChildrensHome } from '../children';
import type { LedgerRecord } from '../../domain/ledger';
import { dutyOn } from '../../domain/services/duty';
import { recordsIn } from '../../domain/services/queries';
import type { DayRange, DutyEntry, Item, Named } from '../../domain/values';
import type { Sheet } from '../../domain/workbook';
import type { HelpedPerson } from '../../reading/shapes';
import { stampOf } from '../../lib/time';
import type { CommandContext } from '../command';
import { type Column, sheetOf, typed } from './table';

export interface RecordQuestion {
  readonly unitIds: readonly string[];
  readonly days: DayRange;
}

/** Unit by unit in the register's order, each unit's by day. */
async function recordsOf(context: CommandContext, kind: string, question: RecordQuestion) {
  const records = await recordsIn(context, { kinds: [kind], ...question });
  const place = ({ unitId }: LedgerRecord): number => question.unitIds.indexOf(unitId);
  return [...records].sort((a, b) => place(a) - place(b) || (a.firstDay < b.firstDay ? -1 : 1));
}

const moment = ({ at }: LedgerRecord): string => stampOf(at).slice(0, 16).replace('T', ' ');
const count = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** 值班表: phones stand in it, the roster is what they are for. */
export async function rosterSheet(context: CommandContext, { unitIds, days }: RecordQuestion): Promise<Sheet> {
  const { say, register } = context;
  const rosters = await dutyOn(context, unitIds, days);
  const rows = unitIds.flatMap((unitId) => (rosters.get(unitId) ?? []).map((entry) => ({ unitId, entry })));
  type Row = (typeof rows)[number];
  const of = (people: readonly Named[] | undefined, unitId: string): string => say.people(people, 'full', unitId);
  const shift = (entry: DutyEntry, which: 'day' | 'night'): readonly Named[] =>
    (entry.shifts ?? []).filter((each) => each.shift === which).flatMap(({ staff }) => staff);
  const columns: readonly Column<Row>[] = [
    { code: 'unit', width: 24, of: ({ unitId }) => say.fullUnit(unitId) },
    { code: 'date', of: ({ entry }) => ({ day: entry.date }) },
    { code: 'leader', width: 24, of: ({ entry, unitId }) => of(entry.leader, unitId) },
    { code: 'staff', width: 36, of: ({ entry, unitId }) => of(entry.staff, unitId) },
    { code: 'day_shift', width: 24, of: ({ entry, unitId }) => of(shift(entry, 'day'), unitId) },
    { code: 'night_shift', width: 24, of: ({ entry, unitId }) => of(shift(entry, 'night'), unitId) },
    { code: 'landline', width: 16, of: ({ unitId }) => register.unit(unitId)?.landline },
  ];
  return sheetOf(say.names, 'duty', columns, rows);
}

/** 零报告. What happened in a children's home is kept, not passed on. */
export async function zeroSheet(context: CommandContext, question: RecordQuestion): Promise<Sheet> {
  const { say, register } = context;
  const { names } = say;
  const rows = await recordsOf(context, 'zero', question);
  const counted = Object.keys(names.counts).filter((code) => rows.some(({ data }) => count(data[code]) !== undefined));
  const columns: readonly Column<LedgerRecord>[] = [
    { code: 'number', of: ({ id }) => id },
    { code: 'unit', width: 24, of: ({ unitId }) => say.fullUnit(unitId) },
    { code: 'date', of: ({ firstDay }) => ({ day: firstDay }) },
    { code: 'situation', width: 20, of: ({ data }) => names.values[`abnormal.${String(data['abnormal'] === true)}`] },
    {
      code: 'event',
      width: 36,
      of: ({ data, unitId }) => (isChildrensHome(register, unitId) ? undefined : typed(data['event'])),
    },
    ...counted.map(
      (code): Column<LedgerRecord> => ({ code, title: names.counts[code], of: ({ data }) => count(data[code]) }),
    ),
    { code: 'by', of: ({ byPersonId }) => say.person(byPersonId) },
    { code: 'at', width: 18, of: moment },
  ];
  return sheetOf(names, 'zero', columns, rows);
}

interface Visited {
  readonly persons?: readonly HelpedPerson[];
  readonly items?: readonly Item[];
  readonly visitors?: readonly Named[];
}

/** 走访. Numbers of cards and phones are never in it, and where a child was visited nothing that leads to it. */
export async function visitSheet(context: CommandContext, question: RecordQuestion): Promise<Sheet> {
  const { say, register } = context;
  const { names } = say;
  const rows = await recordsOf(context, 'visit', question);
  const helped = ({ data }: LedgerRecord): readonly HelpedPerson[] => (data as Visited).persons ?? [];
  const named = (record: LedgerRecord): readonly HelpedPerson[] =>
    isChildrensHome(register, record.unitId) ? [] : helped(record).filter((person) => !isChild(person));
  const open = (record: LedgerRecord, words: unknown): string =>
    named(record).length < helped(record).length || isChildrensHome(register, record.unitId) ? '' : typed(words);
  const columns: readonly Column<LedgerRecord>[] = [
    { code: 'number', of: ({ id }) => id },
    { code: 'unit', width: 24, of: ({ unitId }) => say.fullUnit(unitId) },
    { code: 'date', of: ({ firstDay }) => ({ day: firstDay }) },
    {
      code: 'visited',
      width: 20,
      of: (record) =>
        named(record)
          .map(({ name }) => name ?? '')
          .join('、'),
    },
    {
      code: 'kind',
      width: 16,
      of: (record) => [...new Set(helped(record).flatMap(({ type }) => type ?? []))].join('、'),
    },
    { code: 'households', of: ({ data }) => count(data['households']) },
    { code: 'people', of: (record) => count(record.data['people']) ?? (helped(record).length || undefined) },
    { code: 'addr', width: 24, of: (record) => open(record, record.data['addr']) },
    { code: 'need', width: 24, of: (record) => open(record, record.data['need']) },
    { code: 'cash', of: ({ data }) => count(data['cash']) },
    {
      code: 'items',
      width: 24,
      of: ({ data }) =>
        ((data as Visited).items ?? []).map(({ name, qty = '', unit = '' }) => `${name}${qty}${unit}`).join('、'),
    },
    { code: 'visitors', width: 20, of: ({ data }) => say.people((data as Visited).visitors, 'none') },
  ];
  return sheetOf(names, 'visit', columns, rows);
}
