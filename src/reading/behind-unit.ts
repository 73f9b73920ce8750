import { type FoundCommand, findBare, type Lexicon } from './find-command';
import type { ReadingContext } from './reading';
import { findUnits } from './values/units';

/** Reports that are also typed behind the name of their institution. */
const REPORTS: ReadonlySet<string> = new Set(
  'zero test vaccine health hazard selfcheck checklist visit patrol drill supplies flag relocate return_home duty'.split(
    ' ',
  ),
);
/** What the bureau does with the institution that is named first. */
const BUREAU: ReadonlySet<string> = new Set('classify recheck supervise accept inspect spotcheck exempt'.split(' '));

/** 各位领导辛苦了: said before a report. */
const GREETING =
  /^(?:各位)?(?:领导|老师|同事|大家)(?:们)?(?:[早中下晚]?上?午?好|辛苦了?|您好|你好)+[,。!\s]+|^(?:[早中下晚]上?午?好)[,。!\s]+/;

/** 儿福院零报告: 儿童26人: the command behind the institution that reports, or behind its day. */
export function behindUnit(typed: string, context: ReadingContext, lexicon: Lexicon): FoundCommand | undefined {
  const text = typed.replace(GREETING, '');
  const unit = findUnits(text, context)[0];
  const day = /^(?:[今昨][日天晚夜早]|本周|\d{1,2}月\d{1,2}[日号])?\s?/;
  const start = unit?.start === 0 ? unit.end : 0;
  const lead = (day.exec(text.slice(start))?.[0] ?? '').length;
  if (start + lead === 0) return undefined;
  const found = findBare(text.slice(start + lead).replace(/^[\s:,]+/, ''), lexicon);
  const orders =
    (context.sender.role === 'admin' && BUREAU.has(found?.intent ?? '')) ||
    (context.sender.role === 'lottery_mgr' && found?.intent.startsWith('lottery_') === true);
  // 颐和今日零报告: the bare command, as with a slash.
  const empty = found?.body.trim() === '' && !(/^(?:zero|lottery_resume)$/.test(found.intent) && unit?.start === 0);
  if (!found || empty || !(orders || REPORTS.has(found.intent))) return undefined;
  return { ...found, body: `${text.slice(0, start + lead)} ${found.body}` };
}
