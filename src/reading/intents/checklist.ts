import { spread } from '../slots/slot';
import type { Source } from '../source';
import { missing } from '../values/numbers-typed';
import { takeRecordDay } from '../values/record-day';
import { takeTicks, type Ticks } from '../values/ticks';
import { takeUnit } from '../values/units';

/** The four points of the default self-check, in their order. */
const SELF_CHECK: readonly RegExp[] = [
  /疏散通道|消防通道|通道/,
  /安全出口|出口/,
  /用火用电|用电用火|用电|用火/,
  /值班(?:人员|员)?(?!室)|(?=在岗)/,
];
const SIZES: Readonly<Record<string, number>> = { 九查九看: 9, 八点: 8 };

interface SelfCheckValues extends Partial<Ticks> {
  readonly inst: string;
  readonly date: string;
}
interface ChecklistValues extends Partial<Ticks> {
  readonly inst: string;
  readonly checklist: string;
}

function ticked(source: Source, size: number, names: readonly RegExp[] = []): Partial<Ticks> {
  const { items, bad } = takeTicks(source, size, names);
  if (Object.keys(items).length === 0) return missing(source, '各项结果', 'items') ?? {};
  return { items, ...(Object.keys(bad).length > 0 && { bad }) };
}

function readSelfCheck(source: Source): Partial<SelfCheckValues> {
  const inst = takeUnit(source, { unknown: false });
  const date = takeRecordDay(source);
  return { ...(inst !== undefined && { inst }), date, ...ticked(source, SELF_CHECK.length, SELF_CHECK) };
}
export const selfCheckSlots = spread<SelfCheckValues>(readSelfCheck, {
  inst: '单位',
  date: '日期',
  items: '各项结果?',
  bad: '问题?',
});

function readChecklist(source: Source): Partial<ChecklistValues> {
  const checklist = Object.keys(SIZES).find((name) => source.frame.message.includes(name)) ?? source.frame.command;
  const inst = takeUnit(source, { unknown: false });
  return { ...(inst !== undefined && { inst }), checklist, ...ticked(source, SIZES[checklist] ?? 9) };
}
export const checklistSlots = spread<ChecklistValues>(readChecklist, {
  inst: '单位',
  checklist: '清单',
  items: '各项结果?',
  bad: '问题?',
});
