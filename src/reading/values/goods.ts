import type { Item } from '../../domain/values';
import type { Source } from '../source';
import { numberOf, NUMBER } from './numbers';

const MEASURES =
  '公斤|千克|斤|吨|袋|桶|床|箱|双|件|套|盒|瓶|条|提|份|包|罐|支|个|只|块|台|本|副|顶|把|升|L|kg|捆|筐|壶|棵|车|张|辆|具|根|片|面|卷|盘|板|节|组|罐|粒|管|顶|挂|扇|串|枚|打|立方';
const AFTER = new RegExp(
  `(?<!\\d)((?:[A-Za-z]{1,3}\\d{0,3})?[\\u4e00-\\u9fff]{1,6}?)(?:\\d+(?:\\.\\d+)?(?:L|kg|升|斤|公斤|g|克)\\s?[×xX*]\\s?)?\\s?(?:各|约|共)?(${NUMBER})(?:(?<=\\d)\\s(?=(?:${MEASURES})(?![\\u4e00-\\u9fff])))?(${MEASURES})(?<!挂(?=面))`,
  'g',
);
/** 米、面、油各1份: the number holds for each. */
const EACH = new RegExp(
  `((?:[\\u4e00-\\u9fff]{1,4}[、和]){0,6}[\\u4e00-\\u9fff]{1,4})各\\s?(${NUMBER})\\s?(${MEASURES})`,
  'g',
);
const STAPLES = /^[米面油肉蛋奶]{2,4}$/;
const TIMES = /([\u4e00-\u9fff]{1,6}?)(?:\d+(?:\.\d+)?(?:L|kg|升|斤|公斤|g|克)\s?)?[×xX*]\s?(\d+)/g;
const BEFORE = new RegExp(
  `(?<![\\d.])(${NUMBER})(${MEASURES})(?:装)?([\\u4e00-\\u9fff]{1,4})(?=[\\s、,。;]|$|\\d)`,
  'g',
);
/** 一袋米两桶油: numbers stand before their goods, one after the other. */
const COUNTED = `(?<![\\d.第])(${NUMBER})(${MEASURES})`;
const NUMBER_FIRST = new RegExp(
  `(?<![\\u4e00-\\u9fff])(?:送?[了去]?)${COUNTED}[\\u4e00-\\u9fff]{1,3}?[、,和]?${COUNTED}[\\u4e00-\\u9fff]{1,4}(?=$|[\\s,。;])`,
);
const RUN = new RegExp(
  `${COUNTED}([\\u4e00-\\u9fff]{1,4}?)(?=[、,和]?(?:${NUMBER})(?:${MEASURES})|[\\s、,。;]|$)`,
  'g',
);
const GIVEN = /(?:送去?|赠送|发放|带去?)(?:了)?([\u4e00-\u9fff]{1,6}(?:、[\u4e00-\u9fff]{1,4})*)(?=[\s,。;]|$)/;
const JOINED = /[、]|(?<=[\u4e00-\u9fff]{2})和(?=[\u4e00-\u9fff]{2})/;
const LEAD =
  /^(?:[块元]?钱?(?:和|与|及|加|外加|还有)|送去?了?|带去?了?|发放?了?|赠送?|给|和|与|及|另送|另外送?|再送|又送|外加|库存|储备|现有|还有|剩余?|结余|(?:每户|每人|各|人均)(?:发放?|送)?)/;
const NOT_GOODS =
  /^(?:来|的|了|到|慰问|慰问金|现金|人|户|老人|次|第|楼|号|村|组|共|各|每户|每人|合计|钱|温暖|祝福|关怀|问候|医院|医|元|万|职工|全体|到|去|回|党|政策)$/;

/** 田大娘 200块: pieces of that number are money. */
const MONEY_FROM = 20;
const isMoney = (match: RegExpMatchArray): boolean =>
  match[3] === '块' && (numberOf(match[2] ?? '') ?? 0) >= MONEY_FROM && !IN_PIECES.test(match[1] ?? '');
const IN_PIECES = /皂|砖|玻璃|月饼|豆腐|蛋糕|巧克力|毛巾|布|毯|电池|木板|手表|糖|糕|肉$/;

/** 张桂兰 2袋米: a number behind a space with its goods behind it belongs to those. */
const belongsToNext = (match: RegExpMatchArray, text: string): boolean =>
  /\s(?:各|约|共)?[\d一二两三四五六七八九十半]+\s?[^\d\s]{1,2}$/.test(match[0]) &&
  /^(?:装)?[\u4e00-\u9fff]{1,4}(?=[\s、,。;]|$)/.test(text.slice((match.index ?? 0) + match[0].length));

const TRAIL = /(?<=[\u4e00-\u9fff])(?:还剩|剩余|还有|库存|现有|结余|储备|剩)$/;
const clean = (name: string): string => name.replace(LEAD, '').replace(TRAIL, '').trim();

/** Goods with or without a number: 米1袋油1桶, 2箱牛奶, 食用油5L×2, 送粥; all taken, in typed order. */
export function takeGoods(source: Source): Item[] {
  const found: { at: number; item: Item }[] = [];
  const add = (match: RegExpMatchArray, name: string, qty?: number, unit?: string): void => {
    const plain = clean(name);
    if (plain === '' || NOT_GOODS.test(plain) || /老人$|职工$/.test(plain)) return;
    const start = match.index ?? 0;
    source.cut(start, start + match[0].length);
    found.push({
      at: start,
      item: { name: plain, ...(qty !== undefined && { qty }), ...(unit !== undefined && { unit }) },
    });
  };
  for (const match of source.rest.matchAll(EACH)) {
    const names = (match[1] ?? '')
      .split(/[、和]/)
      .flatMap((name) => (STAPLES.test(clean(name)) ? Array.from(clean(name)) : [name]));
    for (const name of names) add(match, name, numberOf(match[2] ?? ''), match[3]);
  }
  for (const match of source.rest.matchAll(TIMES)) add(match, match[1] ?? '', Number(match[2]));
  if (NUMBER_FIRST.test(source.rest))
    for (const match of source.rest.matchAll(RUN)) add(match, match[3] ?? '', numberOf(match[1] ?? ''), match[2]);
  const text = source.rest;
  for (const match of text.matchAll(AFTER))
    if (!isMoney(match) && !belongsToNext(match, text)) add(match, match[1] ?? '', numberOf(match[2] ?? ''), match[3]);
  for (const match of source.rest.matchAll(BEFORE)) add(match, match[3] ?? '', numberOf(match[1] ?? ''), match[2]);
  const bare = /(?<=[\s送\uE000])([米面油肉蛋奶]{2,4})(?=[\s,。]|$)/.exec(source.rest);
  if (bare) for (const name of bare[1] ?? '') add(bare, name);
  const given = GIVEN.exec(source.rest);
  if (given) for (const name of (given[1] ?? '').split(JOINED)) add(given, name);
  return found.sort((a, b) => a.at - b.at).map((each) => each.item);
}
