import { addDays } from '../../lib/time';
import { numberOf, SMALL } from './numbers';
import {
  addMonths,
  dayFrom,
  firstDayOff,
  monthLength,
  resolveDate,
  resolveEve,
  resolveFestival,
  resolveLunar,
  resolveMonthDay,
  resolveWeekday,
  single,
  wholeMonth,
  yearOf,
  type DayState,
  type Resolved,
} from './day-resolve';
import { nextFestival } from './day-holidays';
import { resolveYearly, YEARLY } from './yearly-days';
import {
  afterFestival,
  aheadBy,
  beforeFestival,
  festivalNamed,
  firstYear,
  monthEnd,
  MONTH_SHIFT,
  WEEKS,
  weekdays,
  wholeWeek,
  workdaysAhead,
} from './day-makers';

type Groups = readonly (string | undefined)[];
/** One way of writing a day. `make` gets the groups of the match. */
export interface Atom {
  readonly pattern: RegExp;
  readonly make: (groups: Groups, state: DayState, typed: string) => Resolved;
}

const num = (text: string | undefined): number => numberOf(text ?? '') ?? 0;
const sticky = (source: string): RegExp => new RegExp(source, 'y');
const WEEKDAYS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7, 末: 6 };
export const weekdayNamed = (char: string | undefined): number => WEEKDAYS[char ?? ''] ?? Number(char ?? 0);

const RELATIVE: Readonly<Record<string, number>> = {
  大后: 3,
  后: 2,
  明: 1,
  次: 1,
  今: 0,
  当: 0,
  昨: -1,
  前: -2,
  大前: -3,
};
const YEARS: Readonly<Record<string, number>> = { 今: 0, 本: 0, 明: 1, 去: -1, 前: -2, 后: 2 };

function typedYear(text: string | undefined, state: DayState): number | undefined {
  if (text === undefined) return undefined;
  const relative = YEARS[text];
  if (relative !== undefined) return yearOf(state.today) + relative;
  const year = num(text);
  return year < 100 ? 2000 + year : year;
}

export const WEEK_WORD = '(上上|下下|上个?|下个?|本|这个?)';
/** What may not follow a bare 3号: then it numbers a furnace, a building, a room. */
const NOT_A_PLACE =
  '(?!\\s?(?:炉|锅炉|火化|楼|房|室|院|站|床|门|机|线|库|车|文|令|公馆|病房|宿舍|厅|岗|窗口|电梯|墓|碑|穴|区|厂|桌|柜|井|泵|塔|亭|灯|柱|街|箱|间|单元|公寓|灶|仓|坝|消[防火]栓|压缩|发电|风机|空调|冰箱|冰柜|洗衣|通道|出口|安全出口|水箱|配电|[-]))';
/** 周一鸣, 周天英 are people: one character of a given name, and the word ends. */
const NOT_A_NAME =
  '(?![鸣英明华伟芳娜敏静丽强磊军洋勇艳杰娟涛超秀霞平刚桂玉兰梅建国志远晓燕海龙凤成林红文斌宇浩然峰辉鹏飞云荣福贵生琴波民东庆晶莹佳俊凯欣雨雪莲香菊巧凡宁芬萍珍莉清新雄涵琳珊雯](?![\\u4e00-\\u9fff]))';
const MONTH_WORD = '(上个?|下个?|本|这个|当)月';

const FESTIVAL =
  '(元旦|春节|清明|劳动节|五一|五·一|端午|中秋|国庆|十·一|十一(?=期间|假期|长假|放假|前一?天|黄金周|当天))(?:小?长假|节假期|假期|节)?';

const LUNAR_MONTHS: Readonly<Record<string, number>> = { 正: 1, 冬: 11, 腊: 12 };
export const LUNAR_DATE =
  '(初[一二三四五六七八九十]|十[一二三四五六七八九]|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十)';
