import type { Source } from '../source';
import { findTopic } from './topics';

const PREFIX =
  /(?:(?:20\d{2}年?)?(?:元旦|春节|清明节?|五一|劳动节|端午节?|(?:中秋节?|元旦)?[、]?(?:国庆节?|春节)|中秋节?|双节|节前|节日|节假日|年度|年终|季度|上半年|下半年|[一二三四]季度|\d{1,2}月份?|[一二三四五六七八九十]{1,2}月份?)(?:期间)?(?:的)?)$/;

const LONGER = /^(?:工作|情况)*(?:说明|总结|制度|记录|材料|汇报|名单)/;

export interface OrderItem {
  readonly item?: string;
  readonly title?: string;
}

/** The item of an order; what stands before its word (国庆值班表) makes its title. Call it before days are read. */
export function takeKnownItem(source: Source): OrderItem {
  const topic = findTopic(source.rest);
  // 值班情况说明 is a paper of its own.
  if (!topic || LONGER.test(source.rest.slice(topic.end))) return {};
  const before = PREFIX.exec(source.rest.slice(Math.max(0, topic.start - 14), topic.start))?.[0] ?? '';
  const festival = /[元春清五劳端中国双节年季半]/.test(before);
  const start = festival ? topic.start - before.length : topic.start;
  source.cut(start, topic.end);
  const title = festival ? source.text.slice(start, topic.end) : nameBefore(source, topic.start) + topic.word;
  return { item: topic.code, ...(title !== topic.word && { title }) };
}

/** What ends before a name begins: verbs of an order, times, whole groups of units. */
const NO_NAME =
  /^.*(?:报送|上报|填报|报|提交|交|完成|发|前|请|把|将|的|各|每|求|始|年|月|日|号|周|天|午|晚|点|班|止|院|站|馆|处|园|位|构|部|体|家)/;

/** The words that stand directly before a known one and make it a name: 消防自查. They are left where they are. */
function nameBefore({ rest, context }: Source, start: number): string {
  const run = /\p{Script=Han}{1,10}$/u.exec(rest.slice(0, start))?.[0] ?? '';
  const name = run.replace(NO_NAME, '');
  const isUnit = [...context.register.words().keys()].some((word) => name.includes(word));
  return isUnit ? '' : name;
}

const VERBS =
  /(?:请|把|将|要求|务必|按时|及时|尽快|统一|各自)*(?:报送|上报|填报|报|提交|交|完成|发送|发)(?:送|来|至|到)?/;
const FILLER =
  /(?:^|\s)(?:前|截止|为止|之前|以前|到|至|发群里|群里|照报|双休日|周末|节假日|逾期通报|逾期|的|请|把|将)(?=\s|$)/g;

/** Words that name an item of their own: 年度总结, 摸底表. */
export function freeItem(source: Source): string | undefined {
  const text = source.free().replace(FILLER, ' ').trim();
  const behind = new RegExp(`${VERBS.source}([^\\s,。;]{2,20})`).exec(text)?.[1];
  const words = (behind ?? text.split(/[\s,。;]/)[0] ?? '').replace(/^[前的]+|(?:前|截止|照报)$/g, '');
  return words.length >= 2 && words.length <= 24 ? words : undefined;
}
