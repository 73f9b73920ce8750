import type { Source } from '../source';
import { findTopic } from './topics';

const PREFIX =
  /(?:(?:20\d{2}年?)?(?:元旦|春节|清明节?|五一|劳动节|端午节?|(?:中秋节?|元旦)?[、]?(?:国庆节?|春节)|中秋节?|双节|节前|节日|节假日|年度|年终|季度|上半年|下半年|[一二三四]季度|\d{1,2}月份?|[一二三四五六七八九十]{1,2}月份?)(?:期间)?(?:的)?)$/;

export interface OrderItem {
  readonly item?: string;
  readonly title?: string;
}

/** The item of an order; what stands before its word (国庆值班表) makes its title. Call it before days are read. */
export function takeKnownItem(source: Source): OrderItem {
  const topic = findTopic(source.rest);
  if (!topic) return {};
  const before = PREFIX.exec(source.rest.slice(Math.max(0, topic.start - 14), topic.start))?.[0] ?? '';
  const festival = /[元春清五劳端中国双节年季半]/.test(before);
  const start = festival ? topic.start - before.length : topic.start;
  source.cut(start, topic.end);
  const title = source.text.slice(start, topic.end);
  return { item: topic.code, ...(festival && before !== '' && { title }) };
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