const lunarDate = (word: string | undefined): number => num((word ?? '').replace('初', ''));
/** 腊, 二十八. */
export const resolveLunarNamed = (month: string, date: string, state: DayState, typed: string): Resolved =>
  resolveLunar(LUNAR_MONTHS[month] ?? num(month), lunarDate(date), state, typed);
/** Named lunar days: month and day. 小年 is the northern one. */
const NAMED: Readonly<Record<string, readonly [number, number]>> = {
  腊八: [12, 8],
  小年: [12, 23],
  元宵: [1, 15],
  重阳: [9, 9],
  七夕: [7, 7],
  中元: [7, 15],
  龙抬头: [2, 2],
};

const monthDay = (groups: Groups, state: DayState, typed: string): Resolved =>
  resolveMonthDay(num(groups[1]), num(groups[2]), state, typed, typedYear(groups[0], state));

/** In this order: the first that fits at a position wins. */
export const ATOMS: readonly Atom[] = [
  // 520当天, 1212当天: a date that became a name.
  {
    pattern: sticky('(\\d{1,2})(\\d{2})(?=当[天日])'),
    make: ([month, day], state, typed) => resolveMonthDay(num(month), num(day), state, typed),
  },
  { pattern: sticky('(20\\d{2})[-/.](\\d{1,2})[-/.](\\d{1,2})(?:日|号)?(?!\\d)'), make: monthDay },
  { pattern: sticky('(20\\d{2})([01]\\d)([0-3]\\d)(?!\\d)'), make: monthDay },
  {
    pattern: sticky(
      `(?:(?:农历|阴历|旧历)?([正冬腊])月${LUNAR_DATE}|(?:农历|阴历|旧历)(${SMALL})月${LUNAR_DATE}|(${SMALL})月((?:初|廿)[一二三四五六七八九十]))(?![日号人个一二三四五六七八九])`,
    ),
    make: (groups, state, typed) => {
      const [month, date] = groups.filter((group) => group !== undefined);
      return resolveLunarNamed(month ?? '', date ?? '', state, typed);
    },
  },
  {
    pattern: sticky(
      `(?:(20\\d{2}|二[〇零]\\d{2}|[今本明去后]|\\d{2})年\\s?)?(?:的)?(${SMALL})月(?:份)?\\s?(${SMALL})(?:日|号|(?![\\d人个月户台元次%名]))`,
    ),
    make: monthDay,
  },
  {
    pattern: sticky(`(?:(20\\d{2}|[今本明去])年\\s?)?(${SMALL})月(?:份)?底`),
    make: ([year, month], state) => {
      const at =
        typedYear(year, state) ??
        (num(month) < Number(state.today.slice(5, 7)) && state.tense === 'future'
          ? yearOf(state.today) + 1
          : yearOf(state.today));
      return single(dayFrom(at, num(month), monthLength(at, num(month))));
    },
  },
  { pattern: sticky(`${MONTH_WORD}(?:底|(?:的)?最后一天)|月[底末]`), make: ([word], state) => monthEnd(word, state) },
  {
    pattern: sticky(`${MONTH_WORD}(?:的)?(${SMALL})(?:日|号)`),
    make: ([word, date], state, typed) => {
      const { year, month } = addMonths(state.today, MONTH_SHIFT[word ?? ''] ?? 0);
      return resolveMonthDay(month, num(date), state, typed, year);
    },
  },
  {
    pattern: sticky('(今|本|明)?年(?:底|(?:的)?最后一天)'),
    make: ([word], state) => single(dayFrom(typedYear(word, state) ?? yearOf(state.today), 12, 31)),
  },
  { pattern: sticky(`(${SMALL}|两)个工作日(?:之?内|后)?`), make: ([count], state) => workdaysAhead(num(count), state) },
  {
    pattern: sticky(`(半|${SMALL})个?(周|星期|礼拜|月)(?:之?内|后|以内)`),
    make: ([count, unit], state) => aheadBy(num(count), unit === '月', state),
  },
  {
    pattern: sticky(`(${SMALL})(?:日|天)(?:之?内|后|以内)`),
    make: ([count], state) => single(addDays(state.today, num(count))),
  },
  {
    pattern: sticky(`(${SMALL})(?:日|号)${NOT_A_PLACE}`),
    make: ([date], state, typed) => resolveDate(num(date), state, typed, true),
  },
  {
    pattern: sticky(`${FESTIVAL}(?:放假)?后(?:的)?(?:上班)?第一(?:天|个工作日)(?:上班)?`),
    make: ([name], state, typed) => afterFestival(festivalNamed(name ?? ''), state, typed),
  },
  {
    pattern: sticky('节后(?:的)?(?:上班)?第一(?:天|个工作日)(?:上班)?'),
    make: (_, state, typed) => afterFestival(nextFestival(state, true), state, typed),
  },
  {
    pattern: sticky(`(?:${FESTIVAL}|节)前(?:的)?最后一个?(?:工作日|天上班|班)`),
    make: ([name], state, typed) => beforeFestival(name, state, typed),
  },
  {
    pattern: sticky(`${FESTIVAL}(?:的)?(?:前一天|前一日|前夕)`),
    make: ([name], state) => single(addDays(firstDayOff(festivalNamed(name ?? ''), state), -1)),
  },
  {
    pattern: sticky(`${FESTIVAL}前`),
    make: ([name], state) => single(addDays(firstDayOff(festivalNamed(name ?? ''), state), -1)),
  },
  {
    pattern: sticky(`${FESTIVAL}(?:当天|当日)`),
    make: ([name], state) => single(state.calendar.festivalDay(festivalNamed(name ?? ''), firstYear(name, state))),
  },
  {
    // 国庆第一天, 国庆最后一天
    pattern: sticky(`${FESTIVAL}(?:期间|放假|假日)?的?(?:第([一二三四五六七八])天|(首日|头一天)|最后一天)`),
    make: ([name, nth, first], state, typed) => {
      const span = resolveFestival(festivalNamed(name ?? ''), state, typed);
      if (span.mistake) return span;
      if (nth === undefined) return single(first === undefined ? span.last : span.first);
      const day = addDays(span.first, num(nth) - 1);
      return day > span.last ? { mistake: { code: 'bad_date', typed } } : single(day);
    },
  },
  {
    pattern: sticky(`${FESTIVAL}(?:期间|放假)?\\s?(${SMALL})天(?:假|假期)?`),
    make: ([name, days], state, typed) => resolveFestival(festivalNamed(name ?? ''), state, typed, num(days)),
  },
  {
    pattern: sticky(`(?:(20\\d{2}|[今明去])年)?${FESTIVAL}(?:期间|假日)?`),
    make: ([year, name], state, typed) => {
      const typedAt = typedYear(year, state);
      const at = typedAt === undefined ? state : { ...state, year: typedAt };
      return resolveFestival(festivalNamed(name ?? ''), at, typed);
    },
  },
  {
    pattern: sticky('(?:大年三十|除夕)(?:的)?前一[天日]'),
    make: (_, state, typed) => {
      const eve = resolveEve(state, typed);
      return eve.mistake ? eve : single(addDays(eve.first, -1));
    },
  },
  { pattern: sticky('大年三十|年三十|除夕(?:夜|当天)?|年夜'), make: (_, state, typed) => resolveEve(state, typed) },
  {
    pattern: sticky('(腊八|小年|元宵|重阳|七夕|中元|龙抬头)节?(?:当天|当日)?'),
    make: ([name], state, typed) => resolveLunar(...(NAMED[name ?? ''] ?? [1, 1]), state, typed),
  },
  {
    pattern: sticky('(?:大年|年)?初([一二三四五六七八九十])(?![级中步])'),
    make: ([date], state, typed) => resolveLunar(1, num(date), state, typed),
  },
  { pattern: sticky(YEARLY), make: ([name], state, typed) => resolveYearly(name ?? '', state, typed) },
  {
    // 今明两天, 明后天
    pattern: sticky('(今|明)(?:天)?(明|后)(?:[两二]?天)'),
    make: ([from, to], state) => ({
      first: addDays(state.today, RELATIVE[from ?? ''] ?? 0),
      last: addDays(state.today, RELATIVE[to ?? ''] ?? 0),
    }),
  },
  {
    pattern: sticky('(大后|大前|今|明|后|昨|前|当|次)(?:天|日(?![照])|(?=早|晚|夜|上午|下午|中午))'),
    make: ([word], state) => single(addDays(state.today, RELATIVE[word ?? ''] ?? 0)),
  },
  {
    // 下周八: a week has seven days.
    pattern: sticky(`(?:${WEEK_WORD}(?:周|星期|礼拜)|星期|礼拜)(?:[八九十]|[089](?!\\d))`),
    make: (_, __, typed) => ({ mistake: { code: 'bad_date', typed } }),
  },
  {
    // 周六日, 周一至周五, 周一到五: from a day of a week to another.
    pattern: sticky(
      `${WEEK_WORD}?(?:周|星期|礼拜)([一二三四五六])(?:(?:至|到|-)(?:本?(?:周|星期|礼拜))?([二三四五六日天])|([日天]))`,
    ),
    make: ([week, from, to, sunday], state) => weekdays(week, weekdayNamed(from), weekdayNamed(to ?? sunday), state),
  },
  {
    pattern: sticky(`${WEEK_WORD}?(?:周|星期|礼拜)([一二三四五六日天末]|[1-7](?!\\d))${NOT_A_NAME}`),
    make: ([week, day], state) => {
      const own = resolveWeekday(weekdayNamed(day), week === undefined ? undefined : WEEKS[week], state);
      // 周末 is both of its days.
      return day === '末' && !own.mistake ? { first: own.first, last: addDays(own.last, 1) } : own;
    },
  },
  {
    pattern: sticky(
      '(?!(?:3[4-9]|4[0-3])[.])(\\d{1,2})([./])(\\d{1,2})(?:日|号)?(?![\\d度℃%元万米斤吨升L㎡亩折倍个人次./])',
    ),
    make: ([month, , date], state, typed) => resolveMonthDay(num(month), num(date), state, typed),
  },
  {
    pattern: sticky('(\\d{1,2})-(\\d{1,2})(?:日|号)?(?![\\d都项条全度人个楼号-]|\\s?[日号])'),
    make: ([month, date], state, typed) => resolveMonthDay(num(month), num(date), state, typed),
  },
  {
    pattern: sticky('(0[1-9]|1[0-2])([0-2]\\d|3[01])(?=[\\s前日,、]|$)'),
    make: ([month, date], state, typed) => resolveMonthDay(num(month), num(date), state, typed),
  },
];

/** Days of a whole week or month: only questions and lists mean them. */
export const SPANS: readonly Atom[] = [
  {
    pattern: sticky(`${WEEK_WORD}(?:周|星期|礼拜)(?![一二三四五六日天末\\d])`),
    make: ([word], state) => wholeWeek(WEEKS[word ?? ''] ?? 0, state),
  },
  {
    pattern: sticky(`${MONTH_WORD}(?!底|\\d|末)(?:份)?`),
    make: ([word], state) => {
      const { year, month } = addMonths(state.today, MONTH_SHIFT[word ?? ''] ?? 0);
      return wholeMonth(year, month);
    },
  },
  {
    pattern: sticky(`(?:(20\\d{2}|[今明去本])年\\s?)?(${SMALL})月(?:份)?(?!\\d)`),
    make: ([year, month], state) =>
      wholeMonth(
        typedYear(year, state) ??
          (num(month) > Number(state.today.slice(5, 7)) ? yearOf(state.today) - 1 : yearOf(state.today)),
        num(month),
      ),
  },
];
