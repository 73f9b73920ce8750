import { dayOf, type Day } from '../../lib/time';
import type { ZeroCount, ZeroValues } from '../shapes';
import { spread } from '../slots/slot';
import { GAP, Source } from '../source';
import { findClocks } from '../values/clocks';
import { takeCounts, type CountTable } from '../values/counts';
import { findDays, type DaySpan } from '../values/days';
import { takeLabelled } from '../values/people';
import { takePhones } from '../values/phones';
import { ownUnit, takeUnit } from '../values/units';
import { NUMBER, numberOf } from '../values/numbers';
import { takeNumber } from '../values/numbers-typed';
import { isHarmless, OTHERWISE_CALM, tellsEvent, toldIn, type Told } from './zero-event';

/** Words of the counts; those that hold another word stand first. */
const COUNTS: Partial<CountTable<ZeroCount>> = {
  online: '网上祭扫|网祭|网络祭[拜扫]|云祭扫|线上祭扫',
  vehicles: '(?:疏导|进出|停放|引导)?车辆|车(?=\\d)',
  patrols: '街面巡查|巡查|巡逻|巡访',
  fever: '发热|发烧|体温异常',
  hospital: '(?:老人|院民)?住院',
  on_leave: '(?:老人|院民|职工|员工|护工)?请假(?:回家)?',
  off: '(?:职工|员工|护工)?(?:轮休|休息|休班|休假)',
  on_post: '在岗(?:职工|员工|护工|工作人员|人员)?',
  out: '(?:老人|院民)?(?:返家)?外出(?:看病|就医|探亲|办事)?',
  cremations: '火化',
  marriages: '结婚(?:登记)?',
  divorces: '离婚(?:登记)?',
  in_station: '在站(?:受助)?(?:人员)?|受助人员',
  joined: '新入住(?:老人)?|新增(?:受助)?|新入站|入站|新入',
  left: '离站|出站|离院',
  visits: '(?:接待|来访|探视|探访|祭扫)(?:家属|群众|访客|市民|来访|祭扫|人员|老人家属)*',
  male: '男(?:性)?(?:老人)?',
  female: '女(?!儿)(?:性)?(?:老人)?',
  children: '儿童|孩子',
  elders: '(?:在院|在住|入住|全院|特困|集中供养)*老人|老年人|在院|入住|在住|院民',
  staff: '(?:在职)?职工|员工|护工|工作人员|护理员',
};

const EVENT_LABEL = /(?<=^|[\s,。;\uE000])(?:有?异常(?:情况)?|有事(?:报事)?|事件|突发情况)[:,是]\s*/;
function takeEvent(source: Source): string | undefined {
  // 有事 may be typed as the command itself.
  const whole = /^(?:有事|异常)$/.test(source.frame.command) ? { start: 0, end: 0 } : undefined;
  const label = whole ?? source.find(EVENT_LABEL);
  if (!label) return undefined;
  const tail = source.text.slice(label.end);
  const end =
    label.end +
    (/[。\n]\s*(?=其他|其余|其它)|[,。;]\s*(?:其他|其余|其它)[^,。]{0,6}$/.exec(tail)?.index ?? tail.length);
  const text = source.text.slice(label.end, end).trim();
  if (/^(?:无|没有|0|零)[。,;\s]*$/.test(text)) return undefined;
  source.cut(label.start, end);
  return text.replace(/^(?:今天|今日|昨天)?(?:上午|下午|晚上|中午)?/, '').replace(/[。,;\s]+$/, '');
}

/** The day that is reported on: typed alone (昨天 平安, 补报昨天); 昨晚停电 tells when something happened. */
function takeDate(source: Source): Day {
  const today = dayOf(source.context.now);
  const [span] = findDays(source.rest, source.context, {
    tense: 'past',
  });
  if (!span || !isReportDay(source, span)) {
    source.origins['date'] = { from: 'default', rule: 'today' };
    return today;
  }
  source.cut(span.start, span.end);
  if (span.mistake) source.mistake(span.mistake);
  // One of several days of a message: its own words are in the whole.
  const typed = source.frame.message.includes(span.text)
    ? span
    : findDays(source.frame.message, source.context, { tense: 'past' })[0];
  source.origins['date'] = { from: 'text', piece: typed?.text ?? span.text };
  return span.mistake ? today : span.first;
}

function isReportDay(source: Source, span: DaySpan): boolean {
  const { command, message } = source.frame;
  if (/补报/.test(`${command}${message}`) || new RegExp(`${span.text}的?(?:零报|日报)`).test(message)) return true;
  // 昨晚巡查3次 is of the night before today's report.
  if (/^(?:晚上?|夜里?|[上下]午)[^,。;]*\d/.test(source.rest.slice(span.end))) return false;
  const clause = /^[^,。;\s]*/.exec(source.rest.slice(span.end))?.[0] ?? '';
  const inside = new Source(clause, source.context, source.frame);
  takeCounts(inside, COUNTS as CountTable<ZeroCount>);
  return !tellsEvent(clause) && isHarmless(inside.rest);
}

