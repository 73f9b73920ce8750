import type { ReportSubmitValues } from '../shapes';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { takeMarks } from '../values/marks';
import { findTopic } from '../values/topics';
import { takeUnit } from '../values/units';
import { normalise } from '../normalise';

const ITEMS: readonly (readonly [RegExp, string])[] = [
  [/整改报告/, 'fix_report'],
  [/排查报告/, 'survey_report'],
];
const POINTS_TO_FILE = /见图|见附件|附件|扫描件/;

function readReport(source: Source): Partial<ReportSubmitValues> {
  const whole = source.frame.message;
  const inst = takeUnit(source, { unknown: false });
  const title = source.context.openTitles.find((each) => whole.includes(normalise(each)));
  const item =
    ITEMS.find(([pattern]) => pattern.test(whole))?.[1] ??
    title ??
    /([\u4e00-\u9fff]{2,10}(?:报告|总结|表|方案))/.exec(whole)?.[1] ??
    findTopic(source.rest)?.code;
  const marks = takeMarks(source);
  if (POINTS_TO_FILE.test(whole) && !source.context.hasFile && !source.context.hasImage)
    source.mistake({ code: 'missing_attachment' });
  return {
    ...(inst !== undefined && { inst }),
    ...(item !== undefined && { item }),
    ...(marks.stamped !== undefined && { stamped: marks.stamped }),
    ...(marks.signed !== undefined && { signed: marks.signed }),
    ...(marks.promised !== undefined && { promised: marks.promised }),
  };
}
export const reportSubmitSlots = spread<ReportSubmitValues>(readReport, {
  inst: '单位',
  item: '什么报告',
  stamped: '盖章?',
  signed: '签字?',
  promised: '补交日期?',
});
