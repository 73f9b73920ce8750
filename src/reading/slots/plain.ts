import type { DayOrStamp, DayRange, Mark, Named } from '../../domain/values';
import { clockOf, type Day } from '../../lib/time';
import type { Slot } from '../reading';
import type { Source } from '../source';
import { findClocks } from '../values/clocks';
import { findDays, type DaySpan } from '../values/days';
import type { Tense } from '../values/day-resolve';
import { takeMarks, takeRequired } from '../values/marks';
import { takeDue } from '../values/moments';
import { numberOf, NUMBER, VAGUE } from '../values/numbers';
import { followingNames, knownNames, resolveName, takeLabelled } from '../values/people';
import { namesIn } from '../values/names';
import { findPhones } from '../values/phones';
import { takeField } from '../values/fields';
import { findTopic } from '../values/topics';
import { takeTargets, takeUnit } from '../values/units';
import { slot } from './slot';

function takeSpan(source: Source, tense: Tense): DaySpan | undefined {
  const [span] = findDays(source.rest, source.context, { tense, spans: tense === 'question' });
  if (!span) return undefined;
  source.cut(span.start, span.end);
  return span.mistake ? source.mistake(span.mistake) : span;
}

/** One day; looks ahead unless `past`. */
export const day = (label: string, tense: Tense = 'future'): Slot<Day> =>
  slot(label, (source) => takeSpan(source, tense)?.first);

/** First and last day; one day is a range of one. */
export const dayRange = (label: string, tense: Tense = 'future'): Slot<DayRange> =>
  slot(label, (source) => {
    const span = takeSpan(source, tense);
    return span && [span.first, span.last];
  });

/** A day, or a time stamp when a clock was typed. */
export const due = (label = '时限'): Slot<DayOrStamp> => slot(label, takeDue);

/** `HH:MM` */
export const clock = (label: string): Slot<string> =>
  slot(label, (source) => {
    const [piece] = findClocks(source.rest);
    if (!piece) return undefined;
    source.cut(piece.start, piece.end);
    return piece.mistake ? source.mistake(piece.mistake) : clockOf(piece.minute);
  });

/** What remains: give it as the last slot. */
export const words = (label: string): Slot<string> =>
  slot(label, (source) => {
    const free = source.free().replace(/^(?:因为|原因)[:\s]*/, '');
    source.cut(0, source.text.length);
    return free === '' ? undefined : free;
  });

/** Words behind a label, up to the next one: 措施：清理通道，专人看守. */
export const field = (label: string): Slot<string> => slot(label, (source) => takeField(source, label));

/** A number behind a label: 资金2万元. */
export const amount = (label: string): Slot<number> =>
  slot(label, (source) => {
    const piece = source.take(new RegExp(`${label}\\s?[:是为]?\\s*(${NUMBER})\\s?(?:元|块)?`));
    return numberOf(piece?.groups[0] ?? '');
  });

/** A bare number, Chinese numerals too. */
export const number = (label: string): Slot<number> =>
  slot(label, (source) => {
    const vague = source.find(VAGUE);
    if (vague) return source.mistake({ code: 'vague_number', typed: vague.text });
    return numberOf(source.take(new RegExp(NUMBER))?.text ?? '');
  });

/** A number behind (or before) one of these words: 老人56, 56名老人. */
export const count = (label: string, names: readonly string[]): Slot<number> =>
  slot(label, (source) => {
    const word = names.join('|');
    const piece = source.take(new RegExp(`(?:${word})[:\\s]*(${NUMBER})|(${NUMBER})\\s?[名个位]?(?:${word})`));
    return numberOf(piece?.groups[0] ?? piece?.groups[1] ?? '');
  });

const takePhone = (source: Source, kind: 'mobile' | 'landline'): string | undefined => {
  const phone = findPhones(source.rest).find((piece) => piece.kind === kind || piece.kind === 'bad');
  if (!phone) return undefined;
  source.cut(phone.start, phone.end);
  return phone.phone ?? source.mistake({ code: 'bad_phone', typed: phone.text });
};
export const phone = (label = '手机号'): Slot<string> => slot(label, (source) => takePhone(source, 'mobile'));
export const landline = (label = '固定电话'): Slot<string> => slot(label, (source) => takePhone(source, 'landline'));

/** One name, 我 being the sender; behind a label when labels are given. */
export const person = (label: string, labels: readonly string[] = []): Slot<string> =>
  slot(label, (source) => {
    if (labels.length > 0) return takeLabelled(source, new RegExp(labels.join('|')))?.[0]?.name;
    const [name] = namesIn(source.rest, knownNames(source.context));
    const self = name ?? followingNames(source, 0)[0];
    if (!self) return undefined;
    source.cut(self.start, self.end);
    return resolveName(self.name, source.context);
  });

/** People with their phones behind a label. */
export const people = (label: string, labels: readonly string[]): Slot<readonly Named[]> =>
  slot(label, (source) => takeLabelled(source, new RegExp(labels.join('|')), findPhones(source.rest)));

/** The sender's own institution unless another is named. */
export const unit = (label = '单位'): Slot<string> => slot(label, (source) => takeUnit(source));

/** Ids, `all`, `type:养老`. */
export const targets = (label = '单位'): Slot<readonly string[]> => slot(label, takeTargets);

/** Code of a known item, else the typed words. */
export const item = (label = '事项'): Slot<string> =>
  slot(label, (source) => {
    const topic = findTopic(source.rest);
    if (topic) source.cut(topic.start, topic.end);
    return topic?.code ?? words(label).take(source);
  });

/** Marks that are said to be there: `[signed, stamped]`; of an order, those that it demands. */
export const marks = (label = '签字盖章'): Slot<readonly Mark[]> =>
  slot(label, (source) => {
    const order = takeRequired(source);
    if (order.length > 0) return order;
    const { signed, stamped } = takeMarks(source);
    const found: Mark[] = [...(signed ? (['signed'] as const) : []), ...(stamped ? (['stamped'] as const) : [])];
    return found.length > 0 ? found : undefined;
  });

/** One of a few words. */
export const choiceOf = <T extends string>(label: string, choices: Readonly<Record<string, T>>): Slot<T> => {
  const sorted = Object.keys(choices).sort((a, b) => b.length - a.length);
  return slot(label, (source) => {
    const piece = source.take(new RegExp(sorted.join('|')));
    return piece && choices[piece.text];
  });
};

/** True when one of these words stands in the text. */
export const flag = (label: string, names: readonly string[]): Slot<true> =>
  slot(label, (source) => (source.take(new RegExp(names.join('|'))) ? true : undefined));
