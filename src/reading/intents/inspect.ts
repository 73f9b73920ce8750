import { addDays, dayOf } from '../../lib/time';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { findMoments } from '../values/moments';
import { numberOf, NUMBER } from '../values/numbers';
import { known, noteVague, takeNumber } from '../values/numbers-typed';
import { takeRecordDay, takeSpan } from '../values/record-day';
import { takeTargets } from '../values/units';
import { isoWeek } from '../values/weeks';

interface InspectValues {
  readonly targets: readonly string[];
  readonly date?: string;
  readonly time?: string;
  readonly week?: string;
  readonly team?: string;
  readonly count?: number;
  readonly secret?: true;
}

const SECRET = /四不两直|暗访|不打招呼|突击(?:检查)?|不通知/;
const DONE = /了|已|查出|发现|问题|过(?=\s|$)/;
const COUNT = new RegExp(
  `(?:问题|隐患)[:\\s]?(?:共)?(${NUMBER})(?:条|个|处|项)?|(${NUMBER})(?:条|个|处|项)(?:问题|隐患)`,
);
const NO_COUNT = /(?:无|没有?|未)(?:发现|查出)?(?:任何)?(?:问题|隐患)/;
const ORDINAL = new RegExp(`第?([一二三四五六七八九\\d])(?:督导|检查|包联)?组|T([1-9])(?!\\d)`);
const WEEK = /(上上|下下|上|下|本|这)个?(?:周|星期|礼拜)(?![一二三四五六日天末\d])/;
const WEEKS: Readonly<Record<string, number>> = { 上上: -2, 上: -1, 本: 0, 这: 0, 下: 1, 下下: 2 };

/** 第二督导组, 二组, T2: by its name or its place in the register. */
function takeTeam(source: Source): string | undefined {
  const { teams } = source.context.register;
  const named = teams.find((team) => source.text.includes(team.name));
  const piece = source.take(named ? new RegExp(named.name.replace(/[^\p{L}\p{N}]/gu, '.')) : ORDINAL);
  if (!piece) return undefined;
  return named?.id ?? teams[(numberOf(piece.groups[0] ?? piece.groups[1] ?? '') ?? 0) - 1]?.id;
}

function takeWhen(source: Source): Pick<InspectValues, 'date' | 'time' | 'week'> {
  const week = source.take(WEEK);
  if (week) return { week: isoWeek(addDays(dayOf(source.context.now), 7 * (WEEKS[week.groups[0] ?? ''] ?? 0))) };
  const tense = DONE.test(source.text) ? 'past' : 'future';
  const moment = findMoments(source, { tense }).find((each) => each.clock);
  if (!moment) return { date: takeRecordDay(source, tense) };
  source.cut(moment.start, moment.end);
  if (moment.mistake) source.mistake(moment.mistake);
  return moment.value === undefined ? {} : { time: moment.value };
}

function readInspect(source: Source): Partial<InspectValues> {
  noteVague(source);
  const secret = SECRET.test(`${source.frame.command} ${source.text}`);
  const team = takeTeam(source);
  const when = takeWhen(source);
  const none = source.take(NO_COUNT);
  const count = none ? 0 : takeNumber(source, COUNT);
  const targets = takeTargets(source);
  return { ...known({ targets, team, count, ...when }), ...(secret && { secret: true as const }) };
}

export const inspectSlots = spread<InspectValues>(readInspect, {
  targets: '哪个单位',
  date: '日期?',
  time: '时间?',
  week: '周?',
  team: '督导组?',
  count: '问题数?',
  secret: '暗访?',
});

interface SpotcheckValues {
  readonly targets: readonly string[];
  readonly date?: string;
  readonly tries?: number;
  readonly result?: 'answered' | 'no_answer' | 'bad_number' | 'absent';
}

const RESULTS: readonly (readonly [NonNullable<SpotcheckValues['result']>, RegExp])[] = [
  ['bad_number', /空号|号码(?:错|不对|有误|不存在)|已?停机|错号/],
  ['no_answer', /(?:无|没)(?:有)?人(?:接|应)|未接|没接|不接|打不通|无法接通|无应答/],
  ['absent', /脱岗|离岗|空岗|不在(?:岗|位)?|没在岗|未在岗|无人(?:在岗|值守|值班)|没人(?:在岗|值班)/],
  ['answered', /接通|接听|已接|有人接|接了|通了|在岗|在位|应答|畅通/],
];

function readSpotcheck(source: Source): Partial<SpotcheckValues> {
  const tries = takeNumber(source, new RegExp(`(?:打了?|拨打了?|连续)?(${NUMBER})(?:次|遍)`));
  const result = RESULTS.find(([, pattern]) => pattern.test(source.text))?.[0];
  const span = takeSpan(source, 'past');
  source.take(/值班(?:电话|室)/);
  const targets = takeTargets(source);
  return known({ targets, tries, result, date: span?.first ?? dayOf(source.context.now) });
}

export const spotcheckSlots = spread<SpotcheckValues>(readSpotcheck, {
  targets: '哪个单位',
  date: '日期?',
  tries: '次数?',
  result: '结果?',
});
