import type { DayRange } from '../../domain/values';
import { addDays } from '../../lib/time';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { takeCounts } from '../values/counts';
import { findDays } from '../values/days';
import { numberOf, NUMBER, SMALL } from '../values/numbers';
import { known, noteVague, takeNumber } from '../values/numbers-typed';
import { takeName } from '../values/one-name';
import { takeRecordDay } from '../values/record-day';
import { takeUnit } from '../values/units';

interface ReturnHomeValues {
  readonly inst: string;
  readonly kind: 'survey' | 'leave' | 'back';
  readonly total?: number;
  readonly want?: number;
  readonly signed_count?: number;
  readonly elder?: string;
  readonly range?: DayRange;
  readonly date?: string;
  readonly signed?: boolean;
  readonly isolate?: boolean;
}

const SIGNED = /(?:已|都)?签(?:了|订|署|好)*(?:疫情防控)?(?:告知书|承诺书|协议)?|(?:告知书|承诺书|协议)(?:已|都)?签/;
const UNSIGNED = /(?:未|没|还没|尚未)签/;

function readSurvey(source: Source): Partial<ReturnHomeValues> {
  noteVague(source);
  const { values } = takeCounts(source, {
    signed_count: '(?:已)?签(?:了|订|署)?(?:告知书|承诺书)?|(?:告知书|承诺书)(?:已签)?',
    want: '(?:想|要|愿意?|希望|打算|有意愿|准备|计划)(?:返家|回家|返乡|过年|回去|回)*(?:过年)?(?:的)?|返家|回家|有意愿(?:的)?',
    stay: '不(?:想|愿意?|回家?|返家)(?:的)?|留院(?:过年)?(?:的)?|无意愿(?:的)?',
  });
  const total = takeNumber(
    source,
    new RegExp(`(?:共|老人|总数|摸底|调查|在院|全院)?(?:共|有)?[:\\s]?(?<![\\d.])(${NUMBER})(?:人|名|位)?`),
  );
  return { kind: 'survey', ...known({ total, want: values.want, signed_count: values.signed_count }) };
}

/** 2月5日回 2月9日返; 2.5-2.8; 2月5日 4天. Going and coming are typed as two days or one range. */
export function takeAbsence(source: Source): DayRange | undefined {
  const spans = findDays(source.rest, source.context, { tense: 'future' });
  for (const span of spans) source.cut(span.start, span.end);
  const bad = spans.find((span) => span.mistake);
  if (bad?.mistake) return source.mistake(bad.mistake);
  const [first, second] = spans;
  if (!first) return undefined;
  if (!second || first.days.length > 1) {
    const days = numberOf(
      source.take(new RegExp(`(?:共|住|为期|请假?|休)?\\s?(${SMALL})天(?!前|后|内)`))?.groups[0] ?? '',
    );
    return days !== undefined && first.days.length === 1
      ? [first.first, addDays(first.first, days - 1)]
      : [first.first, first.last];
  }
  if (second.last < first.first)
    return source.mistake({ code: 'range_reversed', typed: `${first.text} ${second.text}` });
  return [first.first, second.last];
}

function readReturnHome(source: Source): Partial<ReturnHomeValues> {
  const inst = takeUnit(source);
  const whole = `${source.frame.command} ${source.text}`;
  const base = known({ inst });
  if (/意愿|想回|想返|愿意/.test(whole) && !/返院/.test(source.frame.command))
    return { ...base, ...readSurvey(source) };
  if (/返院/.test(source.frame.command)) {
    const date = takeRecordDay(source);
    const elder = takeName(source)?.name;
    return {
      ...base,
      kind: 'back',
      date,
      ...known({ elder }),
      ...(/隔离/.test(whole) && { isolate: !/(?:不|无需|未)隔离/.test(whole) }),
    };
  }
  const range = takeAbsence(source);
  const elder = takeName(source)?.name;
  const signed = UNSIGNED.test(whole) ? false : SIGNED.test(source.text) ? true : undefined;
  return { ...base, kind: 'leave', ...known({ elder, range, signed }) };
}

const spreadSlots = spread<ReturnHomeValues>(readReturnHome, {
  inst: '单位',
  kind: '类别',
  total: '总数?',
  want: '想回家?',
  signed_count: '已签?',
  elder: '老人?',
  range: '日期?',
  date: '日期?',
  signed: '告知书?',
  isolate: '隔离?',
});

/** What each kind cannot do without. */
const NEEDS: Readonly<Record<ReturnHomeValues['kind'], readonly (readonly [keyof ReturnHomeValues, string])[]>> = {
  survey: [
    ['total', '老人总数'],
    ['want', '想回家的人数'],
  ],
  leave: [
    ['elder', '老人姓名'],
    ['range', '哪天回哪天返'],
  ],
  back: [['elder', '老人姓名']],
};

export const returnHomeSlots: typeof spreadSlots = {
  ...spreadSlots,
  kind: {
    ...spreadSlots.kind,
    take: (source) => {
      const read = source.once(readReturnHome);
      const lacking = NEEDS[read.kind ?? 'leave'].find(([key]) => read[key] === undefined);
      if (lacking && source.mistakes.length === 0)
        source.mistake({ code: 'missing_field', ask: lacking[1], details: { slot: lacking[0] } });
      return read.kind ?? 'leave';
    },
  },
};
