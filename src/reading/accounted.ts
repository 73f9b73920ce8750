import type { ReadingContext } from './context';
import { Held } from './held';
import type { Source } from './source';
import { findDays } from './values/days';
import { namesIn } from './values/names';
import { numberOf } from './values/numbers';
import { knownNames } from './values/people';
import { findPhones } from './values/phones';
import { findUnits } from './values/units';

const DATE = '(?<!\\d)(?:\\d{1,2}[月.])?\\d{1,2}[日号]?';
/** Typed and yet no value of the record: none of this is missed in it. */
const ASIDE: readonly RegExp[] = [
  // What was there before, or was wrong: 原定12月5日, 不是1是2.
  new RegExp(`(?:原定?(?:于|为|是)?|不是)\\s?${DATE}`, 'g'),
  // Identity numbers are never kept; phones are looked at as phones.
  /(?<!\d)\d{17}[\dXx](?!\d)/g,
  /@\S{1,32}/g,
  /24小时/g,
  // Festivals that are called by numbers.
  /五一|六一|八一|三八|十一(?=期间|假期|长假|放假)/g,
  // Until when was counted: 截至17时.
  /截[止至]\s?(?:今日|今天)?\d{1,2}(?:[点时](?:\d{1,2}分?|半)?|:\d{2})/g,
  // A rule, a rest, a size: 30人以上, 其余54人, 10kg×2, 最高36.8, 3个工作日内.
  /\d{1,5}人(?:及|含)?以上/g,
  /(?:其余|其他|其它|实有|剩余)\d{1,5}人/g,
  /(?<![\d.])\d{1,4}(?:\.\d{1,2})?(?:kg|g|斤|公斤|克|L|升|ml)(?=\s?[×x*])/gi,
  /最[高低](?:体温)?\d{2}(?:\.\d)?/g,
  /\d{1,2}个?工作日内/g,
  // Rounds of the house: 消毒两次.
  /(?:消毒|消杀|通风|测温|查房|巡查)了?[一二两三四五六\d]{1,2}[次遍]/g,
  /结果[^,。\s]{0,6}出/g,
  // The beginning of a span of which the end counts: 11.25-11.29.
  new RegExp(`${DATE}[-至到](?=\\d{1,2}[月.])`, 'g'),
  // When the paper was due: 11月8日前 已报.
  new RegExp(`${DATE}前\\s?(?=已)`, 'g'),
  // Why the one is on duty and not the other: 因为刘芳有事, 刘芳请假.
  /[\u4e00-\u9fff]{2,3}(?=请假|有事|休息|休假|调休|出差|生病|病了|不在)/g,
];
/** The same, of one intent. */
const ASIDE_OF: Readonly<Record<string, RegExp>> = {
  // 10月8日前的已发邮箱.
  report_submit: /(?<!\d)(?:\d{1,2}[月.])?\d{1,2}[日号](?:之?前|截止|的)/g,
  // Written at 10:32.
  zero: /\d{1,2}(?::\d{2}|[点时](?:\d{1,2}分?)?)/g,
};
/** They may name people, and say days, that are no value of theirs: 请假1(赵刚), 公布国庆值班表. */
const PEOPLE_ASIDE: ReadonlySet<string> = new Set(['zero', 'checkin', 'duty_phone', 'publish']);
const DAYS_ASIDE: ReadonlySet<string> = new Set(['publish', 'zero']);

const MEASURES = '人|名|位|户|元|块|袋|桶|箱|床|件|具|对|次|天|台|个月|处|只|张|盒|斤|公斤|套|辆|岁';
const NUMERAL = new RegExp(
  `(?<![\\d.])\\d+(?:\\.\\d+)?[万千百]?(?!\\d)|(?<![第几后下])[一二两三四五六七八九十百千万]+(?=${MEASURES})`,
  'g',
);
/** Days told in words; those in digits are numbers, and 每周一 is a rhythm. */
const DAY_WORD = /^(?:大?[明昨后前][天日晚早]|[明昨]日|[上下本这]?个?(?:周|星期|礼拜)[一二三四五六日天末])/;
const RHYTHM = /[每至到、-]\s?$/;

const blank = (text: string, start: number, end: number): string =>
  text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);

function toAccountFor({ text: typed, context, frame }: Source): string {
  const text = findPhones(typed).reduce((rest, { start, end }) => blank(rest, start, end), typed);
  const own = ASIDE_OF[frame.intent];
  const aside = own ? [...ASIDE, own] : ASIDE;
  const left = aside.reduce((rest, each) => rest.replace(each, (typed) => ' '.repeat(typed.length)), text);
  return findUnits(left, context).reduce((rest, unit) => blank(rest, unit.start, unit.end), left);
}

interface Piece {
  readonly start: number;
  readonly end: number;
}
const MOST_IN_SUM = 20;
/** Sums of people, not of money. */
const LARGEST_IN_SUM = 500;

