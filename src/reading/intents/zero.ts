import { dayOf, type Day } from '../../lib/time';
import type { ZeroCount, ZeroValues } from '../shapes';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { findClocks } from '../values/clocks';
import { takeCounts, type CountTable } from '../values/counts';
import { findDays } from '../values/days';
import { namedParts } from '../values/roster-tokens';
import { knownNames, takeLabelled } from '../values/people';
import { takePhones } from '../values/phones';
import { takeUnit } from '../values/units';
import { incidentWords } from '../incident-words';

/** Words of the counts; those that hold another word stand first. */
const COUNTS: Partial<CountTable<ZeroCount>> = {
  online: '网上祭扫|网络祭扫|云祭扫|线上祭扫',
  vehicles: '车辆|进出车辆|车(?=\\d)',
  patrols: '街面巡查|巡查|巡逻|巡访',
  fever: '发热|发烧|体温异常',
  hospital: '住院',
  on_leave: '请假',
  off: '轮休|休息|休班|休假',
  on_post: '在岗',
  out: '外出|返家外出',
  cremations: '火化',
  marriages: '结婚(?:登记)?',
  divorces: '离婚(?:登记)?',
  in_station: '在站(?:受助)?(?:人员)?|受助人员',
  joined: '新增(?:受助)?|新入站|入站|新入',
  left: '离站|出站|离院',
  visits: '(?:接待|来访|探视|探访|祭扫)(?:家属|群众|访客|市民|来访|祭扫|人员|老人家属)*',
  male: '男(?:性)?(?:老人)?',
  female: '女(?!儿)(?:性)?(?:老人)?',
  children: '儿童|孩子',
  elders: '(?:在院|在住|入住|全院|特困|集中供养)*老人|老年人|在院',
  staff: '(?:在职)?职工|员工|护工|工作人员|护理员',
};

const CALM =
  /(?:一切|均|都|全部|其余|其他|其它)*(?:无异常|没有?异常|未见异常|未发现异常|正常|平安|没事|都好|安好|良好|安全|无事)/;
const OTHERWISE_CALM = /(?:其余|其他|其它|别的|除此)[^,。;\s]{0,4}(?:均|都)?(?:无异常|正常|平安|没事|好)/;
const EVENT_LABEL = /(?<=^|[\s,。;\uE000])(?:有?异常(?:情况)?|有事|事件|突发情况)[:,是]\s*/;
const EVENT_WORDS =
  /摔|跌倒|跌伤|受伤|骨折|烫伤|走失|噎|呕吐|腹泻|拉肚子|停水|停电|停暖|停气|断水|断电|漏水|漏电|漏气|泄漏|泄露|渗水|堵塞|塌|报警|咬伤|扭伤|撞|砸|划伤|中暑|感冒|不适|不舒服|走丢|找不到|吵架|争执|逃|翻墙|着凉|咳嗽|抽搐|胸闷|呼吸|跳闸|起火|着火|失火|冒烟|打架|争吵|纠纷|投诉|上访|去世|死亡|病逝|昏迷|送医|急救|抢救|120|故障|坏了|损坏|爆裂|中毒|晕倒|闹事|丢失|被盗|有异常|不正常|不平安|出事/;
const DENIED = /(?:无|未|没有?|未发生|未发现|不存在)(?:任何)?(?:人员)?[\u4e00-\u9fff、]{1,10}/g;

/** What may be left of a report that says nothing special. */
const HARMLESS =
  /零报告|报平安|平安报告|今日|今天|当日|本日|昨日|我院|全院|报告|上报|汇报|情况|健康|秩序|营业|消毒|已|截至|症状|等|办理|人员|值班|在院|共|其中|各项|工作|有序|运行|目前|领导|各位|好|晚上|早上|上午|下午|您|请|查收|收悉|知悉|特此|谢谢|收到|的|了|都|呢|着|啦|哈|均|院内|无|补报|补|迟报|抱歉|不好意思|忘|刚|安全|稳定|正常|平安|无异常|火情|防火|街面|卫生|通风|三餐|按时|食堂|设施|设备|完好|门窗|水电|暖|气|夜间|巡|查|完成|总|计|人次|人|名|次|天气|及|和|与|也|很|一切|其余|其他|老人|职工|情绪|精神|状态|生命体征|良|站|祭扫|现场|馆|墓|处|中心|车|没|有|任何|事|发生|异常|因|昨天|昨晚|今晚|明天|\d+|[号楼日月年时点分]|[,。;:!、|()?.·#*@+=-]/g;

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
  if (/^(?:无|没有|0|零)$/.test(text)) return undefined;
  source.cut(label.start, end);
  return text.replace(/^(?:今天|今日|昨天)?(?:上午|下午|晚上|中午)?/, '').replace(/[。,;\s]+$/, '');
}

function takeDate(source: Source): Day {
  const today = dayOf(source.context.now);
  const [span] = findDays(source.rest, source.context, {
    tense: 'past',
    blocked: namedParts(source.rest, knownNames(source.context)),
  });
  if (!span) {
    source.origins['date'] = { from: 'default', rule: 'today' };
    return today;
  }
  source.cut(span.start, span.end);
  if (span.mistake) source.mistake(span.mistake);
  source.origins['date'] = { from: 'text', piece: span.text };
  return span.mistake ? today : span.first;
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
  if (event === undefined) dropClocks(source);
  const { values: counts, approx } = takeCounts(source, COUNTS as CountTable<ZeroCount>);
  const told = event ?? eventIn(source);
  const abnormal = told !== undefined || (counts.fever ?? 0) > 0;
  if (abnormal && calmAll(source.text))
    source.mistake({ code: 'contradictory', typed: told ?? source.text.slice(0, 40) });
  return {
    ...(inst !== undefined && { inst }),
    date,
    abnormal,
    ...(told !== undefined && { event: told }),
    ...(date < dayOf(source.context.now) && { late: true }),
    ...counts,
    ...(approx.length > 0 && { approx }),
    ...(reporter && { reporter }),
    ...(reviewer && { reviewer }),
  };
}

/** 无异常 for the whole, not 其余正常 beside an event. */
const calmAll = (text: string): boolean =>
  /无异常|一切正常|一切平安|没有异常|均正常|没事/.test(text.replace(OTHERWISE_CALM, '')) && !OTHERWISE_CALM.test(text);

/** What is left is an event when it tells of one; words that nobody knows are asked about. */
function eventIn(source: Source): string | undefined {
  const left = source.free().replace(DENIED, ' ');
  if (EVENT_WORDS.test(left) || incidentWords(left))
    return source
      .free()
      .replace(OTHERWISE_CALM, '')
      .replace(/[。,;\s]+$/, '');
  const unknown = left.replace(CALM, '').replace(HARMLESS, '').trim();
  if (unknown.length >= 2 && !CALM.test(source.text)) source.mistake({ code: 'unclear', typed: left.trim() });
  return undefined;
}

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
