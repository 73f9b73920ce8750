import type { CommandContext } from './command';

/** What stands before the notice itself: a mention of the bot, the slash with its key neighbours, the command. */
const ADDRESS = /^(?:\s*@(?!所有人|全体|all)\S+)*\s*[/／、\\]?\s*(?:【通知】|通知|布置|方案备案)?[\s:：]*/;
/** Whom it is for; the title of a receipt does without. */
const TO_ALL = /^(?:@?(?:全体|各单位|各院|全部|所有人|all))[\s,，:：]*/;
const TITLE_CHARS = 16;

/** A notice as it was typed, with its own punctuation: what is sent on is not what was normalised for reading. */
export const noticeText = ({ text }: Pick<CommandContext, 'text'>): string => text.replace(ADDRESS, '').trim();

/** How its receipt is called: its document number, or how it begins. */
export function noticeTitle(text: string, docNo: string | undefined): string {
  if (docNo !== undefined) return docNo;
  const [line = ''] = text.replace(TO_ALL, '').split('\n');
  return line.length > TITLE_CHARS ? `${line.slice(0, TITLE_CHARS)}…` : line;
}
