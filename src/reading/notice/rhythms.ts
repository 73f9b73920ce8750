import type { ReadItem } from '../../domain/proposal';
import { numberOf, SMALL } from '../values/numbers';
import { takeTimes } from '../values/schedule';
import { findTopic } from '../values/topics';
import { marksOf, type NoticeScene, sourceOf, whomOf } from './items';
import { handsIn, objectOf } from './object';
import type { Sentence } from './sentences';

const TIMES = new RegExp(
  `每(?:个)?(?:周|星期)(?:都)?(?:至少|不少于|不低于)?(?:开展|进行|组织|完成|报送|上报)?(?:至少|不少于|不低于)?(${SMALL})次`,
);
/** What comes again without being called a report. */
const BY_NATURE: ReadonlySet<string> = new Set(['zero', 'test']);
/** The bureau's own rounds are nobody's report. */
const OURS = /我局|本局|督导组|检查组|专班|分管领导|专管员|包联/;

/** 每日零报告, 每周三前报…, 每周开展2次抗原检测. */
export function recurringItem(sentence: Sentence, scene: NoticeScene): ReadItem | undefined {
  if (!/每/.test(sentence.masked) || OURS.test(sentence.text)) return undefined;
  const times = TIMES.exec(sentence.masked);
  const source = sourceOf(sentence.masked, scene);
  const { moments: _, start: __, range, ...typed } = takeTimes(source);
  // 春节临近 is no period; 春节期间 and typed days are.
  const during =
    range && (/期间|假期/.test(sentence.masked) || /\d日?(?:至|到|-)/.test(sentence.masked)) ? { range } : {};
  const rhythm = times ? { every: 'week' as const, per_week: numberOf(times[1] ?? '') ?? 1 } : typed;
  if (rhythm.every === undefined) return undefined;
  const at = times?.index ?? sentence.masked.indexOf('每');
  const [lead, tail] = [sentence.text.slice(0, at), sentence.text.slice(at)];
  const topic = findTopic(tail) ?? findTopic(sentence.text);
  const known = topic && BY_NATURE.has(topic.code) ? { item: topic.code } : undefined;
  const wanted = known ?? (handsIn(tail) ? objectOf(lead, tail.replace(/^每[^,]{0,12}?前/, '')) : undefined);
  if (!wanted) return undefined;
  const require = marksOf(sentence.text, scene);
  const [mistake] = source.mistakes;
  const { mistake: unknown, ...whom } = whomOf(lead, scene);
  return {
    ...wanted,
    ...whom,
    ...rhythm,
    ...during,
    ...(require.length > 0 && { require }),
    words: sentence.text,
    span: [sentence.start, sentence.end],
    ...((mistake ?? unknown) && { mistake: mistake ?? unknown }),
  };
}
