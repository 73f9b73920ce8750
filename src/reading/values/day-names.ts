import type { ReadingContext } from '../reading';
import { knownNames } from './people';

/** Surnames before 国庆, 元旦, 中秋, 五一: 王国庆 is a person. */
const FESTIVAL_NAME =
  /[赵钱孙李周吴郑王冯陈刘张杨黄何高林罗郭马胡朱徐宋谢韩唐董程蔡彭潘袁许邓曹吕苏魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚][小大晓]?[国元中五端春立][庆旦秋一午春冬夏]$/;

/** 王国庆 is a person where nothing of a festival follows: 节, 期间, a number of days. */
export const looksLikeName = (text: string, at: number): boolean =>
  FESTIVAL_NAME.test(text.slice(Math.max(0, at - 2), at + 2)) &&
  !/^(?:节|期间|假|前|放|\d|七天|三天)/.test(text.slice(at + 2, at + 4));

/** Characters of days that stand in names, too. */
const DAY_LIKE = /[国元中五端春立清秋周初一二三四六七八九十今明昨后前月年]/;
const dayLike = new WeakMap<readonly string[], readonly string[]>();

function namesLikeDays(context: ReadingContext): readonly string[] {
  const names = knownNames(context);
  const known = dayLike.get(names) ?? names.filter((name) => DAY_LIKE.test(name));
  dayLike.set(names, known);
  return known;
}

/** 赵国庆, 周五一: registered people are no days. */
export const namedParts = (text: string, context: ReadingContext): { start: number; end: number }[] =>
  namesLikeDays(context).flatMap((name) => {
    const parts: { start: number; end: number }[] = [];
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      parts.push({ start: at, end: at + name.length });
    return parts;
  });
