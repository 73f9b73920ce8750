import type { DayRange } from '../../domain/values';
import { addDays, dayOf } from '../../lib/time';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { numberOf, NUMBER, SMALL } from '../values/numbers';
import { known, missing, takeNumber } from '../values/numbers-typed';
import { takeRecordDay, takeSpan } from '../values/record-day';
import { takeUnit } from '../values/units';

interface LotteryCheckValues {
  readonly inst: string;
  readonly date: string;
  readonly kind: string;
  /** The station's own people report on themselves. */
  readonly own?: true;
  readonly seq?: number;
  readonly result?: 'pass' | 'fail' | 'warn';
  readonly issues?: readonly string[];
  readonly ventilate?: number;
  readonly disinfect?: number;
}

const WARN = /提醒|告诫|口头警告|督促|已?责令|当场改|整改/;
const FAIL = /不合格|不通过|不达标|未通过|没通过/;
const PASS = /合格|通过|达标|正常|良好|√|无问题|没问题/;
const ISSUE = /(?:未|没|无)(?!问题|异常)[\u4e00-\u9fff]{2,8}?(?=已|当场|[\s,、;。]|$)/g;

const resultOf = (text: string): LotteryCheckValues['result'] =>
  FAIL.test(text) ? 'fail' : WARN.test(text) ? 'warn' : PASS.test(text) ? 'pass' : undefined;

function kindOf(source: Source): string {
  const words = `${source.frame.command} ${source.frame.message}`;
  return /自查/.test(words)
    ? '自查'
    : /抽查/.test(words)
      ? '抽查'
      : /巡查/.test(words) || source.context.sender.role === 'lottery_mgr'
        ? '巡查'
        : '自查';
}

function readCheck(source: Source): Partial<LotteryCheckValues> {
  const kind = kindOf(source);
  const inst = takeUnit(source);
  source.take(/本周|上周|专管员/);
  const seq = takeNumber(source, new RegExp(`第\\s?(${NUMBER})\\s?(?:次|轮)`));
  const ventilate = takeNumber(source, new RegExp(`通风[:\\s]?(${NUMBER})次?`));
  const disinfect = takeNumber(source, new RegExp(`(?:消毒|消杀)[:\\s]?(${NUMBER})次?`));
  const date = takeRecordDay(source);
  const issues = [...source.rest.matchAll(ISSUE)].map((match) => match[0]);
  const result =
    kind === '自查' ? resultOf(source.rest) : (resultOf(source.rest) ?? (issues.length > 0 ? 'fail' : undefined));
  return {
    ...known({ inst, seq, ventilate, disinfect, result }),
    date,
    kind,
    ...(kind === '自查' && { own: true as const }),
    ...(issues.length > 0 && { issues }),
  };
}

export const lotteryCheckSlots = spread<LotteryCheckValues>(readCheck, {
  inst: '站点',
  date: '日期',
  kind: '类别',
  own: '自查?',
  seq: '第几次?',
  result: '结果?',
  issues: '问题?',
  ventilate: '通风?',
  disinfect: '消毒?',
});

interface LotteryStopValues {
  readonly inst: string;
  readonly step: 1 | 2 | 3;
  readonly range?: DayRange;
}

/** Days that the first and the second step take; the third is none of days (S3-20). */
const STEP_DAYS = { 1: 3, 2: 7 } as const;

function takeStep(source: Source): 1 | 2 | 3 | undefined {
  if (/取消/.test(source.frame.command) || source.take(/取消(?:经营|销售)?资格|第[三3]次/)) return 3;
  if (source.take(/首次|第[一1]次|初次/)) return 1;
  return source.take(/第[二2两]次|再次|二次/) ? 2 : undefined;
}

function readStop(source: Source): Partial<LotteryStopValues> {
  const inst = takeUnit(source);
  const typed = takeStep(source);
  const now = source.take(/(?:自|从)?(?:即日|今日|今天)(?:起|开始)/);
  const days = numberOf(
    source
      .take(
        new RegExp(
          `(?:停机|停业|停|共|为期)?(?<![\\d月])(${SMALL})天(?![前后内])|(?:停机|停业|停)(${SMALL})日(?![前后内])`,
        ),
      )
      ?.groups.find((group) => group !== undefined) ?? '',
  );
  const span = now ? undefined : takeSpan(source, 'future');
  const step = typed ?? (days === STEP_DAYS[2] ? 2 : days === STEP_DAYS[1] ? 1 : undefined);
  const first = span?.first ?? dayOf(source.context.now);
  const length =
    span && span.days.length > 1
      ? span.days.length
      : (days ?? (step === 1 || step === 2 ? STEP_DAYS[step] : undefined));
  if (step === undefined) missing(source, '第几次', 'step');
  return { ...known({ inst, step }), ...(length !== undefined && { range: [first, addDays(first, length - 1)] }) };
}

export const lotteryStopSlots = spread<LotteryStopValues>(readStop, { inst: '站点', step: '第几次?', range: '日期?' });

interface LotteryResumeValues {
  readonly inst: string;
  readonly date: string;
}

function readResume(source: Source): Partial<LotteryResumeValues> {
  const inst = takeUnit(source);
  return { ...known({ inst }), date: takeRecordDay(source, 'future') };
}
export const lotteryResumeSlots = spread<LotteryResumeValues>(readResume, { inst: '站点', date: '日期' });
