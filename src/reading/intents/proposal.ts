import type { ReadItem, ReadNotice } from '../../domain/proposal';
import { type Mark, MARKS } from '../../domain/values';
import { wantedNamed } from '../notice/object';
import { readNotice } from '../notice/read-notice';
import { slot, spread } from '../slots/slot';
import type { Source } from '../source';
import { takeDenied, takeRequired } from '../values/marks';
import { numberOf } from '../values/numbers';
import { takeCovers, takeOneDue, takeTimes } from '../values/schedule';
import { takeTargets } from '../values/units';

/** A whole notice. */
export const noticeSlot = slot<ReadNotice>('通知内容', (source) =>
  source.text.trim() === '' ? undefined : readNotice(source.text, source.context, source.frame),
);

/** What is typed about items of a proposal. */
export interface ChangeValues {
  /** `BZ-0001`. */
  readonly id?: string;
  /** Numbers of items, from 1. */
  readonly numbers: readonly number[];
  readonly drop?: true;
  readonly set?: Partial<ReadItem>;
  /** Marks that come to those that are wanted already. */
  readonly plus?: readonly Mark[];
  /** Marks that are no longer wanted. */
  readonly minus?: readonly Mark[];
}

const NUMERAL = '[\\d一二三四五六七八九十]{1,3}';
const ITEMS = new RegExp(`第\\s?(${NUMERAL}(?:\\s?[、,和及至到-]\\s?第?${NUMERAL})*)\\s?[项条]?`);
const GONE =
  /(?:去掉|删掉|删除|取消|不要|不建|不用)(?:了|建|报)?[\s\uE000项条]*$|^[^\uE000]{0,14}?(?:去掉|删掉|删除|取消|不要|不建)\s?\uE000+[项条]?[\s了吧。!]*$/;
const NAME = /(?:名称|名字|标题|事项名?)(?:改成|改为|叫|是|:)?\s*([^,。;\s]{2,24})|改?叫(?:做|作)?\s*([^,。;\s]{2,24})/;

/** 2; 2、3; 第2到4项. */
function numbersIn(typed: string): number[] {
  const found: number[] = [];
  for (const [, joint = '', numeral = ''] of typed.matchAll(new RegExp(`([至到-])?\\s?第?(${NUMERAL})`, 'g'))) {
    const number = numberOf(numeral) ?? 0;
    const from = joint === '' ? number : (found.at(-1) ?? number) + 1;
    for (let each = from; each <= number; each += 1) found.push(each);
  }
  return [...new Set(found)];
}

function readChange(source: Source): Partial<ChangeValues> {
  const digits = source.take(/BZ-?0*(\d{1,6})/i)?.groups[0];
  const id = digits === undefined ? {} : { id: `BZ-${digits.padStart(4, '0')}` };
  const items = source.take(ITEMS);
  if (!items) return { ...id, numbers: [] };
  const numbers = numbersIn(items.groups[0] ?? '');
  if (GONE.test(source.rest)) return { ...id, numbers, drop: true };
  const change = readSet(source);
  if (Object.keys(change).length === 0 && source.mistakes.length === 0)
    source.mistake({ code: 'unclear', typed: source.text, ask: '新的截止时间、单位或要求' });
  return { ...id, numbers, ...change };
}

function readSet(source: Source): Pick<ChangeValues, 'set' | 'plus' | 'minus'> {
  const name = source.take(NAME);
  const title = name?.groups[0] ?? name?.groups[1];
  const minus = takeDenied(source);
  const only = source.take(/只要|仅要|只需|要求(?:改成|改为)/);
  const covers = takeCovers(source);
  const targets = takeTargets(source);
  const { moments, start: _, ...again } = takeTimes(source);
  const due = takeOneDue(source, moments);
  const marks = takeRequired(source);
  const set: Partial<ReadItem> = {
    ...(title !== undefined && wantedNamed(title)),
    ...(covers && { covers }),
    ...(targets && { targets }),
    ...again,
    ...(due !== undefined && { due }),
    ...(only && marks.length > 0 && { require: MARKS.filter((mark) => marks.includes(mark)) }),
  };
  return {
    ...(Object.keys(set).length > 0 && { set }),
    ...(!only && marks.length > 0 && { plus: marks }),
    ...(minus.length > 0 && { minus }),
  };
}

export const proposalChangeSlots = spread<ChangeValues>(readChange, {
  id: '清单编号?',
  numbers: '第几项?',
  drop: '去掉?',
  set: '改成什么?',
  plus: '加上的要求?',
  minus: '不要的要求?',
});