/** 54阴2阳 is held by 56: a number may be part of a sum, or what is left of one. */
function lostNumbers(text: string, held: Held): Piece[] {
  const typed = [...text.matchAll(NUMERAL)].map(({ 0: numeral, index }) => ({
    numeral,
    value: numberOf(numeral) ?? 0,
    start: index,
    end: index + numeral.length,
  }));
  const inSum = ({ start, value }: (typeof typed)[number]): boolean =>
    typed.length <= MOST_IN_SUM &&
    value <= LARGEST_IN_SUM &&
    typed.some(
      (other) => other.start !== start && [value + other.value, value - other.value].some((sum) => held.hasNumber(sum)),
    );
  return typed.filter((each) => !held.has(each.numeral) && !inSum(each));
}

function lostDays(text: string, context: ReadingContext, held: Held): Piece[] {
  if (!/[明昨后前]|周|星期|礼拜/.test(text)) return [];
  const spans = (['future', 'past', 'question'] as const).flatMap((tense) =>
    findDays(text, context, { tense }).filter(({ days }) => days.length === 1),
  );
  const isHeld = spans.filter(({ days, text: typed }) => held.days.has(days[0] ?? '') || held.text.includes(typed));
  return spans.filter(
    ({ start, text: typed }) =>
      DAY_WORD.test(typed) && !RHYTHM.test(text.slice(0, start)) && !isHeld.some((each) => each.start === start),
  );
}

/** Words that say a value which the record must then hold, by intent: the key of the value. */
const SAYS: Readonly<Record<string, readonly (readonly [string, RegExp])[]>> = {
  duty: [
    ['shift', /[白夜日晚早]班/],
    ['mode', /闭环|不轮班/],
  ],
  duty_substitute: [['shift', /[白夜日晚早]班/]],
  duty_attach: [
    ['signed', /签[字名了好]/],
    ['stamped', /盖章|公章|章[已没未]?盖/],
  ],
  hazard: [['level', /重大(?:隐患)?(?=$|[\s,。])/]],
  supervise: [['level', /[省市县]级/]],
  visit: [
    ['result', /不在家|没见到|敲门|没人在?家|无人在家/],
    ['cash_each', /(?:各|每户|每人)(?:发放?)?\s?\d+\s?元/],
  ],
  tipoff: [['anonymous', /匿名/]],
};

const lostWords = (text: string, intent: string, held: Held): Piece[] =>
  (SAYS[intent] ?? []).flatMap(([key, pattern]) => {
    const match = pattern.exec(text);
    if (!match || held.keys.has(key) || held.text.includes(match[0])) return [];
    return [{ start: match.index, end: match.index + match[0].length }];
  });

function lostPeople(text: string, context: ReadingContext, held: Held): Piece[] {
  const known = knownNames(context);
  if (!known.some((name) => text.includes(name) && !held.text.includes(name))) return [];
  return namesIn(text, known).filter(({ kind, name }) => kind === 'known' && !held.text.includes(name));
}

/** Phones that stand nowhere, unless the register knows whose they are. */
const lostPhones = (text: string, { register }: ReadingContext, held: Held): Piece[] =>
  (/1[3-9]\d/.test(text) ? findPhones(text) : []).filter(
    ({ kind, phone }) =>
      kind === 'mobile' &&
      phone !== undefined &&
      !held.text.includes(phone) &&
      !register.people.some((person) => person.mobile === phone),
  );

/** As much as is said back of what stands beside a lost piece, on each side. */
const BESIDE = 8;
const BREAK = '[^\\s,。;:、()|\\d]';
const BEFORE = new RegExp(`${BREAK}{0,${BESIDE}}$`);
const BEHIND = new RegExp(`^${BREAK}{0,${BESIDE}}`);

/** 新添轮椅12: a piece with the words around it, so that people see which one is meant. */
const inWords = (text: string, { start, end }: Piece): string =>
  `${BEFORE.exec(text.slice(0, start))?.[0] ?? ''}${text.slice(start, end)}${BEHIND.exec(text.slice(end))?.[0] ?? ''}`;

/**
 * Numbers, days, registered people and telling words that were typed and that the slots hold nowhere, in their words.
 * Whoever typed them meant something by them, so they are asked about: a value is never dropped in silence.
 */
export function unaccounted(source: Source, slots: Readonly<Record<string, unknown>>): readonly string[] {
  const { context, frame } = source;
  const held = new Held(slots, context.now);
  // A notice is kept whole.
  if (held.text.includes(source.text)) return [];
  const lostIn = (text: string): Piece[] => [
    ...lostNumbers(text, held),
    ...(DAYS_ASIDE.has(frame.intent) ? [] : lostDays(text, context, held)),
    ...lostWords(text, frame.intent, held),
    ...lostPhones(source.text, context, held),
    ...(PEOPLE_ASIDE.has(frame.intent) ? [] : lostPeople(text, context, held)),
  ];
  // What stands aside is looked for only where something is missed.
  const lost = lostIn(source.text).length === 0 ? [] : lostIn(toAccountFor(source));
  return [...new Set(lost.map((piece) => inWords(source.text, piece)))];
}
