import type { ReadingContext } from './reading';
import { findDays } from './values/days';
import { findTopic } from './values/topics';
import { findUnits } from './values/units';
import { namesIn } from './values/names';
import { knownNames } from './values/people';

/** An institution's own person: what they tell is about their own house. */
const isOwn = ({ sender }: ReadingContext): boolean =>
  sender.unitId !== undefined && (sender.role === 'staff' || sender.role === 'head');

/** 延长零报告两小时 */
const LONGER =
  /^(?:延长|延期|推迟|宽限)[^,。]{2,16}?(?:到|至|[\d一二两三半][\d一二三半十]?\s?个?半?(?:小时|钟头|分钟|天)$)/;
const LATER = /^.{2,16}?(?:截止(?:时间)?)?(?:再)?(?:延长|延期|延到|延至|推迟到|推迟至|宽限)(?:到|至)?.{0,12}$/;

/** 值班表延到12:00: an admin moves a deadline. */
export function movesDeadline(text: string, context: ReadingContext): boolean {
  if (
    context.sender.role !== 'admin' ||
    !(LATER.test(text) || LONGER.test(text)) ||
    /[?吗]$|YH|隐患|怎么|如何/i.test(text)
  )
    return false;
  const head = LATER.test(text) ? (text.split(/延|推迟|宽限/)[0] ?? '') : text;
  const topic = findTopic(head)?.code;
  const named = /TZ-?\d/i.test(head) || context.openTitles.some((title) => head.includes(title));
  return named || (topic !== undefined && topic !== 'hazard' && topic !== 'fix');
}

/** 殡仪馆免报; 万松公墓、救助站不用报了. */
export const exempts = (text: string, context: ReadingContext): boolean =>
  context.sender.role === 'admin' &&
  /免报|不用再?[报交填]|不必再?[报交]|可以不[报交]/.test(text) &&
  !/[?吗]$/.test(text) &&
  text.length < 40 &&
  findUnits(text, context)[0]?.start === 0;

const HAPPENED =
  /(?:走失|走丢|不见)了?[^,。]{0,6}(?:老人|院民|孩子)|(?:老人|院民|孩子)[^,。]{0,6}(?:走失|走丢|不见)|^(?:全院|我们院|我们|我院|院里|今天|今早|今晚|昨晚|刚才|刚刚|又|突然|[上下中]午|晚上|\s)*(?:停水|停电|停暖|停气|断水|断电|漏水|跳闸|水管爆|爆管)[^?]{0,30}$|(?:摔倒|摔伤|跌倒|摔了|烫伤|骨折|晕|发烧|发热|噎|呕吐|受伤|不舒服).{0,6}(?:老人|大爷|奶奶|大妈|职工|护工)|(?:老人|大爷|奶奶|大妈|职工|护工).{0,8}(?:摔倒|摔伤|跌倒|摔了|烫伤|骨折|发烧|发热|受伤|送医)/;
const NOT_HAPPENED =
  /[?吗呢]|怎么|怎样|咋|明[天日]|后天|将|计划|通知|注意|预防|防止|防范|如果|要是|培训|演练|隐患|去年|以前|新闻|听说|案例|多喝|家里|抗原|体温|应检|[无没未](?:人|有)?(?:老人)?(?:发|摔|受|跌)/;

/** 停电了; 今天摔倒一个老人,已送医院: an institution's own person tells what happened there. */
export const tellsHappened = (text: string, context: ReadingContext): boolean =>
  isOwn(context) && text.length < 60 && HAPPENED.test(text) && !NOT_HAPPENED.test(text);

const MENDED =
  /[道口插座楼层室房院灯门窗电水管梯锁箱器栏线路暖阀栓][^,。]{0,10}?(?:已经?)?(?:修|换|处理|整改|弄|清理?|更换|补)(?:好|完|到位)(?:了|啦)?[。!]?$/;

/** 三楼电线修好了. */
export const mended = (text: string, context: ReadingContext): boolean =>
  isOwn(context) &&
  text.length <= 40 &&
  (text.split(/[,。]/)[0] ?? '').length <= 24 &&
  MENDED.test(text.split(/[,。]/)[0] ?? '') &&
  !/[?吗没未]|电脑|手机|电话|群|家里|电视/.test(text);

/** 发现厨房灭火毯过期了. */
export const foundBroken = (text: string, context: ReadingContext): boolean =>
  isOwn(context) &&
  /^(?:刚才?|今天|昨天|昨晚)?发现[^?]{2,40}(?:坏|松|漏|裂|老化|过期|堵|脱落|失灵|不亮|不响|生锈|裸露|破损|打不开|关不上|没锁|上锁|堆)/.test(
    text,
  ) &&
  !/[?吗呢]|手机|电脑|群/.test(text);

