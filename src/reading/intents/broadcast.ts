import { dayOf } from '../../lib/time';
import type { BroadcastValues } from '../shapes';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { type DaySpan, findDays } from '../values/days';
import { takeRequired } from '../values/marks';
import type { Moment } from '../values/moments';
import { freeItem, takeKnownItem } from '../values/order-item';
import { takeCovers, takeOneDue, takeTimes } from '../values/schedule';
import { takeTargets } from '../values/units';

const RECEIPT =
  /(?:收到|看到|阅后|知悉)(?:后)?(?:请|及时)?(?:回复|反馈|回执)|请(?:及时)?回复|回复?个?收到|回[个复]?1|回执|收到请/;
const WARNING = /大雪|暴雪|雨雪|暴雨|强降雨|寒潮|大风|高温|冰雹|雷电|雷暴|台风|沙尘|降温|结冰|冰冻|大雾|洪水|汛|预警/;
const DOC_NO = /[\u4e00-\u9fff]{1,8}〔\d{4}〕\d{1,4}号/;
const PENALTY = /(?:逾期|迟报|不报|未报)[^,。;\s]{0,10}(?:通报|追责|问责)(?:批评)?/;
const DUE_AFTER = /^\s?(?:之?前|以前|内|止|截止|为止)|^\s?(?:将|把|统一|集中)?(?:报|交|上报|提交|完成|报送|发)/;
const PHASE_NAME = /([\u4e00-\u9fff“”"]{2,10}?)(?:阶段)?[\s:(]{0,2}$/;

/** Phases may lie in the past; each comes after the one before it, also over New Year. */
function inOrder({ rest, context }: Source): readonly DaySpan[] {
  const ahead = findDays(rest, context, { tense: 'future' });
  let until = '';
  return findDays(rest, context, { tense: 'past' }).map((span) => {
    const later = span.first < until ? ahead.find(({ start }) => start === span.start) : undefined;
    const chosen = later && later.first >= until ? later : span;
    until = chosen.last;
    return chosen;
  });
}

function takePhases(source: Source): BroadcastValues['phases'] {
  const spans = inOrder(source);
  const named = spans.flatMap((span, index) => {
    const before = source.rest.slice(spans[index - 1]?.end ?? 0, span.start).replace(/^[前)\s,。;、]+/, '');
    const name =
      PHASE_NAME.exec(before)?.[1] ?? /([\u4e00-\u9fff]{2,10})\s*$/.exec(before.replace(/\d{4}年$/, ''))?.[1];
    if (name === undefined) return [];
    const isPhase =
      /部署|排查|整治|回头看|总结|动员|自查|检查|整改|验收|阶段|督查|宣传|发动|启动|巩固|提升|抽查|复查/.test(before);
    const until = /^\s?(?:之?前|以前)/.test(source.rest.slice(span.end, span.end + 3));
    return [
      {
        span,
        isPhase,
        phase: { name: name.replace(/^(?:阶段)/, ''), ...(!until && { start: span.first }), end: span.last },
      },
    ];
  });
  // Beside phases that say what they are, 互查 is one too.
  if (named.length < 2 || named.filter(({ isPhase }) => isPhase).length * 2 < named.length) return undefined;
  for (const { span } of named) source.cut(span.start, span.end);
  return named.map(({ phase }) => phase);
}

/** 即日起至10月20日. */
function takeStart(source: Source): string | undefined {
  return source.take(/(?:从|自)?(?:即日|今日|今天|现在)起(?:开始)?(?:至|到|-)?/)
    ? dayOf(source.context.now)
    : undefined;
}

const isDue = (source: Source, moment: Moment, started: boolean): boolean =>
  started ||
  DUE_AFTER.test(source.rest.slice(moment.end, moment.end + 8)) ||
  /下班前$|内$|前$/.test(source.rest.slice(moment.start, moment.end)) ||
  /截止(?:时间|日期)?[:为至到]?\s?$/.test(source.rest.slice(Math.max(0, moment.start - 6), moment.start));

function readBroadcast(source: Source): Partial<BroadcastValues> {
  const text = source.text.trim();
  const doc = source.take(DOC_NO);
  const penalty = source.take(PENALTY);
  const receipt = source.take(RECEIPT);
  const attach = source.take(/见附件|附件|见图/);
  const known = takeKnownItem(source);
  const phases = takePhases(source);
  const covers = takeCovers(source);
  const start = takeStart(source);
  const targets = takeTargets(source) ?? ['all'];
  const { moments, ...again } = takeTimes(source);
  const dues = moments.filter((moment) => isDue(source, moment, start !== undefined));
  const meeting = known.item === 'meeting' ? moments.find((moment) => moment.clock) : undefined;
  const due = takeOneDue(source, dues);
  for (const moment of moments) if (moment.mistake && !dues.includes(moment)) source.mistake(moment.mistake);
  const require = takeRequired(source);
  const warning = WARNING.test(text);
  const item =
    known.item ??
    (source.frame.command === '方案备案' ? 'plan' : due !== undefined || again.every ? freeItem(source) : undefined);
  return {
    targets,
    ...(text !== '' && { text }),
    ...known,
    ...(item !== undefined && { item }),
    ...again,
    ...(due !== undefined && { due }),
    ...(start !== undefined && { start }),
    ...(covers && { covers }),
    ...(phases && { phases }),
    ...(meeting?.value !== undefined && { time: meeting.value }),
    ...(require.length > 0 && { require }),
    ...(receipt && { receipt: true as const }),
    ...(warning && item === undefined && { kind: 'warning' as const }),
    ...(doc && { doc_no: doc.text }),
    ...(attach && { attach: true as const }),
    ...(penalty && { penalty: '通报' }),
  };
}

export const broadcastSlots = spread<BroadcastValues>(readBroadcast, {
  targets: '单位',
  text: '内容',
  item: '事项?',
  title: '名称?',
  due: '截止时间?',
  every: '周期?',
  clock: '时刻?',
  weekdays: '星期?',
  workdays: '仅工作日?',
  monthday: '每月几日?',
  per_week: '每周几次?',
  range: '期间?',
  if_holiday: '遇节假日?',
  covers: '覆盖日期?',
  require: '要求?',
  start: '开始?',
  time: '时间?',
  phases: '阶段?',
  receipt: '回执?',
  kind: '类别?',
  doc_no: '文号?',
  attach: '附件?',
  penalty: '逾期?',
});
