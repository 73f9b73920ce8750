import { dayOf } from '../../lib/time';
import type { VisitValues } from '../shapes';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { takeCash } from '../values/cash';
import { findDays } from '../values/days';
import { takeField } from '../values/fields';
import { takeGoods } from '../values/goods';
import { takeHelped } from '../values/helped';
import { numberOf, NUMBER } from '../values/numbers';
import { noteVague } from '../values/numbers-typed';
import { takeLabelled } from '../values/people';
import { takePhones } from '../values/phones';
import { takeUnit } from '../values/units';

/** 身份证号: never kept, never echoed. */
const ID_NUMBER = /(?<!\d)(?:身份证(?:号码?)?[:\s]*)?\d{17}[\dXx](?!\d)/g;
const NOT_MET =
  /无人在家|不在家|没在家|没见到|未见到|没有?人在家|家中无人|家里没人|没人在?家|门锁着|锁着门|无人应|敲门(?:无人|没有?人)(?:应|开)?|未遇/;
const AGAIN = /^[\s,]*(?:上午|下午|晚上|早上)?(?:再去|再来|再访|再走访|复访|回访|补访|再上门)/;

function takeDays(source: Source): Pick<VisitValues, 'date' | 'range' | 'revisit'> {
  let revisit: string | undefined;
  for (const span of findDays(source.rest, source.context, { tense: 'future' })) {
    if (!AGAIN.test(source.rest.slice(span.end, span.end + 8))) continue;
    if (span.mistake) source.mistake(span.mistake);
    else revisit = span.first;
    source.cut(span.start, span.end);
  }
  const [span] = findDays(source.rest, source.context, { tense: 'past' });
  if (span) source.cut(span.start, span.end);
  source.take(/(?<=\uE000)\s?(?:上午|下午|晚上|早上|中午)/);
  const more = revisit === undefined ? {} : { revisit };
  if (span?.mistake) {
    source.mistake(span.mistake);
    return more;
  }
  if (!span) source.origins['date'] = { from: 'default', rule: 'today' };
  if (span && span.days.length > 1) return { ...more, range: [span.first, span.last] };
  return { ...more, date: span?.first ?? dayOf(source.context.now) };
}

const counted = (source: Source, pattern: RegExp): number | undefined => {
  const piece = source.take(pattern);
  const typed = piece?.groups.find((group) => group !== undefined);
  return typed === undefined ? undefined : numberOf(typed);
};

const HOUSEHOLDS = new RegExp(`(?<!第)(${NUMBER})(?:余|多)?\\s?户(?!口|主|籍)`);

/** 走访18户, 低保户12户 特困户3户: the first where it is the sum of the others, else the sum of all. */
function takeHouseholds(source: Source): number | undefined {
  const counts: number[] = [];
  for (let count = counted(source, HOUSEHOLDS); count !== undefined; count = counted(source, HOUSEHOLDS))
    counts.push(count);
  const [first, ...others] = counts;
  const sum = others.reduce((total, each) => total + each, 0);
  return first === undefined || first === sum ? first : first + sum;
}
const PEOPLE = new RegExp(
  `(?:全体|在院|集中供养)?(?:老人|孩子|儿童|人员|对象|群众|党员|职工|残疾人|孤儿)\\s?(?:共|约)?(${NUMBER})\\s?(?:余|多)?(?:人|名|位)|(?<![第\\d])(${NUMBER})(?:余|多)?(?:人(?!员|家|民|次)|名(?:老人|儿童|孩子|群众|对象)|位老人)`,
);

/** Visits of the bureau's own people are the bureau's. */
function ofBureau(source: Source): string | undefined {
  const { sender, register } = source.context;
  if (!/^(?:admin|leader|supervisor)$/.test(sender.role)) return undefined;
  source.origins['inst'] = { from: 'context', key: 'role' };
  return register.bureau?.id;
}

/** 3户 with two names, 2人 with three: which is it? */
function disagree(source: Source, names: number, counts: readonly (number | undefined)[]): void {
  if (names > 1 && counts.some((count) => count !== undefined && count !== names))
    source.mistake({ code: 'contradictory', typed: source.text.slice(0, 40) });
}

function readVisit(source: Source): Partial<VisitValues> {
  noteVague(source);
  for (const match of source.rest.matchAll(ID_NUMBER)) source.cut(match.index, match.index + match[0].length);
  const phones = takePhones(source);
  const inst = takeUnit(source, { unknown: false }) ?? ofBureau(source);
  const days = takeDays(source);
  source.take(/(?:走访|慰问)?(?:时间|日期)\s?:/);
  const visitors = takeLabelled(
    source,
    /(?:^人员?|慰问人员?|走访人员?|走访干部|陪同(?:人员)?|参加人员)(?![数次均户])/,
    phones,
  );
  const addr = takeField(source, '住址|地址|家庭住址');
  const need = takeField(source, '需求|困难诉求|诉求|困难') ?? /发现([^,。;\n]{2,30})/.exec(source.free())?.[1];
  const condition = takeField(source, '情况|身体状况|生活状况');
  const notMet = source.take(NOT_MET);
  const calm = source.take(/(?:没有?|无)异常|一切正常|未见异常|正常/);
  const online = source.take(/线上|视频(?:慰问|连线|走访)|电话(?:慰问|走访|问候|回访|联系)|视频(?:问候|看望)|云慰问/);
  const households = takeHouseholds(source);
  const people = counted(source, PEOPLE);
  source.take(/(?:慰问品|慰问物资|物资|物品|礼品)\s?:/);
  const items = takeGoods(source);
  source.take(/(?:走访|慰问)?对象\s?:/);
  const helped = takeHelped(source, addr);
  const cash = takeCash(source, households ?? (helped.persons.length || (people ?? 0)));
  disagree(source, helped.persons.length, [households, people]);
  const everybody = source.origins['inst']?.from === 'text' && /全体|全院|老人|孩子|儿童/.test(source.text);
  const whom = everybody || helped.persons.length > 0 || households !== undefined || people !== undefined;
  if (!whom && source.mistakes.length === 0)
    source.mistake({ code: 'missing_field', ask: '走访了谁', details: { slot: 'persons' } });
  const collective = helped.persons.length === 0 && helped.addr !== undefined;
  return {
    ...(inst !== undefined && { inst }),
    ...days,
    ...(helped.persons.length > 0 && { persons: helped.persons }),
    ...cash,
    ...(items.length > 0 && { items }),
    ...(households !== undefined && { households }),
    ...(people !== undefined && { people }),
    ...(collective && { addr: helped.addr }),
    ...(visitors && { visitors }),
    ...(online && { mode: 'online' as const }),
    ...(need !== undefined && !need.startsWith('无') && { need }),
    ...(condition !== undefined && { condition }),
    ...(notMet && { result: 'not_met' as const }),
    ...(calm && { abnormal: false }),
  };
}

export const visitSlots = spread<VisitValues>(readVisit, {
  inst: '单位',
  date: '日期?',
  range: '日期?',
  persons: '走访对象?',
  cash: '慰问金?',
  cash_each: '每户慰问金?',
  items: '慰问品?',
  households: '户数?',
  people: '人数?',
  addr: '地址?',
  visitors: '走访人?',
  mode: '方式?',
  need: '需求?',
  condition: '情况?',
  result: '结果?',
  revisit: '再访日期?',
  abnormal: '异常?',
  approx: '约数?',
});
