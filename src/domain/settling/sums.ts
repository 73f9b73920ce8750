import type { Mistake } from '../mistakes';
import type { Case } from './case';

/** 元: more than this on one visit is a typing error. */
const MAX_VISIT_CASH = 100_000;

const numberIn = (slots: Case['slots'], key: string): number | undefined => {
  const value = slots[key];
  return typeof value === 'number' ? value : undefined;
};

/** Pairs of which the first may not be greater than the second. */
const AT_MOST: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  zero: [
    ['on_post', 'staff'],
    ['off', 'staff'],
    ['on_leave', 'staff'],
    ['male', 'elders'],
    ['female', 'elders'],
    ['out', 'elders'],
    ['hospital', 'elders'],
    ['fever', 'elders'],
  ],
  test: [
    ['tested', 'should'],
    ['positive', 'tested'],
  ],
  vaccine: [
    ['eligible', 'total'],
    ['done', 'eligible'],
    ['done', 'total'],
  ],
};

/** Numbers that do not add up, exceed the register, or are too large to be meant. */
export function sumMistakes({ intent, slots, rules }: Case): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  for (const [part, whole] of AT_MOST[intent] ?? []) {
    const [a, b] = [numberIn(slots, part), numberIn(slots, whole)];
    if (a !== undefined && b !== undefined && a > b)
      mistakes.push({ code: 'contradictory', details: { part, partCount: a, whole, wholeCount: b } });
  }
  const [elders, male, female] = ['elders', 'male', 'female'].map((key) => numberIn(slots, key));
  if (
    intent === 'zero' &&
    elders !== undefined &&
    male !== undefined &&
    female !== undefined &&
    male + female !== elders
  ) {
    mistakes.push({
      code: 'contradictory',
      details: { part: 'male+female', partCount: male + female, whole: 'elders', wholeCount: elders },
    });
  }
  const registered = rules.register.unit(slots['inst'] as string | undefined)?.elders;
  if (intent === 'zero' && elders !== undefined && registered !== undefined && elders > registered) {
    mistakes.push({ code: 'count_exceeds', details: { count: elders, registered } });
  }
  const cash = numberIn(slots, 'cash');
  if (intent === 'visit' && cash !== undefined && cash > MAX_VISIT_CASH)
    mistakes.push({ code: 'amount_too_large', details: { cash } });
  return mistakes;
}
