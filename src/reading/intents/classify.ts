import { spread } from '../slots/slot';
import type { Source } from '../source';
import { known } from '../values/numbers-typed';
import { takeUnit } from '../values/units';

interface ClassifyValues {
  readonly inst: string;
  readonly class: string;
}
const CLASSES = ['合格', '停业整顿', '关停'] as const;

function readClassify(source: Source): Partial<ClassifyValues> {
  const inst = takeUnit(source);
  const typed = source
    .free()
    .replace(/^(?:列为|定为|评为|划为|归为|属于|为|是|类别|:|分类|判定|确定)+|(?:类|等次|机构)$/g, '')
    .trim();
  const named = CLASSES.find((each) => typed === each || typed.split(/[\s,。;:(]/).includes(each));
  if (named === undefined && typed !== '') source.mistake({ code: 'bad_enum', typed, choices: CLASSES });
  return known({ inst, class: named });
}
export const classifySlots = spread<ClassifyValues>(readClassify, { inst: '单位', class: '类别' });
