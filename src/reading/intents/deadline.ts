import type { DeadlineValues } from '../shapes';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { takeRequired } from '../values/marks';
import { freeItem, takeKnownItem } from '../values/order-item';
import { takeCovers, takeOneDue, takeTimes } from '../values/schedule';
import { takeTargets } from '../values/units';

function readDeadline(source: Source): Partial<DeadlineValues> {
  source.take(/双休日照报|周末照报|节假日照报|照常报送?/);
  const extend =
    /延长|延期/.test(source.frame.command) || source.take(/^延长|延长(?:到|至)|延期(?:到|至)/) !== undefined;
  const known = takeKnownItem(source);
  const covers = takeCovers(source);
  const targets = takeTargets(source);
  const { moments, ...again } = takeTimes(source);
  const due = takeOneDue(source, moments);
  const require = takeRequired(source);
  source.take(/^[\s\uE000]*(?:到|至)(?=[\s\uE000]|$)/);
  const item = known.item ?? freeItem(source);
  if (due === undefined && again.every === undefined && source.mistakes.length === 0 && item !== undefined) {
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
});
