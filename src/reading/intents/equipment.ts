import { spread } from '../slots/slot';
import type { Source } from '../source';
import { findDays } from '../values/days';
import { known, missing } from '../values/numbers-typed';
import { takeUnit } from '../values/units';

interface EquipmentValues {
  readonly inst: string;
  readonly title: string;
  readonly next?: string;
  readonly month?: string;
  readonly date?: string;
}

const NEXT = /下次[^,。;\d一二三四五六七八九十]{0,8}$|(?:有效期|到期)(?:日期?)?(?:至|到|为|是)?[:\s]?$|下(?:一)?次$/;
const NEXT_AFTER = /^\s?(?:之?前)?(?:到期|过期|再检|下次(?!\D{0,6}\d))/;
const FILLER =
  /下(?:一)?次(?:检验|检测|维保|年检|保养|检修|校验)?(?:日期|时间)?(?:是|为|:)?|有效期(?:至|到)?|到期|已?(?:做|检|完成|做完|检完|检测完|维保完)(?:了|的|过)*(?=[\s,。\uE000]|$)|报告(?:已传|已出|见附件|见图|已上传)|见附件|见图|合格(?:证)?(?:已传)?|做的|检的|刚|正常|已完成|完成/g;
/** A month without a day: `2026-12`. */
const MONTH_LENGTH = 'YYYY-MM'.length;

function takeDays(source: Source): Pick<EquipmentValues, 'next' | 'month' | 'date'> {
  const found: { next?: string; month?: string; date?: string } = {};
  for (const span of findDays(source.rest, source.context, { tense: 'question', spans: true })) {
    const before = source.rest.slice(Math.max(0, span.start - 16), span.start);
    const isNext = NEXT.test(before) || NEXT_AFTER.test(source.rest.slice(span.end, span.end + 8));
    source.cut(span.start, span.end);
    if (span.mistake) {
      source.mistake(span.mistake);
      continue;
    }
    const wanted = findDays(span.text, source.context, { tense: isNext ? 'future' : 'past', spans: true })[0] ?? span;
    const value = wanted.days.length > 27 ? wanted.first.slice(0, MONTH_LENGTH) : wanted.first;
    if (isNext) found.next = value;
    else if (value.length === MONTH_LENGTH) found.month = value;
    else found.date = value;
  }
  return found;
}

function readEquipment(source: Source): Partial<EquipmentValues> {
  const inst = takeUnit(source);
  const days = takeDays(source);
  const title = source.rest
    .replace(/[\uE000\n]+/g, ' ')
    .replace(FILLER, ' ')
    .replace(/^[\s,;:。、]+|[\s,;:。、]+$/g, '')
    .replace(/\s+/g, ' ');
  if (title === '') missing(source, '设备', 'title');
  return { ...known({ inst, ...days }), ...(title !== '' && { title }) };
}

export const equipmentSlots = spread<EquipmentValues>(readEquipment, {
  inst: '单位',
  title: '设备?',
  next: '下次?',
  month: '月份?',
  date: '日期?',
});
