import type { ReadingContext } from '../context';
import { findBare, findSlashed, type FoundCommand, type Lexicon } from '../find-command';
import { isAddressed, titleOf } from './head';
import { readNotice } from './read-notice';

/** Shorter ones are typed, not pasted. */
const PASTED_FROM = 120;
const SHORTEST = 60;
const AS_FOLLOWS = /(?:通知|要求|安排|事项)如下[:。]/;
const TO_COLLEAGUES = /^各位(?:领导|同事|老师|朋友|家人|好|亲)/;

/** 关于…的通知, 各…:, 通知如下: how many of the three signs of a notice it shows. */
const signs = (text: string): number =>
  [titleOf(text) !== undefined, isAddressed(text) && !TO_COLLEAGUES.test(text), AS_FOLLOWS.test(text)].filter(Boolean)
    .length;

const isLong = (text: string): boolean => text.length >= PASTED_FROM || signs(text) > 1;

/** Several papers, or a whole notice with at least one time in it: more than can be done at once. */
function isProposal(body: string, context: ReadingContext): boolean {
  const frame = { intent: 'propose', command: '', slash: false, heading: '', message: body };
  const { items, phases, unread } = readNotice(body, context, frame);
  if (new Set(items.flatMap(({ title, item }) => title ?? item ?? [])).size > 1) return true;
  return isLong(body) && items.length + phases.length + unread.length > 0;
}

/** An admin may paste one without a word of command; anybody else is told that this is not for them. */
function isPasted(text: string, { sender, groupId, register }: ReadingContext): boolean {
  if (text.length < SHORTEST || /[?吗]$/.test(text)) return false;
  if (sender.role !== 'admin') return signs(text) > 1 && /通知/.test(text);
  // Among institutions it must be beyond doubt.
  const isOffice = groupId === undefined || register.group(groupId)?.bureau === true;
  return signs(text) > (isOffice ? 0 : 1);
}

const ORDINAL = '第\\s?[\\d一二三四五六七八九十]{1,3}';
const CHANGE = new RegExp(
  `^[/、\\\\]?(?:BZ-?\\d{1,6}\\s*)?(?:把)?(?:(?:去掉|删掉|删除|取消|不要|不建)\\s?)?${ORDINAL}(?:(?:[、,和及至到-]|\\s)*第?[\\d一二三四五六七八九十]{1,3})*\\s?[项条](?!(?:目|规定))`,
  'i',
);
const DROP =
  /^(?:[/、\\]?(?:取消|退回|作废|不要)\s?BZ-?\d{1,6}|(?:都|全部|先)?不建(?:了|立)?(?:\s?BZ-?\d{1,6})?)[。!]?$/i;

/** A notice that becomes a proposal, or what is typed about one; `undefined` for every other message. */
export function findNotice(text: string, context: ReadingContext, lexicon: Lexicon): FoundCommand | undefined {
  const isAdmin = context.sender.role === 'admin';
  if (isAdmin && CHANGE.test(text)) return { intent: 'proposal_change', command: '', slash: false, body: text };
  if (isAdmin && DROP.test(text)) return { intent: 'proposal_drop', command: '', slash: false, body: text };
  const typed = findSlashed(text, lexicon) ?? findBare(text, lexicon);
  if (!typed) return isPasted(text, context) ? { intent: 'propose', command: '', slash: false, body: text } : undefined;
  if ('unknown' in typed || typed.intent !== 'broadcast' || !isAdmin) return undefined;
  return isProposal(typed.body, context) ? { ...typed, intent: 'propose' } : undefined;
}
