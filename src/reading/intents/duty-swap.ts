import type { DutyShift } from '../shapes';
import type { Source } from '../source';
import { findDays } from '../values/days';
import { namesIn } from '../values/names';
import { knownNames, resolveName } from '../values/people';

interface Name {
  readonly at: number;
  readonly length: number;
  readonly name: string;
}

/** 我, 他 and the names; 他 is the one who is named beside 我. */
function namesOf(source: Source): Name[] {
  const text = source.rest;
  const names = namesIn(text, knownNames(source.context)).map((piece) => ({
    at: piece.start,
    length: piece.end - piece.start,
    name: resolveName(piece.name, source.context),
  }));
  const covered = (at: number): boolean => names.some((name) => at >= name.at && at < name.at + name.name.length);
  const self = [...text.matchAll(/我本人|本人|我(?![院们单站馆处])/g)]
    .filter((match) => !covered(match.index))
    .map((match) => ({ at: match.index, length: match[0].length, name: resolveName('本人', source.context) }));
  const other = names.find((name) => name.name !== self[0]?.name)?.name;
  const third =
    other === undefined
      ? []
      : [...text.matchAll(/[他她]/g)].map((match) => ({ at: match.index, length: 1, name: other }));
  return [...names, ...self, ...third].sort((a, b) => a.at - b.at);
}

/**
 * The shifts of a swap in typed order: each day goes with the name nearest to it. `我和赵刚换一下,我3号,他5号` names
 * both twice; `10月3日李梅 10月5日赵刚` has the day first.
 */
export function readShifts(source: Source): DutyShift[] {
  const text = source.rest;
  const spans = findDays(text, source.context, {
    tense: 'future',
  });
  const bad = spans.find((span) => span.mistake);
  if (bad?.mistake) source.mistake(bad.mistake);
  const spoken = namesOf(source);
  const days = spans
    .filter((span) => !span.mistake)
    .flatMap((span) => (span.range ? [span] : span.days.map((day) => ({ ...span, first: day }))));
  const beside = days.slice(0, 2).flatMap((day) => spoken.find((name) => name.at + name.length === day.start) ?? []);
  if (beside.length === 2 && days.length === 2) {
    for (const piece of [...spans, ...spoken.map((name) => ({ start: name.at, end: name.at + name.length }))])
      source.cut(piece.start, piece.end);
    return days.flatMap((day, index) => ({ date: day.first, name: beside[index]?.name ?? '' }));
  }
  const pair = days.slice(0, 2);
  const behind = pair.map((day) => BEHIND_DAY.exec(text.slice(day.end))?.[1]);
  const typed = behind.includes(undefined) ? pair.map((day) => BEFORE_DAY.exec(text.slice(0, day.start))?.[1]) : behind;
  const strangers = typed.filter(
    (word) => word !== undefined && !spoken.some(({ name }) => name === resolveName(word, source.context)),
  );
  if (typed.length === 2 && strangers.length === 1 && typed.every((word) => word !== undefined))
    // 10月2日 猪八戒 和 10月4日 何静: whom nobody knows is meant, too.
    return pair.map((day, index) => ({ date: day.first, name: resolveName(typed[index] ?? '', source.context) }));
  const recent = spoken.length > days.length ? spoken.slice(-Math.max(days.length, 2)) : spoken;
  const dayFirst = (days[0]?.start ?? 0) < (recent[0]?.at ?? 0);
  const shifts = pair.flatMap((day, index) => {
    const name = recent[index] ?? nearestName(day.start, recent, dayFirst);
    return name ? [{ date: day.first, name: name.name }] : [];
  });
  for (const span of spans) source.cut(span.start, span.end);
  for (const name of spoken) source.cut(name.at, name.at + name.name.length);
  return shifts;
}

const BEHIND_DAY =
  /^[\s\uE000]*(?!.{0,3}[班换]|对调)([\u4e00-\u9fff]{2,3}?)(?=(?:对调|互换|交换|换)?(?:[\s和跟与,]|$))/;

const BEFORE_DAY = /(?:^|[\s和跟与,\uE000])([\u4e00-\u9fff]{2,3})\s?$/;

function nearestName(at: number, names: readonly Name[], dayFirst: boolean): Name | undefined {
  return dayFirst ? names.find((name) => name.at > at) : [...names].reverse().find((name) => name.at < at);
}
