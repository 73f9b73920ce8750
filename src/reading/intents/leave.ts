import type { DayRange, Named } from '../../domain/values';
import { addDays } from '../../lib/time';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { namesIn } from '../values/names';
import { known, missing } from '../values/numbers-typed';
import { takeName } from '../values/one-name';
import { knownNames, peopleIn, resolveName, takeLabelled } from '../values/people';
import { findPhones, takePhones } from '../values/phones';
import { takeRecordDay } from '../values/record-day';
import { numberOf, SMALL } from '../values/numbers';
import { takeUnit } from '../values/units';
import { takeAbsence } from './return-home';

interface LeaveValues {
  readonly inst: string;
  readonly kind: 'travel' | 'leave' | 'elder';
  readonly name?: string;
  readonly elder?: string;
  readonly range: DayRange;
  readonly place?: string;
  readonly reason?: string;
  readonly deputy?: readonly Named[];
  readonly part?: 'am' | 'pm';
}

const STANDS_IN = /(?:同志)?(?:代(?=$|[\s,。;])|代班|代管|代理|顶班|替班|暂代|主持|值守|替我|顶岗|代岗|负责)/g;
const DEPUTY_LABEL = /(?:代班|代理|代管|临时负责|接替|顶班|负责)人?(?:员)?(?=[\s:是为])|(?:工作)?(?:交给|委托|交由|由)/;
const PURPOSE =
  '开会|办事|看病|就医|体检|出差|参加|参会|学习|培训|旅游|探亲|考察|送|接|办|处理|过年|复查|住院|做|汇报|回访|看望|陪';
const PLACE = new RegExp(`(?:去往?|赴|前往|回|到)\\s?([\\u4e00-\\u9fff]{1,10}?)(?=${PURPOSE}|[\\s,。;:(\\uE000]|$)`);
const REASON = new RegExp(
  `(?:因为|因|原因|事由)[:\\s]?([^,。;\\s\\uE000]{1,20})|((?:${PURPOSE})[^,。;\\s\\uE000]{0,12})|(病假|事假|产假|婚假|丧假|年假|年休假|有事|家里有事|生病|感冒|发烧)`,
);
const ELDER = /老人|大爷|大妈|奶奶|爷爷|老太|老汉|院民|家属|(?:女儿|儿子|孙子|孙女|侄子|侄女|老伴)(?:来)?接/;

/** Who stands in: 李主任代班, 由李梅负责, 代班人：李梅. */
function takeDeputy(source: Source): readonly Named[] | undefined {
  const phones = findPhones(source.rest);
  const names = namesIn(source.rest, knownNames(source.context));
  for (const mark of source.rest.matchAll(STANDS_IN)) {
    const name = names.find((piece) => piece.end === mark.index);
    if (!name) continue;
    const people = peopleIn(source.rest.slice(name.start, name.end), name.start, phones, source.context);
    source.cut(name.start, mark.index + mark[0].length);
    source.take(/(?:由|交给|委托)(?=\uE000)/);
    return people;
  }
  return takeLabelled(source, DEPUTY_LABEL, phones);
}

/** 半天, 上午: of a single day. */
function partOf(text: string, range: DayRange | undefined): LeaveValues['part'] {
  if (!range || range[0] !== range[1]) return undefined;
  const morning = /上午|早上/.test(text);
  const afternoon = /下午/.test(text);
  return morning === afternoon ? undefined : morning ? 'am' : 'pm';
}

/** 明天起3天, 请假3天 10月4日: the days count from the first. */
function takeRange(source: Source): DayRange | undefined {
  const days = numberOf(
    source.take(new RegExp(`(?:起|开始)?[,\\s]?(?:共|请假?|休|外出|为期)?\\s?(?<![\\d月.])(${SMALL})天(?!前|后|内)`))
      ?.groups[0] ?? '',
  );
  const range = takeAbsence(source);
  return range && days !== undefined && range[0] === range[1] ? [range[0], addDays(range[0], days - 1)] : range;
}

function kindOf(source: Source): LeaveValues['kind'] {
  if (/^外出$|^$/.test(source.frame.command) && ELDER.test(source.text)) return 'elder';
  if (/外出报备|报备/.test(source.frame.command)) return /^\s*(?:入住)?老人/.test(source.text) ? 'elder' : 'travel';
  return /请假/.test(source.frame.command) ? 'leave' : 'travel';
}

function takeWho(source: Source, kind: LeaveValues['kind']): Pick<LeaveValues, 'name' | 'elder'> {
  const self = kind === 'elder' ? undefined : source.take(/(?<![\u4e00-\u9fff])(?:本人|我自己|我)(?![院们单站馆处的])/);
  const typed = self ? '本人' : takeName(source)?.name;
  if (kind === 'elder') return known({ elder: typed });
  const name = resolveName(typed ?? '本人', source.context);
  if (typed === undefined) source.origins['name'] = { from: 'context', key: 'sender' };
  return name === '本人' ? {} : { name };
}

function readLeave(source: Source): Partial<LeaveValues> {
  const inst = takeUnit(source, { unknown: false });
  const kind = kindOf(source);
  source.take(/(?:当[天日]|次日|隔天)?(?:往返|来回)|当[天日](?:就)?(?:能)?(?:回|返)(?:来|院)?/);
  const range = takeRange(source);
  const deputy = takeDeputy(source);
  takePhones(source);
  const who = takeWho(source, kind);
  const place = PLACE.exec(source.rest.replace(/当[天日]回|回来|回院|回家|返回/g, ' '))?.[1];
  const reason = REASON.exec(source.rest)
    ?.slice(1)
    .find((group) => group !== undefined);
  if (who.elder === undefined && who.name === undefined)
    missing(source, kind === 'elder' ? '老人姓名' : '姓名', kind === 'elder' ? 'elder' : 'name');
  if (range === undefined) missing(source, '哪天', 'range');
  return { ...known({ inst, ...who, range, place, reason, deputy, part: partOf(source.text, range) }), kind };
}

export const leaveSlots = spread<LeaveValues>(readLeave, {
  inst: '单位?',
  kind: '类别',
  name: '姓名?',
  elder: '老人?',
  range: '日期?',
  place: '去哪里?',
  reason: '原因?',
  deputy: '代班人?',
  part: '半天?',
});

interface LeaveBackValues {
  readonly inst: string;
  readonly name: string;
  readonly date: string;
}

function readLeaveBack(source: Source): Partial<LeaveBackValues> {
  const inst = takeUnit(source, { unknown: false });
  const date = takeRecordDay(source);
  const typed = takeName(source)?.name;
  if (typed === undefined) source.origins['name'] = { from: 'context', key: 'sender' };
  const name = typed === undefined ? source.context.sender.name : resolveName(typed, source.context);
  return { ...known({ inst, name }), date };
}
export const leaveBackSlots = spread<LeaveBackValues>(readLeaveBack, { inst: '单位?', name: '姓名', date: '日期' });