/** 截至17时 says when it was written, not what. */
function dropClocks(source: Source): void {
  for (const clock of findClocks(source.rest)) source.cut(clock.start, clock.end);
}

function readZero(source: Source): Partial<ZeroValues> {
  const inst = takeUnit(source);
  const phones = takePhones(source);
  const reporter = takeLabelled(source, /(?:报告人|上报人|填报人|汇报人)/, phones);
  const reviewer = takeLabelled(source, /(?:审核人|审核|签发人)/, phones);
  const event = takeEvent(source);
  const date = takeDate(source);
  const story = source.rest;
  if (event === undefined) dropClocks(source);
  const { values, approx } = takeCounts(source, COUNTS as CountTable<ZeroCount>);
  const bare = barePeople(source, values);
  const told = event === undefined ? toldIn(source, story) : undefined;
  const counts = { ...feverIn(source.text), ...(told ? outside(source, story, told, values) : values) };
  const text = event ?? told?.event;
  const abnormal = event !== undefined || told?.abnormal === true || (counts.fever ?? 0) > 0;
  const feverish = (counts.fever ?? 0) > 0 && /(?<!其[他余它]\S{0,2}|别的\S{0,2})平安/.test(source.text);
  if (abnormal && (calmAll(source.text) || feverish))
    source.mistake({
      code: 'contradictory',
      typed: text ?? source.text.slice(0, 40),
      details: { calm: SAYS_CALM.exec(source.text)?.[0] ?? '' },
    });
  return {
    ...(inst !== undefined && { inst }),
    date,
    abnormal,
    ...(text !== undefined && { event: text }),
    ...(date < dayOf(source.context.now) && { late: true }),
    ...counts,
    ...(bare !== undefined && { elders: bare }),
    ...(approx.length > 0 && { approx }),
    ...(reporter && { reporter }),
    ...(reviewer && { reviewer }),
  };
}

const FEVER = new RegExp(`(?<![\\d.第])(${NUMBER})(?:名|位|个|人)(?:老人|院民|职工|员工|护工|孩子|儿童)(?:发热|发烧)`);

/** 有1位老人发烧: an event, and a count as well. */
function feverIn(text: string): Partial<Record<ZeroCount, number>> {
  const fever = numberOf(FEVER.exec(text)?.[1] ?? '');
  return fever === undefined ? {} : { fever };
}

/** 康宁 56人 平安: people without a word are those who live there. */
function barePeople(source: Source, values: Partial<Record<ZeroCount, number>>): number | undefined {
  if (values.elders !== undefined || values.children !== undefined || values.in_station !== undefined) return undefined;
  if (source.context.register.unit(ownUnit(source.context))?.type !== '养老') return undefined;
  return takeNumber(
    source,
    new RegExp(`(?<=^|[\\s,;、:\uE000(共])(${NUMBER})人(?=$|[\\s,;。、)\uE000]|[均都全]|一切)`),
  );
}

/** 有一位老人发烧: whom an event happened to is no count of the house. */
function outside(
  { context, frame }: Source,
  story: string,
  { start, end }: Told,
  values: Partial<Record<ZeroCount, number>>,
): Partial<Record<ZeroCount, number>> {
  const rest = `${story.slice(0, start)}${GAP.repeat(end - start)}${story.slice(end)}`;
  const own = takeCounts(new Source(rest, context, frame), COUNTS as CountTable<ZeroCount>).values;
  const { elders, staff, ...others } = values;
  return {
    ...others,
    ...(elders !== undefined && own.elders !== undefined && { elders }),
    ...(staff !== undefined && own.staff !== undefined && { staff }),
  };
}

const SAYS_CALM = /无异常|一切正常|一切平安|没有异常|均正常|没事|平安/;

/** 无异常 for the whole, not 其余正常 beside an event. */
const calmAll = (text: string): boolean =>
  /无异常|一切正常|一切平安|没有异常|均正常|没事/.test(text.replace(OTHERWISE_CALM, '')) && !OTHERWISE_CALM.test(text);

export const zeroSlots = spread<ZeroValues>(readZero, {
  inst: '单位',
  date: '日期',
  abnormal: '情况',
  event: '事件?',
  late: '补报?',
  reporter: '报告人?',
  reviewer: '审核人?',
  approx: '约数?',
  elders: '老人?',
  staff: '职工?',
  on_post: '在岗?',
  on_leave: '请假?',
  off: '轮休?',
  out: '外出?',
  fever: '发热?',
  hospital: '住院?',
  visits: '来访?',
  male: '男?',
  female: '女?',
  children: '儿童?',
  vehicles: '车辆?',
  online: '网上祭扫?',
  cremations: '火化?',
  marriages: '结婚?',
  divorces: '离婚?',
  in_station: '在站?',
  joined: '新增?',
  left: '离站?',
  patrols: '街面巡查?',
});
