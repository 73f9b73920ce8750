import type { ReadingContext } from './context';
import { findClocks } from './values/clocks';
import { findDays } from './values/days';
import { namesIn } from './values/names';
import { knownNames } from './values/people';
import { findPhones } from './values/phones';
import { findTopic } from './values/topics';
import { findUnits } from './values/units';
import { VOCABULARY } from './vocabulary';

/** Command words that are in everyday talk, too. */
const EVERYDAY = new Set([
  '收到',
  '确认',
  '发布',
  '取消',
  '退回',
  '公布',
  '帮助',
  '通知',
  '培训',
  '申请',
  '平安',
  '恢复',
]);
const COMMANDS = VOCABULARY.flatMap(({ names }) => names).filter((name) => name.length > 1 && !EVERYDAY.has(name));
/** What the houses report about, beside the words of the commands. */
const MATTERS =
  /老人|护工|护理|职工|院民|带班|替班|停[水电暖气]|消防|灭火器|消防栓|锅炉|燃气|线路|漏[水电]|堵塞|食堂|慰问|困难户|低保|体温|发[烧热]|住院|入住|外出|就医|火化|祭扫|站点|家属|宿舍|监控|电梯/;
/** Wishes, thanks, questions to the others: talk, although it names a matter. */
const TALK = /[?]|[吗呢吧嘛]$|谁|怎么|什么|祝|节日快乐|辛苦|谢|加油|哈哈|听说|新闻|转发|大家|各位|请.{0,6}注意/;
const LEAST_HAN = 6;

const namesValue = (text: string, context: ReadingContext): boolean =>
  findDays(text, context, { tense: 'question', spans: true }).length > 0 ||
  findClocks(text).length > 0 ||
  /\d/.test(text) ||
  findPhones(text).length > 0 ||
  findUnits(text, context).length > 0 ||
  namesIn(text, knownNames(context)).some(({ kind }) => kind === 'known' || kind === 'titled');

/**
 * Does a sentence that nothing was read from hold something to report? In a group, where it would otherwise be met by
 * silence, it must name a matter of the houses and a value, and must not read like talk.
 */
export function hasContent(text: string, place: 'private' | 'group', context: ReadingContext): boolean {
  const matter = findTopic(text) !== undefined || MATTERS.test(text) || COMMANDS.some((name) => text.includes(name));
  if (place === 'group') return matter && !TALK.test(text) && namesValue(text, context);
  return matter || ((text.match(/\p{Script=Han}/gu)?.length ?? 0) >= LEAST_HAN && namesValue(text, context));
}
