import { spread } from '../slots/slot';
import type { Source } from '../source';
import { findMoments } from '../values/moments';
import { known, missing } from '../values/numbers-typed';
import { takeName } from '../values/one-name';
import { takeRecordDay } from '../values/record-day';
import { takeUnit } from '../values/units';

interface FlagValues {
  readonly inst: string;
  readonly date: string;
  readonly hung: boolean;
}

function readFlag(source: Source): Partial<FlagValues> {
  const inst = takeUnit(source);
  const date = takeRecordDay(source);
  const not = /(?:未|没|没有|还没|尚未|忘了?)(?:悬?挂|升)|挂不|没有国旗/.test(source.text);
  const hung = not ? false : /挂|升|√|完成|到位|正常|已/.test(source.text) ? true : undefined;
  return { ...known({ inst, hung }), date };
}
export const flagSlots = spread<FlagValues>(readFlag, { inst: '单位', date: '日期', hung: '挂了没有' });

interface VisitorValues {
  readonly inst: string;
  readonly elder: string;
  readonly visitor?: string;
  readonly time: string;
  readonly temp?: number;
}

/** Degrees of a body are taken first, for they look like days. */
const TEMP = /(?:体温|测温|温度)?[:\s]?(?<![\d.])(3[4-9]|4[0-2])(\.\d)?(?:度|℃)?(?![\d.])/;

function readVisitor(source: Source): Partial<VisitorValues> {
  const inst = takeUnit(source);
  const degrees = source.find(/(?:体温|测温|温度)[:\s]?\d{2}|(?<![\d.])3[4-9]\.\d|(?<![\d.])3[4-9](?:度|℃)/)
    ? source.take(TEMP)
    : undefined;
  const moment = findMoments(source, { tense: 'past' }).find((each) => each.clock);
  if (moment) source.cut(moment.start, moment.end);
  if (moment?.mistake) source.mistake(moment.mistake);
  const elder = takeName(source)?.name;
  const visitor = /([\u4e00-\u9fff]{1,8})/.exec(source.free().replace(/来访|探视|探望|看望|测温|体温|的/g, ' '))?.[1];
  if (moment === undefined) missing(source, '时间', 'time');
  return known({
    inst,
    elder,
    visitor,
    time: moment?.mistake ? undefined : moment?.value,
    temp: degrees ? Number(`${degrees.groups[0]}${degrees.groups[1] ?? ''}`) : undefined,
  });
}
export const visitorSlots = spread<VisitorValues>(readVisitor, {
  inst: '单位',
  elder: '看望哪位老人',
  visitor: '来访人?',
  time: '时间?',
  temp: '体温?',
});
