import type { NoticeHead } from '../../domain/proposal';
import { findContact } from './contact';
import { whomOf, type NoticeScene } from './items';

const DOC_NO = /[\u4e00-\u9fff]{1,8}[〔[(]\s?20\d{2}\s?[〕\])]\s?\d{1,5}\s?号/;
const TITLE_END = /(?:的(?:紧急|补充)?通知|方案)$/;
const IN_ONE_LINE = /关于[^\n。:,]{2,80}?的(?:紧急|补充)?通知/;
const ADDRESS = /^(?:全[县区市旗])?(?:@?所有人|各[^。\n:]{1,60}|全体[^。\n:]{0,20}):/m;
const PENALTY = /(?:迟报|不报|漏报|逾期|未报|未按时|未按要求|瞒报)[^。;]{0,24}(?:通报|追责|问责|追究)/;
const RECEIPT = /(?:收到|看到|阅后|知悉)(?:后)?(?:请|及时)?(?:回复|反馈|回执)|请(?:及时)?回复|回执|收到请/;
/** A title is near the top. */
const TOP = 240;

/** Title lines are short, and broken where the paper had no more room. */
const LONGEST_LINE = 48;
const MOST_LINES = 3;

export function titleOf(text: string): string | undefined {
  const address = ADDRESS.exec(text);
  const top = address && address.index > 0 ? text.slice(0, address.index) : text.slice(0, TOP);
  const lines = top
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !DOC_NO.test(line));
  for (let first = 0; first < lines.length; first += 1) {
    for (let count = 1; count <= MOST_LINES; count += 1) {
      const part = lines.slice(first, first + count);
      if (part.some((line) => line.length > LONGEST_LINE || /[。;]/.test(line))) break;
      const title = part.join('').replace(/^【通知】/, '');
      if (title.length > '的通知'.length && TITLE_END.test(title)) return title;
    }
  }
  return IN_ONE_LINE.exec(top)?.[0];
}

/** Document number, contact and what happens to the late ones. */
export function headOf(
  text: string,
  scene: NoticeScene,
): Omit<NoticeHead, 'phases' | 'unread'> & { targets?: readonly string[] | undefined } {
  const docNo = DOC_NO.exec(text.slice(0, TOP))?.[0];
  const contact = findContact(text);
  const address = ADDRESS.exec(text)?.[0];
  const targets =
    address === undefined
      ? undefined
      : /各(?:民政服务机构|有关单位|单位|机构)/.test(address)
        ? ['all']
        : whomOf(address, scene).targets;
  return {
    ...(scene.title !== '' && { title: scene.title }),
    ...(docNo !== undefined && { docNo }),
    ...(contact && { contact: { name: contact.name, phone: contact.phone } }),
    ...(PENALTY.test(text) && { penalty: true as const }),
    ...(RECEIPT.test(text) && { receipt: true as const }),
    ...(targets && { targets }),
  };
}

/** 各养老机构: at the beginning of a line. */
export const isAddressed = (text: string): boolean => ADDRESS.test(text);
