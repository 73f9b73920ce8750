import type { ExemptValues, PublishValues, RemindValues, ShameValues } from '../shapes';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { findDays } from '../values/days';
import { numberOf, NUMBER } from '../values/numbers';
import { freeItem, takeKnownItem } from '../values/order-item';
import { findTopic } from '../values/topics';
import { takeTargets } from '../values/units';
import type { DayRange } from '../../domain/values';

/** A word of the vocabulary, or the title of an open task that says more than it: 消防自查. */
function itemOf(source: Source): string | undefined {
  const topic = findTopic(source.rest);
  const [title] = source.context.openTitles
    .filter((each) => source.rest.includes(each))
    .sort((a, b) => b.length - a.length);
  if (title !== undefined && title.length > (topic?.word.length ?? 0)) {
    const at = source.rest.indexOf(title);
    source.cut(at, at + title.length);
    return title;
  }
  if (topic) source.cut(topic.start, topic.end);
  return topic?.code;
}

function takeRange(source: Source): DayRange | undefined {
  const [span] = findDays(source.rest, source.context, { tense: 'question', spans: true });
  if (!span) return undefined;
  source.cut(span.start, span.end);
  return span.mistake ? source.mistake(span.mistake) : [span.first, span.last];
}

function readRemind(source: Source): Partial<RemindValues> {
  const minutes = source.take(new RegExp(`提前\\s?(${NUMBER})\\s?(分钟|小时)`));
  const targets = takeTargets(source);
  const [open] = source.context.openTitles
    .filter((each) => source.text.includes(each))
    .sort((a, b) => b.length - a.length);
  const known = takeKnownItem(source);
  // 国庆零报告 is one task, 零报告 are all of them that run.
  const isLonger = open !== undefined && open.length > (findTopic(source.text)?.word.length ?? 0);
  const title = isLonger ? open : (known.item ?? open);
  source.take(/还没(?:有)?报的?|没报的?|未报的?|一下|尽快|抓紧|快点|的/);
  const typed = title ?? freeItem(source)?.replace(/^(?:一下|一催|催|没报|未报|的|单位|人)+/, '');
  const amount = numberOf(minutes?.groups[0] ?? '');
  return {
    item: typed === undefined || typed === '' || /没报|未报|还没|抓紧/.test(typed) ? 'all' : typed,
    ...(targets && { targets }),
    ...(amount !== undefined && { minutes_before: minutes?.groups[1] === '小时' ? amount * 60 : amount }),
  };
}
export const remindSlots = spread<RemindValues>(readRemind, {
  item: '催什么',
  targets: '单位?',
  minutes_before: '提前分钟?',
});

function readShame(source: Source): Partial<ShameValues> {
  const praise = /表扬/.test(source.frame.command) || source.take(/^(?:表扬)|通报表扬/) !== undefined;
  const days = numberOf(source.take(new RegExp(`连续(${NUMBER})天`))?.groups[0] ?? '');
  const targets = takeTargets(source);
  const item = itemOf(source);
  const range = takeRange(source);
  const words = source
    .free()
    .replace(/(?:批评|表扬|迟报|漏报|不报|未报|预览|草稿|情况|按时|报送|单位|名单|的)+/g, ' ')
    .trim();
  const typed = item ?? (words.length >= 2 ? (words.split(' ')[0] ?? 'all') : 'all');
  return {
    item: typed,
    ...(targets && { targets }),
    ...(range && { range }),
    ...(days !== undefined && { days }),
    ...(praise && { kind: 'praise' as const }),
  };
}
export const shameSlots = spread<ShameValues>(readShame, {
  item: '通报什么',
  targets: '单位?',
  range: '期间?',
  days: '连续天数?',
  kind: '类别?',
});

function readPublish(source: Source): Partial<PublishValues> {
  // Where it goes is no part of what it is.
  source.take(/(?:发|登|上)?(?:到|在|至)?(?:微信)?公众号(?:稿|文章|推文)?|(?:上|贴|张贴)?公示栏|上墙/);
  const item = itemOf(source) ?? (source.free().split(/[\s,。;]/)[0] || undefined);
  return item === undefined ? {} : { item };
}
export const publishSlots = spread<PublishValues>(readPublish, { item: '公布什么' });

function readExempt(source: Source): Partial<ExemptValues> {
  const targets = takeTargets(source);
  const item = itemOf(source) ?? (targets ? 'all' : undefined);
  const range = takeRange(source);
  source.take(/(?:都|就|可以|先)*(?:免报|不用再?[报交填]了?|不必[报交]了?|不[报交])/);
  const reason = source
    .free()
    .replace(/^(?:因为|因|原因)[:\s]*/, '')
    .trim();
  return {
    ...(targets && { targets }),
    ...(item !== undefined && { item }),
    ...(range && { range }),
    ...(reason.length > 1 && { reason }),
  };
}
export const exemptSlots = spread<ExemptValues>(readExempt, {
  targets: '哪个单位',
  item: '免报什么',
  range: '哪几天?',
  reason: '原因?',
});
