import { GAP, type Source } from '../source';
import { incidentWords } from '../incident-words';

/** What a report tells beside its counts, in the words in which it was typed. */
export interface Told {
  readonly event: string;
  /** Visitors and inspections are told, they are nothing bad. */
  readonly abnormal: boolean;
  readonly start: number;
  readonly end: number;
}

const CALM =
  /(?:一切|均|都|全部|其余|其他|其它)*(?:无异常|没有?异常|未见异常|未发现异常|正常|平安|没事|都好|安好|良好|安全|无事)/;
export const OTHERWISE_CALM = /(?:其余|其他|其它|别的|除此)[^,。;\s]{0,4}(?:均|都)?(?:无异常|正常|平安|没事|好)/;
const EVENT_WORDS =
  /摔|跌倒|跌伤|受伤|骨折|烫伤|走失|噎|呕吐|腹泻|拉肚子|停水|停电|停暖|停气|断水|断电|漏水|漏电|漏气|泄漏|泄露|渗水|堵塞|塌|报警|咬伤|扭伤|撞|砸|划伤|中暑|感冒|发烧|发热|高烧|低烧|不适|不舒服|走丢|找不到|吵架|争执|逃|翻墙|着凉|咳嗽|抽搐|胸闷|呼吸|跳闸|起火|着火|失火|冒烟|打架|争吵|纠纷|投诉|上访|去世|死亡|病逝|昏迷|送医|急救|抢救|120|故障|坏了|损坏|爆裂|中毒|晕倒|闹事|丢失|被盗|有异常|不正常|不平安|出事/;
/** Things that happen on a good day. */
const ORDINARY =
  /检查|督查|督导|调研|参观|视察|来访|慰问|捐赠|志愿者|活动|演练|培训|开会|会议|联欢|义诊|体检|理发|探望|看望/;
const DENIED = /(?:无|未|没有?|未发生|未发现|不存在)(?:任何)?(?:人员)?[\u4e00-\u9fff、]{1,10}/g;
/** What may be left of a report that says nothing special. */
const HARMLESS =
  /零报告|报平安|请?放心|大家|辛苦|看病|就医|已回|已返|每天|天天|每日|各日|没报|现在|这就|刚才忘|平安报告|照常|都做|做好?|购彩者|口罩|身体|截至|分|佩?戴|测温|扫码|今日|今天|当日|本日|昨日|我院|全院|报告|上报|汇报|情况|健康|秩序|营业|消毒|已|截至|症状|等|办理|人员|值班|在岗|到岗|在院|共|其中|各项|工作|有序|运行|目前|领导|各位|好|晚上|早上|上午|下午|您|请|查收|收悉|知悉|特此|谢谢|收到|的|了|都|呢|着|啦|哈|均|院内|无|补报|补|迟报|抱歉|不好意思|忘|刚|安全|稳定|平稳|正常|平安|无异常|火情|防火|街面|卫生|通风|三餐|按时|食堂|设施|设备|完好|门窗|水电|暖|气|夜间|巡|查|完成|总|计|人次|人|名|次|天气|及|和|与|也|很|一切|其余|其他|老人|职工|情绪|精神|状态|生命体征|良|站|祭扫|现场|馆|墓|处|中心|车|没|有|任何|事|发生|异常|因|昨天|昨晚|今晚|明天|\d+|[号楼日月年时点分]|[,。;:!、|()?.·#*@+=-]/g;

export const tellsEvent = (text: string): boolean => {
  const told = text.replace(DENIED, ' ');
  return EVENT_WORDS.test(told) || incidentWords(told);
};
/** Nothing that a report of counts would not say. */
export const isHarmless = (text: string): boolean =>
  text.replace(DENIED, ' ').replace(CALM, '').replace(HARMLESS, '').replaceAll(GAP, '').trim().length < 2;

/** What is left tells of something: its clauses, whole, as they stood in `story`; words that nobody knows are asked about. */
export function toldIn(source: Source, story: string): Told | undefined {
  const left = source.free().replace(DENIED, ' ');
  const bad = tellsEvent(left);
  const unknown = left.replace(CALM, '').replace(HARMLESS, '').trim();
  if (!bad && (unknown.length < 2 || CALM.test(source.text))) return undefined;
  if (!bad && !ORDINARY.test(left)) return source.mistake({ code: 'unclear', typed: left.trim() });
  const pieces = clausesOf(story).filter(({ start, end }) => {
    const rest = source.rest.slice(start, end);
    return !OTHERWISE_CALM.test(rest) && !isHarmless(rest);
  });
  const start = pieces[0]?.start ?? 0;
  const end = pieces[pieces.length - 1]?.end ?? story.length;
  return { event: tidy(story.slice(start, end)), abnormal: bad, start, end };
}

const clausesOf = (story: string): { start: number; end: number }[] =>
  [...story.matchAll(/[^,。;\s!]+/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));

const tidy = (text: string): string =>
  text
    .replace(/\uE000+/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,。;:、]+|[\s,。;:、!]+$/g, '');
