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

/** How many points a list has, or their titles, by each of its names. */
export type ListSizes = Readonly<Record<string, number | readonly string[]>>;

/** The lists of the vocabulary; a county's own come beside them. */
export const KNOWN_LISTS: ListSizes = { 九查九看: 9, 八点: 8 };

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

/** 用火、用电、用气: an item goes by each part of its title that no other item has; 没有安全隐患 is said of all. */
function namesOf(titles: readonly string[]): readonly RegExp[] {
  const parts = titles.map((title) => title.split(/[、和及,，]/).filter((part) => part.length > 1));
  return parts.map((own, index) => {
    const names = own.filter(
      (part) => !/隐患/.test(part) && !parts.some((other, at) => at !== index && other.includes(part)),
    );
    return new RegExp(names.length > 0 ? names.map((name) => name.replace(/[^\p{L}\p{N}]/gu, '.')).join('|') : '(?!)');
  });
}

/** Reads one of these lists; the longest name wins. */
export function checklistSlotsFor(sizes: ListSizes) {
  const names = Object.keys(sizes).sort((a, b) => b.length - a.length);
  const read = (source: Source): Partial<ChecklistValues> => {
    const checklist = names.find((name) => source.frame.message.includes(name)) ?? source.frame.command;
    const inst = takeUnit(source, { unknown: false });
    const list = sizes[checklist] ?? 9;
    const [size, titles] = typeof list === 'number' ? [list, []] : [list.length, list];
    return { ...(inst !== undefined && { inst }), checklist, ...ticked(source, size, namesOf(titles)) };
  };
  return spread<ChecklistValues>(read, { inst: '单位', checklist: '清单', items: '各项结果?', bad: '问题?' });
}

export const checklistSlots = checklistSlotsFor(KNOWN_LISTS);
