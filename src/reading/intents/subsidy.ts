import { dayOf } from '../../lib/time';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { takeCounts } from '../values/counts';
import { findDays } from '../values/days';
import { NUMBER, numberOf } from '../values/numbers';
import { known, missing, noteVague, takeNumber } from '../values/numbers-typed';
import { takeUnit } from '../values/units';

interface SubsidyValues {
  readonly inst: string;
  readonly kind: string;
  readonly month?: string;
  readonly date?: string;
  readonly should?: number;
  readonly paid?: number;
  readonly amount?: number;
  readonly reason?: string;
}

const KINDS: readonly (readonly [string, RegExp])[] = [
  ['价格临时补贴', /价格(?:临时)?补贴|物价补贴/],
  ['高龄津贴', /高龄(?:津贴|补贴|补助)/],
  ['临时救助', /临时救助金?/],
  ['孤儿基本生活费', /孤儿(?:基本)?生活费|孤儿补贴/],
  ['残疾人补贴', /残疾人?(?:两项)?补贴|残补/],
];
const OTHER = /([\u4e00-\u9fff]{2,10}(?:补贴|津贴|补助|救助金?|生活费|护理费))/;
const AMOUNT = new RegExp(`(?:金额|共计?|合计|资金|计)?[:\\s]?(${NUMBER})\\s?(万)?元`);
const WHOLE_MONTH_DAYS = 28;

function takeKind(source: Source): string | undefined {
  for (const [kind, pattern] of KINDS) if (source.take(pattern) ?? pattern.exec(source.frame.command)) return kind;
  return source.take(OTHER)?.groups[0];
}

function takeWhen(source: Source): Pick<SubsidyValues, 'month' | 'date'> {
  const [span] = findDays(source.rest, source.context, { tense: 'question', spans: true });
  if (!span) return { date: dayOf(source.context.now) };
  source.cut(span.start, span.end);
  if (span.mistake) {
    source.mistake(span.mistake);
    return {};
  }
  return span.days.length >= WHOLE_MONTH_DAYS ? { month: span.first.slice(0, 7) } : { date: span.first };
}

function readSubsidy(source: Source): Partial<SubsidyValues> {
  noteVague(source);
  const inst = takeUnit(source);
  const kind = takeKind(source);
  const money = source.take(AMOUNT);
  const amount = numberOf(`${money?.groups[0] ?? ''}${money?.groups[1] ?? ''}`);
  if (amount !== undefined && amount < 0) source.mistake({ code: 'bad_amount', typed: money?.text.trim() ?? '' });
  const when = takeWhen(source);
  const { values } = takeCounts(source, {
    unpaid: '未发(?:放)?|没发|少发',
    should: '应发(?:放)?|应享受|应补',
    paid: '实发(?:放)?|已发(?:放)?|发放(?:了)?|已?到账|发了',
  });
  const paid =
    values.paid ??
    (values.should === undefined ? takeNumber(source, new RegExp(`(${NUMBER})(?:人|名|户)`)) : undefined);
  const reason = /(?:原因|因为|因)[:\s]?([^,。;\uE000]{2,30})/.exec(source.rest)?.[1];
  if (values.should === undefined && paid === undefined && amount === undefined) missing(source, '人数或金额', 'paid');
  return known({ inst, kind, ...when, should: values.should, paid, amount, reason });
}

export const subsidySlots = spread<SubsidyValues>(readSubsidy, {
  inst: '单位',
  kind: '哪种补贴',
  month: '月份?',
  date: '日期?',
  should: '应发人数?',
  paid: '实发人数?',
  amount: '金额?',
  reason: '原因?',
});