const COMES =
  /(?:来)?(?:替|顶替?|代)(?:一下)?(?:我|他|她|本人|[\u4e00-\u9fff]{2,3}(?:院长|主任)?)(?:的班|值班|值?[一两]?[个天]班|值一天|一下|一天|吧|了)*(?:[,。!\s]|$)/;

/** 刘芳替李梅值10月2号的班. */
const SHIFT_OF = /[\u4e00-\u9fff]{2,3}(?:替|顶替?|代替?)[\u4e00-\u9fff]{2,3}值[^,。?]{1,10}班/;

/** 我后天有事,刘芳替我: somebody known stands before the verb. */
export function substitutes(text: string, context: ReadingContext): boolean {
  const known = knownNames(context);
  if (SHIFT_OF.test(text) && namesIn(text, known).length > 1 && !/[?吗]$|谁/.test(text)) return true;
  const match = COMES.exec(text);
  if (!match || !isOwn(context) || text.length > 40 || /[?吗]$|谁/.test(text)) return false;
  const before = text.slice(0, match.index);
  return namesIn(before, known).some(
    (name) => name.end === before.length && (name.kind === 'known' || name.kind === 'titled'),
  );
}

const WRONG = /^(?:不对|错了|搞错|写错|弄错|说错|发错|报错|更正)(?:了|啊|一下)?[,。:;!\s]+/;
/** 25号把刘芳换成赵刚; 24号不是刘芳,换赵刚: with a day, two colleagues and a word for it. */
const INSTEAD = /换成|改成|改为|换为|不是[\u4e00-\u9fff]{2,3},?(?:而?是|换)/;

/** 搞错了,李梅改成刘芳; 不对,后天值班是刘芳. */
export function correctsRoster(text: string, context: ReadingContext): boolean {
  if (INSTEAD.test(text) && text.length < 30 && isOwn(context)) {
    const known = namesIn(text, knownNames(context)).filter(({ kind }) => kind === 'known').length;
    if (known === 2 && findDays(text, context, { tense: 'future' }).length === 1) return true;
  }
  if (!WRONG.test(text)) return false;
  const named = namesIn(text.replace(WRONG, ''), knownNames(context)).length;
  return named > 0 && (/值班|带班/.test(text) || (named > 1 && /改成|换成|改为|换为|应该?是/.test(text)));
}

/** 固话 0477-8380001. */
export const givesLandline = (text: string): boolean =>
  /^(?:我院|本院|我站|本站)?的?值班(?:固定)?电话(?:号码)?(?:已经?)?(?:改|换|变更?|更新|更改)(?:成|为|到)?[了是:\s]*\(?\d/.test(
    text,
  ) || /^(?:我院|本院)?的?(?:值班)?(?:固话|固定电话|座机)(?:号码?)?[是为:\s]*\(?\d/.test(text);

/** 已经签字盖章了: nothing else than that. */
export const saysSigned = (text: string, context: ReadingContext): boolean =>
  isOwn(context) &&
  /^(?:值班表|表)?(?:都|也)?(?:已经?)?(?:签字|签好字?|签了字|签章|盖章|盖好章?|盖了章)(?:和|、|并)?(?:签字|盖章|盖好章?|盖了章)?(?:了|好了)?[。!,\s]*(?:见图|见附件|请查收)?[。!]?$/.test(
    text,
  );

const ORDERED =
  /^(?:让|叫|请|麻烦|喊|提醒|督促)(?:一下)?.*(?:赶紧|抓紧|尽快|快点?|把|[报交发填补])|(?:催|提醒|督促)(?:一下|一催|一遍|一声|催)?[。!]*$/;

/** 让柳河赶紧报疫苗; 罗台的值班表还没交,催一下: an admin has somebody reminded. With a day of its own it is a notice. */
export const ordersReport = (text: string, context: ReadingContext): boolean =>
  context.sender.role === 'admin' &&
  text.length < 40 &&
  ORDERED.test(text) &&
  !/[?吗呢吧]$|谁|怎么|为什么|不用|别|[催报交]了|\d|[明后]天|周[一二三四五六日末]|下班/.test(text) &&
  !['meeting', undefined].includes(findTopic(text)?.code) &&
  findUnits(text, context).some((unit) => unit.ids.length === 1);
