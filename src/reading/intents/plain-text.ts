import type { Day } from '../../lib/time';
import type { DayRange } from '../../domain/values';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { findDays } from '../values/days';
import { findTopic } from '../values/topics';
import { takeTargets } from '../values/units';

/** What can be had as plain text; without any word the newest thing that was said. */
export type PlainOf =
  | 'newest'
  | 'bulletin'
  | 'notice'
  | 'remind'
  | 'missing'
  | 'late'
  | 'duty'
  | 'deadline'
  | 'open_hazards'
  | 'todo'
  | 'campaign'
  /** Words that name none of these. */
  | 'unknown';

export interface PlainTextValues {
  readonly of: PlainOf;
  /** `TB-0001`, `TZ-0001`. */
  readonly ref?: string;
  readonly item?: string;
  readonly targets?: readonly string[];
  readonly date?: Day;
  readonly range?: DayRange;
}

/** The wording, in the order in which it is tried. */
const WORDS: readonly (readonly [PlainOf, RegExp])[] = [
  ['bulletin', /通报/],
  ['notice', /通知|公告/],
  ['remind', /催|提醒/],
  ['missing', /[没未]报|还差|[差缺](?:谁|哪)|未交|没交/],
  ['late', /迟报/],
  ['deadline', /截止|时限/],
  ['open_hazards', /隐患|未整改/],
  ['todo', /待办/],
  ['campaign', /进度|专项行动$/],
  ['duty', /值班|带班/],
];
const NUMBER = /(TB|TZ)-?(\d{1,6})/i;

function takeRef(source: Source): string | undefined {
  const [prefix, digits] = source.take(NUMBER)?.groups ?? [];
  return prefix === undefined ? undefined : `${prefix.toUpperCase()}-${(digits ?? '').padStart(4, '0')}`;
}

function takeDays(source: Source): Pick<PlainTextValues, 'date' | 'range'> {
  const [span] = findDays(source.rest, source.context, { tense: 'question', spans: true });
  if (!span) return {};
  source.cut(span.start, span.end);
  if (span.mistake) {
    source.mistake(span.mistake);
    return {};
  }
  return span.days.length > 1 ? { range: [span.first, span.last] } : { date: span.first };
}

function readPlainText(source: Source): Partial<PlainTextValues> {
  const ref = takeRef(source);
  const { text } = source;
  const worded = WORDS.find(([, words]) => words.test(text))?.[0];
  const [title] = source.context.openTitles.filter((each) => text.includes(each)).sort((a, b) => b.length - a.length);
  const topic = findTopic(text);
  const item = title !== undefined && title.length > (topic?.word.length ?? 0) ? title : topic?.code;
  const of =
    ref === undefined
      ? (worded ?? (item === undefined ? (text.trim() === '' ? 'newest' : 'unknown') : 'missing'))
      : ref.startsWith('TB')
        ? 'bulletin'
        : worded === 'remind' || worded === 'missing'
          ? worded
          : 'notice';
  const targets = takeTargets(source);
  return {
    of,
    ...(ref === undefined ? {} : { ref }),
    ...(item === undefined ? {} : { item }),
    ...(targets ? { targets } : {}),
    ...takeDays(source),
  };
}

export const plainTextSlots = spread<PlainTextValues>(readPlainText, {
  of: '要什么文本',
  ref: '编号?',
  item: '事项?',
  targets: '单位?',
  date: '日期?',
  range: '期间?',
});
