import type { Item } from '../../domain/values';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { takeGoods } from '../values/goods';
import { numberOf, NUMBER } from '../values/numbers';
import { known, missing, noteVague } from '../values/numbers-typed';
import { takeRecordDay } from '../values/record-day';
import { takeUnit } from '../values/units';

interface SuppliesValues {
  readonly inst: string;
  readonly date: string;
  readonly items: readonly Item[];
  readonly days?: number;
}

const LASTS = new RegExp(
  `(?:够[\\u4e00-\\u9fff]{0,2}?|能用|可用|可供|能维持|维持|用|供应|支撑)(?:使用)?(?:约|大约)?\\s?(半|${NUMBER})\\s?(?:个)?(半)?(天|日|周|星期|礼拜|月)(?:用|左右)?`,
);
const UNIT_DAYS: Readonly<Record<string, number>> = { 天: 1, 日: 1, 周: 7, 星期: 7, 礼拜: 7, 月: 30 };

function takeDays(source: Source): number | undefined {
  const piece = source.take(LASTS);
  const count = numberOf(piece?.groups[0] ?? '');
  if (count === undefined) return undefined;
  return Math.round((count + (piece?.groups[1] ? 0.5 : 0)) * (UNIT_DAYS[piece?.groups[2] ?? ''] ?? 1));
}

function readSupplies(source: Source): Partial<SuppliesValues> {
  noteVague(source);
  const inst = takeUnit(source);
  const days = takeDays(source);
  const date = takeRecordDay(source);
  const negative = /-\d+\s?[^\d\s]/.exec(source.rest);
  if (negative && /[\u4e00-\u9fff]-/.test(source.rest)) source.mistake({ code: 'bad_number', typed: negative[0] });
  const items = takeGoods(source);
  if (items.length === 0) missing(source, '物资和数量', 'items');
  return { ...known({ inst, days }), date, ...(items.length > 0 && { items }) };
}

export const suppliesSlots = spread<SuppliesValues>(readSupplies, {
  inst: '单位',
  date: '日期',
  items: '物资?',
  days: '够用几天?',
});
