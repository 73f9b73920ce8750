import { daysBetween } from '../../lib/time';
import type { Mistake } from '../mistakes';
import type { DayRange } from '../values';
import type { Case } from './case';

/** 元: more than this on one visit is a typing error. */
const MAX_VISIT_CASH = 100_000;
/** Days that a lottery station stands still at each step; the third step is none of days (S3-20). */
const STEP_DAYS: Readonly<Record<number, number>> = { 1: 3, 2: 7, 3: 0 };

type Slots = Case['slots'];
type Pairs = readonly (readonly [string, string])[];

const numberIn = (slots: Slots, key: string): number | undefined => {
  const value = slots[key];
  return typeof value === 'number' ? value : undefined;
};

/** Pairs of which the first may not be greater than the second. */
const AT_MOST: Readonly<Record<string, Pairs>> = {
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
    ['absent', 'should'],
    ['elders', 'elders_should'],
    ['staff', 'staff_should'],
    ['children', 'children_should'],
    ['elders', 'tested'],
    ['staff', 'tested'],
    ['children', 'tested'],
  ],
  vaccine: [
    ['eligible', 'total'],
    ['done', 'eligible'],
    ['done', 'total'],
    ['contra', 'total'],
    ['deferred', 'total'],
    ['refused', 'total'],
    ['left', 'total'],
  ],
  health: [
    ['normal', 'elders'],
    ['fever', 'elders'],
  ],
  return_home: [
    ['want', 'total'],
    ['signed_count', 'total'],
  ],
  relocate: [
    ['moved', 'total'],
    ['family', 'total'],
    ['left', 'total'],
  ],
  subsidy: [['paid', 'should']],
};

interface Sum {
  readonly parts: readonly string[];
  /** Parts that need not be typed: then they are none. */
  readonly perhaps?: readonly string[];
  readonly whole: string;
  /** 剩8人 禁忌5 暂缓3: the parts that need not be typed may also say who one of the others are. */
  readonly within?: true;
}

/** Parts that make a whole, where all of them are typed. */
const ADD_UP: Readonly<Record<string, readonly Sum[]>> = {
  zero: [{ parts: ['male', 'female'], whole: 'elders' }],
  test: [
    { parts: ['tested', 'absent'], whole: 'should' },
    { parts: ['elders', 'staff'], perhaps: ['children'], whole: 'tested' },
  ],
  vaccine: [
    { parts: ['eligible', 'contra', 'deferred'], whole: 'total' },
    { parts: ['done', 'left'], perhaps: ['contra', 'deferred', 'refused'], whole: 'total', within: true },
  ],
  health: [{ parts: ['normal', 'fever'], whole: 'elders' }],
  relocate: [{ parts: ['moved', 'left'], perhaps: ['family'], whole: 'total' }],
};

/** Parts that exclude one another and together are no more than the whole. */
const TOGETHER: Readonly<Record<string, readonly Sum[]>> = {
  zero: [{ parts: ['on_post', 'off'], whole: 'staff' }],
};

const details = (part: string, partCount: number, whole: string, wholeCount: number): Mistake => ({
  code: 'contradictory',
  details: { part, partCount, whole, wholeCount },
});

function exceeding(slots: Slots, pairs: Pairs): Mistake[] {
  return pairs.flatMap(([part, whole]) => {
    const [a, b] = [numberIn(slots, part), numberIn(slots, whole)];
    return a !== undefined && b !== undefined && a > b ? [details(part, a, whole, b)] : [];
  });
}

function notAddingUp(intent: string, slots: Slots): Mistake[] {
  return (ADD_UP[intent] ?? []).flatMap(({ parts, perhaps = [], whole, within }) => {
    const counts = parts.map((part) => numberIn(slots, part));
    const total = numberIn(slots, whole);
    // Of an eligible number the rest is left over, not of all.
    if (total === undefined || (whole === 'total' && parts.includes('done') && slots['eligible'] !== undefined))
      return [];
    if (counts.some((count) => count === undefined)) return [];
    const alone = counts.reduce<number>((all, each) => all + (each ?? 0), 0);
    if (within && alone === total) return [];
    const sum = [...counts, ...perhaps.map((part) => numberIn(slots, part))].reduce<number>(
      (all, each) => all + (each ?? 0),
      0,
    );
    return sum === total ? [] : [details(parts.join('+'), sum, whole, total)];
  });
}

const tooMany = (intent: string, slots: Slots): Mistake[] =>
  (TOGETHER[intent] ?? []).flatMap(({ parts, whole }) => {
    const sum = parts.reduce((all, part) => all + (numberIn(slots, part) ?? 0), 0);
    const total = numberIn(slots, whole);
    return total === undefined || sum <= total ? [] : [details(parts.join('+'), sum, whole, total)];
  });

/** 应种28 禁忌5 of 31: parts that exclude one another are more than all. */
function tooManyParts({ intent, slots }: Case): Mistake[] {
  if (intent !== 'vaccine') return [];
  const [total, eligible] = [numberIn(slots, 'total'), numberIn(slots, 'eligible')];
  const spared = (numberIn(slots, 'contra') ?? 0) + (numberIn(slots, 'deferred') ?? 0);
  const sum = (eligible ?? 0) + spared;
  if (total === undefined || eligible === undefined || spared === 0 || sum <= total) return [];
  return [details('eligible+contra+deferred', sum, 'total', total)];
}

/** Numbers of old people that no institution can exceed. */
const ELDERS: Readonly<Record<string, string>> = {
  zero: 'elders',
  handover: 'elders',
  health: 'elders',
  drill: 'elders',
  test: 'elders',
  vaccine: 'total',
  return_home: 'total',
  relocate: 'total',
};

function tooManyElders({ intent, slots, rules }: Case): Mistake[] {
  const count = numberIn(slots, ELDERS[intent] ?? '');
  const registered = rules.register.unit(slots['inst'] as string | undefined)?.elders;
  if (count === undefined || registered === undefined || count <= registered) return [];
  return [{ code: 'count_exceeds', details: { count, registered } }];
}

/** Step and days of a lottery station that has to stop. */
function wrongStep(slots: Slots): Mistake[] {
  const [step, range] = [numberIn(slots, 'step'), slots['range'] as DayRange | undefined];
  const days = range ? daysBetween(range[0], range[1]) + 1 : 0;
  return step === undefined || days === STEP_DAYS[step] ? [] : [{ code: 'wrong_step', details: { step, days } }];
}

/** Numbers that do not add up, exceed the register, or are too large to be meant. */
export function sumMistakes(given: Case): readonly Mistake[] {
  const { intent, slots } = given;
  const cash = numberIn(slots, 'cash');
  const tooMuch: Mistake[] =
    intent === 'visit' && cash !== undefined && cash > MAX_VISIT_CASH
      ? [{ code: 'amount_too_large', details: { cash } }]
      : [];
  return [
    ...exceeding(slots, AT_MOST[intent] ?? []),
    ...notAddingUp(intent, slots),
    ...tooMany(intent, slots),
    ...tooManyParts(given),
    ...tooManyElders(given),
    ...(intent === 'lottery_stop' ? wrongStep(slots) : []),
    ...tooMuch,
  ];
}
