/** Words that begin what is said of all the items. */
const OF_ALL = '都|均|(?<![安])全(?=部|都|合|到|正|好)|一切|其余|其他|其它|别的|剩下|没问题';
const OUTSIDE = new RegExp(
  `(?<![排消清拆删扫解免铲])除(?![此这夕湿草尘锈冰雪霜虫])(?:了|去|开)?((?:(?!${OF_ALL})[^。;\\n]){1,30}?)[之以]?外`,
);
const WITHOUT = new RegExp(
  `(?<![排消清拆删扫解免铲])除(?![此这夕湿草尘锈冰雪霜虫])(?:了|去|开)?([^,。;\\n]{1,30}?)(?=[,。;\\n]|$|${OF_ALL})`,
);

/** 就是, 只是, 但: what follows is the exception to what was said of all. */
export const BUT = /^(?:就是|就差|只是|只有|仅有|但是?|不过|可是|可惜|唯独|唯有|唯一)(?=.)/;
const BUT_WITHIN = /(?<=[^\s,。;])(?=就是|就差|只是|只有|仅有|但是?|不过|可是|可惜|唯独|唯有|唯一)/g;

/** The text without 除…外, and what was excepted in it. */
export function withoutExceptions(typed: string): { text: string; excepted: readonly string[] } {
  const excepted: string[] = [];
  let text = typed.replace(/一项(?=都|也)/g, '全部');
  for (const pattern of [OUTSIDE, WITHOUT]) {
    text = text.replace(pattern, (_, words: string) => {
      excepted.push(words.trim());
      return ' ';
    });
  }
  return { text: text.replace(BUT_WITHIN, ','), excepted: excepted.filter((words) => words !== '') };
}

/** The clauses of a sentence; 就是 alone belongs to the next one. */
export const clausesOf = (text: string): string[] =>
  text
    .replace(/(就是|只是|只有|但是?|不过|可是)[\s,]+/g, '$1')
    .split(/[\s,。;\n]+/)
    .filter((clause) => clause !== '');
