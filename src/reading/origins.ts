import { clockOf } from '../lib/time';
import type { Origin } from './context';
import type { Source } from './source';
import { findClocks } from './values/clocks';
import { findDays } from './values/days';
import { numberOf, NUMBER } from './values/numbers';
import { findTopic } from './values/topics';
import { findUnits } from './values/units';

const DAY = /^\d{4}-\d{2}-\d{2}/;
const NUMERAL = new RegExp(NUMBER, 'g');

const piece = (text: string): Origin => ({ from: 'text', piece: text });

function ofDay(value: string, { text, context }: Source): string | undefined {
  for (const tense of ['future', 'past', 'question'] as const) {
    const span = findDays(text, context, { tense, spans: tense === 'question' }).find((each) =>
      each.days.includes(value.slice(0, 10)),
    );
    if (!span) continue;
    const clock = findClocks(text).find((each) => value.slice(11, 16) === clockOf(each.minute));
    return clock ? `${span.text} ${clock.text}`.trim() : span.text;
  }
  return findClocks(text)[0]?.text;
}

const ofNumber = (value: number, { text }: Source): string | undefined =>
  [...text.matchAll(NUMERAL)].map((match) => match[0]).find((typed) => numberOf(typed) === value);

function ofText(value: string, source: Source): string | undefined {
  if (source.text.includes(value)) return value;
  if (DAY.test(value)) return ofDay(value, source);
  const unit = findUnits(source.text, source.context).find((each) => each.ids.includes(value));
  if (unit) return unit.text;
  const topic = findTopic(source.frame.message);
  return topic?.code === value ? topic.word : undefined;
}

/** Every plain value inside a value, the first that can be pointed at. */
function pointed(value: unknown, source: Source): string | undefined {
  if (typeof value === 'number') return ofNumber(value, source);
  if (typeof value === 'string') return value === '' ? undefined : ofText(value, source);
  if (typeof value !== 'object' || value === null) return undefined;
  const inner = Object.values(value).flatMap((each) => pointed(each, source) ?? []);
  return inner.length > 0 ? [...new Set(inner)].join(' … ') : undefined;
}

/** Where a value comes from, for `--explain`: the words that say it, the sender, or a rule of the reader. */
export function originOf(value: unknown, source: Source): Origin {
  const found = pointed(value, source);
  if (found !== undefined) return piece(found);
  if (value === source.context.sender.name) return { from: 'context', key: 'sender' };
  return source.text === ''
    ? { from: 'text', piece: source.frame.command }
    : { from: 'default', rule: 'wording of the whole message' };
}
