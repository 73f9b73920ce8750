import { spread } from '../slots/slot';
import type { Source } from '../source';
import { takeCounts } from '../values/counts';
import { numberOf, NUMBER } from '../values/numbers';
import { known, missing, noteVague, takeNumber } from '../values/numbers-typed';
import { takeRecordDay } from '../values/record-day';
import { takeUnit } from '../values/units';

const GROUPS = ['elders', 'staff', 'children'] as const;
type Group = (typeof GROUPS)[number];
const WORDS: Readonly<Record<Group, string>> = {
  elders: '(?:在院|全院|入住|院民)?老人|老年人|院民',
  staff: '职工|员工|护工|工作人员|护理员',
  children: '儿童|孩子|孩',
};
const WHO = `(?:${Object.values(WORDS).join('|')}|人员)`;

export interface TestValues {
  readonly inst: string;
  readonly date: string;
  readonly kind: 'antigen' | 'pcr';
  readonly round?: number;
  readonly should?: number;
  readonly tested?: number;
  readonly positive?: number;
  readonly absent?: number;
  readonly elders?: number;
  readonly staff?: number;
  readonly children?: number;
  readonly elders_should?: number;
  readonly staff_should?: number;
  readonly children_should?: number;
  readonly reason?: string;
}

const ROUND = new RegExp(`第\\s?(${NUMBER})\\s?(?:次|轮|批)`);
const ALL_NEGATIVE =
  /(?<![\d人名份例])(?:结果)?(?:全部|全员|全|均|都|皆)(?:为|是|呈|检测)?(?:抗原|核酸)?阴(?:性)?|结果(?:为|是|呈|:)?\s?阴(?:性)?|(?<=[\s,\uE000])阴性(?=$|[\s,。])/;
const SAYS_ALL_NEGATIVE = /(?:全|均|都|皆)(?:部|员|为|是|呈|检测|抗原|核酸)*阴/;
const NEGATIVE = new RegExp(
  `(?<![\\d.])(${NUMBER})(?:人|名|份|例)?(?:全部|均|全|都)?(?:为|是)?阴(?:性)?(?!\\s?\\d)|阴性?[:\\s]?(${NUMBER})(?:人|名|例)?`,
);
const ABSENT_WHO = new RegExp(
  `(${NUMBER})(?:名|个|位|人)?(?:${WHO})?(?:因)?(?:病|事)?(?:住院|外出|请假|休假|回家|轮休|出差|卧床|生病|感冒|发烧|发热|隔离|探亲|不在院?|有事)?(?:未检|没检|漏检|未做|没做|未采|没采|未测)(?!\\d)`,
);
const EXCUSED = new RegExp(
  `(${NUMBER})(?:人|名|个)(?:${WHO})?(?:正在|在|因)?(休假|住院|请假|外出|轮休|回家|出差|隔离|探亲|产假)(?:未检|没检)?`,
  'g',
);
const POSITIVE_WHO = new RegExp(
  `(${NUMBER})(?:名|个|位|人)?(?:${WHO})?(?:抗原|核酸)?(?:检测)?(?:呈|为)?阳(?:性)?(?!\\s?\\d)`,
);
const COUNTS = {
  should: '应检(?:测)?|应采|应测|应做',
  absent: '未检(?:测)?|没检|漏检|缺检|缺(?:席|勤|人)?|未采|没采|未测|没测|未做|没做',
  tested:
    '实检(?:测)?|已检(?:测)?|检了|已采|采了|实采|共检(?:测)?|检测(?:人数|了)?|参检|共计?|合计|实测|已测|测了|实做|做了|已做',
  positive: '阳性|阳',
} as const;
const EVERYBODY_DONE = /(?:全部|全员|均|都|全)(?:已)?(?:检测?|完成|做|测|采)(?:了|完|毕)?(?:检测)?/;
const BARE = new RegExp(
  `(?<![\\d.第/缺少差漏-])(-?\\d{1,5}|[一二三四五六七八九十百两]{1,6}(?=人|名))(?:人|名|份)?(?=$|[\\s,。;:、()\\uE000])`,
  'g',
);

/** 老人56/56: done and due, before anything is taken for a day. */
function takePairs(source: Source): Partial<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const group of GROUPS) {
    const pair = source.take(new RegExp(`(?:${WORDS[group]})[:\\s]?(\\d{1,5})\\s?/\\s?(\\d{1,5})(?:人|名)?`));
    if (!pair) continue;
    found[group] = Number(pair.groups[0]);
    found[`${group}_should`] = Number(pair.groups[1]);
  }
  const whole = source.take(
    /(?:实检\/应检|检测|共|全院)[:\s]?(\d{1,5})\/(\d{1,5})|(?<![\d./])(\d{2,5})\/(\d{2,5})(?=人|\s?[全均都]|$)/,
  );
  if (whole) {
    found['tested'] = Number(whole.groups[0] ?? whole.groups[2]);
    found['should'] = Number(whole.groups[1] ?? whole.groups[3]);
  }
  return found;
}

