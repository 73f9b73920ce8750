import type { Source } from '../source';
import { numberOf, NUMBER } from './numbers';

export interface Cash {
  readonly cash?: number;
  readonly cash_each?: number;
}

const EACH = '各|每户|每人|人均|户均|每家|每位';
const TOTAL = '共计?|合计|总计|总共|总额';
const WITH_YUAN = new RegExp(
  `(${EACH})?(?:发放?|送上?|给予|补助)?\\s?(?:慰问金|现金|慰问款)?(?:[:\\s]|各|每户|每人){0,3}(${TOTAL})?\\s?(${NUMBER})\\s?(?:余|多)?(?:元|块)(?:整|钱|现金|慰问金)?`,
  'g',
);
/** 慰问金五百. */
const HAN_AMOUNT = '一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟';
const BARE = new RegExp(
  `(?:慰问金|现金|已?发|慰问款|送|给)了?[:\\s]{0,2}(${EACH})?()(-?\\d{1,4}(?:\\.\\d{1,2})?万|-?\\d{2,7}|[${HAN_AMOUNT}]{1,8})(?![\\d年月日号岁户人个袋桶])|(?<=^|[\\s\\uE000,])(${EACH})?()(-?\\d{2,6})(?=$|[\\s,。;]|已?送|已?发|已?给)`,
  'g',
);

interface Amount {
  readonly value: number;
  readonly each: boolean;
  readonly total: boolean;
  readonly text: string;
}

function amountsOf(source: Source, pattern: RegExp): Amount[] {
  return [...source.rest.matchAll(pattern)].flatMap((match) => {
    const [each, total, typed] = match[3] !== undefined ? match.slice(1, 4) : match.slice(4, 7);
    const value = numberOf(typed ?? '');
    if (value === undefined) return [];
    source.cut(match.index, match.index + match[0].length);
    const inside = new RegExp(EACH).test(match[0]);
    return [
      { value, each: each !== undefined || inside, total: total !== undefined && total !== '', text: match[0].trim() },
    ];
  });
}

/** 元: the total, and per head where 各 or 每户 was typed; `heads` is 0 when nobody was counted. */
export function takeCash(source: Source, heads: number): Cash {
  const withYuan = amountsOf(source, WITH_YUAN);
  const amounts = withYuan.length > 0 ? withYuan : amountsOf(source, BARE);
  const negative = amounts.find((amount) => amount.value < 0);
  if (negative) {
    source.mistake({ code: 'bad_amount', typed: negative.text });
    return {};
  }
  const each = amounts.find((amount) => amount.each)?.value;
  const plain = amounts.filter((amount) => !amount.each);
  const total = plain.find((amount) => amount.total)?.value ?? plain[0]?.value;
  const expected = each !== undefined && heads > 0 ? each * heads : undefined;
  const twice =
    plain.some((amount) => amount.value !== total) ||
    (expected !== undefined && total !== undefined && expected !== total);
  if (twice) {
    source.mistake({ code: 'contradictory', typed: amounts.map((amount) => amount.text).join(' ') });
    return {};
  }
  const cash = total ?? expected;
  return { ...(each !== undefined && { cash_each: each }), ...(cash !== undefined && { cash }) };
}
