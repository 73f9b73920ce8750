import type { DeadlineValues } from '../shapes';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { MARKS } from '../../domain/values';
import { takeDenied, takeRequired } from '../values/marks';
import { numberOf, SMALL } from '../values/numbers';
import { freeItem, takeKnownItem } from '../values/order-item';
import { takeCovers, takeOneDue, takeTimes } from '../values/schedule';
import { findTopic } from '../values/topics';
import { takeTargets } from '../values/units';

/** TZ-0001: the task itself, as 截止 answered it. */
function takeNumber(source: Source): { readonly item: string } | undefined {
  const digits = source.take(/TZ\s?-?\s?0*(\d{1,6})(?!\d)/i)?.groups[0];
  return digits === undefined ? undefined : { item: `TZ-${digits.padStart(4, '0')}` };
}

const MORE = new RegExp(`(?:(半)|(${SMALL}|两))\\s?个?(半)?(小时|钟头|分钟|天)(?!内)`);
const MINUTES: Readonly<Record<string, number>> = { 小时: 60, 钟头: 60, 分钟: 1, 天: 24 * 60 };

/** 延长半小时, 延长2天: counted from the old deadline. */
function takeMore(source: Source): number | undefined {
  const piece = source.take(MORE);
  if (!piece) return undefined;
  const [half, count, andHalf, unit = ''] = piece.groups;
  const amount = (half === undefined ? (numberOf(count ?? '') ?? 0) : 0.5) + (andHalf === undefined ? 0 : 0.5);
  return Math.round(amount * (MINUTES[unit] ?? 0));
}

function readDeadline(source: Source): Partial<DeadlineValues> {
  source.take(/双休日照报|周末照报|节假日照报|照常报送?/);
  const extend =
    source.take(/(?:延长|延期|延后|推迟|宽限|顺延|延)(?:到|至)|延长|延期|推迟|宽限/) !== undefined ||
    /延长|延期/.test(source.frame.command);
  const more = extend ? takeMore(source) : undefined;
  const denied = takeDenied(source);
  const known = takeNumber(source) ?? takeKnownItem(source);
  const covers = takeCovers(source);
  const targets = takeTargets(source);
  const { moments, ...again } = takeTimes(source);
  const due = takeOneDue(source, moments);
  const typed = takeRequired(source);
  const require = denied.length > 0 && typed.length === 0 ? MARKS.filter((mark) => !denied.includes(mark)) : typed;
  source.take(/^[\s\uE000]*(?:到|至)(?=[\s\uE000]|$)/);
  const item = known.item ?? freeItem(source) ?? findTopic(source.frame.command)?.code;
  if (
    due === undefined &&
    more === undefined &&
    again.every === undefined &&
    source.mistakes.length === 0 &&
    item !== undefined
  ) {
    source.mistake({ code: 'missing_field', ask: '截止时间', details: { slot: 'due' } });
  }
  return {
    ...known,
    ...(item !== undefined && { item }),
    ...again,
    ...(due !== undefined && { due }),
    ...(covers && { covers }),
    ...(targets && { targets }),
    ...(require.length > 0 && { require }),
    ...(extend && { extend: true as const }),
    ...(more !== undefined && { more_minutes: more }),
  };
}

export const deadlineSlots = spread<DeadlineValues>(readDeadline, {
  item: '报什么',
  title: '名称?',
  due: '截止时间?',
  every: '周期?',
  clock: '时刻?',
  start: '开始?',
  weekdays: '星期?',
  monthday: '每月几日?',
  per_week: '每周几次?',
  range: '期间?',
  if_holiday: '遇节假日?',
  covers: '覆盖日期?',
  targets: '单位?',
  require: '要求?',
  extend: '延长?',
  more_minutes: '延长多久?',
  workdays: '仅工作日?',
});