/** 应检老人56职工18,实检老人56职工17: the groups between the two words are due. */
function takeDueGroups(source: Source): Partial<Record<string, number>> {
  const part = source.find(/应检[^实已]{0,40}(?=实检|已检)/);
  if (!part || !new RegExp(WHO).test(part.text)) return {};
  const found: Record<string, number> = {};
  for (const group of GROUPS) {
    const count =
      new RegExp(`(?:${WORDS[group]})[:\\s]?(\\d{1,5})`).exec(part.text) ??
      new RegExp(`(\\d{1,5})(?:名|个)?(?:${WORDS[group]})`).exec(part.text);
    if (count) found[`${group}_should`] = Number(count[1]);
  }
  source.cut(part.start, part.end);
  return found;
}

function takeExcused(source: Source): { absent?: number; reason?: string } {
  const found = [...source.rest.matchAll(EXCUSED)];
  if (found.length === 0) return {};
  for (const match of found) source.cut(match.index, match.index + match[0].length);
  return {
    absent: found.reduce((sum, match) => sum + (numberOf(match[1] ?? '') ?? 0), 0),
    reason: found.map((match) => match[2]).join('、'),
  };
}

function takeBare(source: Source): number[] {
  return [...source.rest.matchAll(BARE)].flatMap((match) => {
    const value = numberOf(match[1] ?? '');
    if (value === undefined) return [];
    if (value < 0) source.mistake({ code: 'bad_number', typed: match[0] });
    source.cut(match.index, match.index + match[0].length);
    return [value];
  });
}

interface Totals {
  readonly should?: number;
  readonly tested?: number;
  readonly positive?: number;
}

/** What numbers without a word mean beside those with one: due before done, done before positive. */
function settleBare(given: Totals, bare: readonly number[], source: Source): Totals {
  const left = [...bare];
  let { should, tested, positive } = given;
  if (tested !== undefined && should === undefined) should = left.shift();
  else tested ??= left.shift();
  if (positive === undefined) positive = left.shift();
  if (left.length > 0) source.mistake({ code: 'unclear', typed: source.text });
  return known({ should, tested, positive }) as Totals;
}

function readTest(source: Source): Partial<TestValues> {
  noteVague(source);
  source.take(/^(?:检测|采样|筛查)(?:情况|结果)?[:\s]*/);
  const inst = takeUnit(source);
  const round = takeNumber(source, ROUND);
  // 结果明天出: when the result comes is not when it was taken.
  source.take(/(?:结果|报告)?[今明后][天日早晚][上下]?午?(?:才|能)?(?:出(?:结果|报告)?|有结果)/);
  const pairs = { ...takePairs(source), ...takeDueGroups(source) };
  const date = takeRecordDay(source);
  const absentWho = takeNumber(source, ABSENT_WHO);
  const positiveWho = takeNumber(source, POSITIVE_WHO);
  const { values } = takeCounts(source, COUNTS);
  const excused = takeExcused(source);
  const groups = takeCounts(source, WORDS).values;
  const negative = takeNumber(source, NEGATIVE);
  const allNegative = source.take(ALL_NEGATIVE);
  const done = values.should !== undefined && source.take(EVERYBODY_DONE) ? values.should : undefined;
  const positive = positiveWho ?? values.positive;
  if (SAYS_ALL_NEGATIVE.test(source.text) && (positive ?? 0) > 0)
    source.mistake({ code: 'contradictory', typed: source.text.slice(0, 40) });
  const none = allNegative !== undefined || negative !== undefined ? 0 : undefined;
  const typed = known({
    should: pairs['should'] ?? values.should,
    tested: pairs['tested'] ?? values.tested ?? (negative === undefined ? done : negative + (positive ?? 0)),
    positive: positive ?? none,
  });
  const totals = settleBare(typed, takeBare(source), source);
  const { tested: _, should: __, ...byGroup } = pairs;
  const reason =
    excused.reason ??
    /\(([^()]{1,20})\)/
      .exec(source.rest)?.[1]
      ?.replace(/\uE000/g, '')
      .trim();
  const counted = { ...groups, ...byGroup, ...totals, absent: absentWho ?? values.absent ?? excused.absent };
  if (Object.entries(counted).every(([key, value]) => value === undefined || key === 'positive'))
    missing(source, '人数', 'tested');
  return {
    ...known({ inst, round, ...counted }),
    date,
    kind: /核酸/.test(source.frame.command + source.text) || /^核.$/.test(source.frame.command) ? 'pcr' : 'antigen',
    ...(reason !== undefined && reason !== '' && { reason }),
  };
}

export const testSlots = spread<TestValues>(readTest, {
  inst: '单位',
  date: '日期',
  kind: '类别',
  round: '第几次?',
  should: '应检?',
  tested: '实检?',
  positive: '阳性?',
  absent: '未检?',
  elders: '老人?',
  staff: '职工?',
  children: '儿童?',
  elders_should: '应检老人?',
  staff_should: '应检职工?',
  children_should: '应检儿童?',
  reason: '原因?',
});
