import { spread } from '../slots/slot';
import type { Source } from '../source';
import { known } from '../values/numbers-typed';
import { takeSpan } from '../values/record-day';
import { findUnits } from '../values/units';

interface TipoffValues {
  readonly targets?: readonly string[];
  readonly desc: string;
  readonly date?: string;
  readonly anonymous?: true;
}

/** Institutions that are known are its targets; whatever else is named stays in the words. */
function readTipoff(source: Source): Partial<TipoffValues> {
  const anonymous = source.take(
    /(?:我|请|本人)?(?:要求|希望)?匿名(?:举报)?|不(?:要|想|愿)(?:透露|公开|留)(?:姓名|身份|名字)/,
  );
  const units = findUnits(source.rest, source.context).filter((piece) => piece.ids.length === 1);
  const targets = [...new Set(units.flatMap((piece) => piece.ids))].filter(
    (id) => id !== source.context.register.bureau?.id,
  );
  const [first] = units;
  if (first && /^[\s:,我要举报]*$/.test(source.rest.slice(0, first.start))) source.cut(first.start, first.end);
  const desc = source
    .free()
    .replace(/^(?:我要?)?举报[:,\s]*/, '')
    .trim();
  const span = takeSpan(source, 'past');
  return {
    ...known({ date: span?.first, ...(desc !== '' && { desc }) }),
    ...(targets.length > 0 && { targets }),
    ...(anonymous && { anonymous: true as const }),
  };
}

export const tipoffSlots = spread<TipoffValues>(readTipoff, {
  targets: '哪个单位?',
  desc: '举报内容',
  date: '日期?',
  anonymous: '匿名?',
});
