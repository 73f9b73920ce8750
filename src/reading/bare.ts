import { dayOf } from '../lib/time';
import type { ReadingContext } from './reading';
import { incidentWords } from './incident-words';
import { isQuestion } from './questions';
import { findDays } from './values/days';
import { nameAt, namesIn } from './values/names';
import { knownNames } from './values/people';
import { findUnits } from './values/units';
import {
  correctsRoster,
  exempts,
  foundBroken,
  givesLandline,
  mended,
  movesDeadline,
  ordersReport,
  saysSigned,
  substitutes,
  tellsHappened,
} from './bare-words';

/** A sentence without a command word: which intent its wording gives. The first rule that fits wins. */
interface Rule {
  readonly intent: string;
  readonly fits: (text: string, context: ReadingContext) => boolean;
}

const CALM =
  /无异常|没有?异常|未见异常|一切正常|均正常|都正常|正常(?!情况|报|化)|平安|没事|都好|安好|良好|太平|没什么事|都挺好/;
/** 平安 in greetings and news is no report (D.2.11). */
const NOT_CALM =
  /平安夜|阖家平安|合家平安|全家平安|祝.{0,12}平安|平安(?:健康|吉祥|幸福|喜乐|顺遂|保险|银行|证券|人寿|车险|大街|路(?![上人])|如意|归来|回家|到家|找到|是福|校园|建设|快乐)|一路平安|岁岁平安|保平安|出入平安|找到.{0,6}平安|守护|不留死角|筑牢|保障|确保|共建|牢记|坚守|护航|注意|请(?!假)|要求|希望|如何|快乐|新年|节日|！!/;
const POLITE = /请(?:各位)?(?:领导|局领导|组织)?(?:放心|查收|知悉|审阅|阅|悉知|阅示)/g;
/** Words that may stand beside 平安 in a report of a few words; anything longer is a chat. */
const REPORT_WORDS =
  /今天|今日|昨天|今晚|今儿|截至|[俺咱]们?院|我院|本院|我单位|本单位|全院|在院|老人|职工|员工|护工|火化|祭扫|在站|营业|营业中|消毒|报平安|无异常|零报告|火情|登记|秩序|\d+\s?[人名具对]/;
const RECEIPT =
  /^(?:好的?[,。\s]{0,2})?(?:已?收到|1|已阅|知悉|知道了?|明白了?)(?:[,。!.\s1]|收到|知道了|谢谢|感谢|好的|明白|马上|立即|一定|按要求|落实|照办|遵照|我们|尽快|报|办|执行|整改|传达|领导|已|了|啦|今[天晚]|明天|[上下]午|之?前|哈|辛苦|局|各位|会|会议|通知|,|按时|准时|参加|参会|到会|到场|安排|布置|准时){0,14}$/;

/** 收到, with a few words of what one will do now; 收到请回复 asks for it. */
const receives = (text: string): boolean => RECEIPT.test(text) || WILL_DO.test(text);
const WILL_DO = /^(?:好的?|嗯+|行|OK)?[,。\s]*已?收到(?![的请后])(?!.*(?:请|[吗没谁退\d?]|回复))[\s\S]{0,16}$/i;

const RULES: readonly Rule[] = [
  {
    intent: 'confirm',
    fits: (text, context) =>
      context.awaiting === 'shame' &&
      /^(?:(?:确认|发布?|可以|同意|没问题|没错|无误|行|好的?|就这[样么])[了吧的。!,\s]*)+$/.test(text),
  },
  {
    intent: 'cancel',
    fits: (text, context) =>
      context.awaiting === 'shame' &&
      /^(?:先|再)?(?:等等|等一?下|别急|慢着|稍等|停)?[,\s]*(?:先|都)?(?:退回|别发|取消|不发|暂缓|不要发|等等再发)/.test(
        text,
      ),
  },
  {
    intent: 'checkin',
    fits: (text, context) =>
      context.awaiting === 'spot_check' &&
      /在岗|在位|在班|^(?:我|都|人)?(?:一直|正)?(?:在|到)(?:的|呢|这|院里|院|了|啊|哈)*(?:$|[,。!\s]|在)|值守|正常|到岗|有人|没问题|没事/.test(
        text,
      ),
  },
  {
    intent: 'correct',
    fits: (text) =>
      !/作废|撤[回销消]/.test(text) &&
      (/^\*[^*]*[\u4e00-\u9fff](?![哈呢啊])[\u4e00-\u9fff\d]/.test(text) ||
        /^(?:上一条|刚才那条|上条|刚才(?:报|发)的|刚才|刚刚)[^。]{0,8}(?:改一|更正|[写报填]错|错了|应)/.test(text)),
  },
  {
    intent: 'undo',
    fits: (text) =>
      /(?:刚才|上一?条|那条|上面|刚发的?|刚报的?).{0,6}(?:作废|撤[回销消]|不算|删掉|取消)|[打写报发]错(?:群|了)?.{0,8}(?:作废|撤[回销消])|^(?:作废|撤[回销消])(?:刚才|上一?条)/.test(
        text,
      ),
  },
  { intent: 'inspect', fits: (text) => /^(?:四不两直|暗访)/.test(text) },
  { intent: 'lottery_check', fits: (text) => /^.{0,4}(?:专管员|福彩)(?:本周)?(?:巡查|抽查|自查)/.test(text) },
  { intent: 'incident', fits: (text) => incidentWords(text) },
  // 文本 谁没报零报告: the question is what the text is to be of.
  { intent: 'plain_text', fits: (text) => /^纯?文本\s/.test(text) },
  { intent: 'query', fits: isQuestion },
  { intent: 'deadline', fits: movesDeadline },
  { intent: 'exempt', fits: exempts },
  { intent: 'duty_update', fits: correctsRoster },
  { intent: 'duty_phone', fits: givesLandline },
  {
    intent: 'duty_update',
    fits: (text) =>
      /(?:[值带夜白晚早日]班).{0,10}(?:改一下|换成|改成|改为|更正)|换成.{1,6}(?:值班|带班)|的班.{0,4}(?:换成|改成|改为)/.test(
        text,
      ) && !/聚餐|活动/.test(text),
  },
  {
    intent: 'duty_swap',
    fits: (text) =>
      /^(?:我)?(?:想)?(?:和|跟|与).{2,6}换(?:个|一下)?班|(?:和|跟|与)[\u4e00-\u9fff]{1,4}换(?:个|一下?)班|换班(?!的事|这)/.test(
        text,
      ),
  },
  { intent: 'duty_substitute', fits: (text) => /(?:替|顶|代)班|[号日天晚].{0,6}替.{1,4}(?:值班|上班|的班)/.test(text) },
  { intent: 'duty_substitute', fits: substitutes },
  { intent: 'duty', fits: isRoster },
  { intent: 'duty_attach', fits: saysSigned },
  {
    intent: 'duty_attach',
    fits: (text) =>
      /^(?:已?收到|好的|领导好)?[,。!\s]*(?:[\u4e00-\u9fff\d]{0,8}?的?)?值班(?:表|安排表?).{0,14}(?:签[过完好了]?字|盖章|章盖|盖好|盖了|签好|公章|扫描|见图|见附件|已传|附件)/.test(
        text,
      ) && !/[?吗呢谁]|模板|格式|要求|注意|通知|请(?!看|查|审|领导|见)|[需须]/.test(text),
  },
  {
    intent: 'report_submit',
    fits: (text) =>
      /^(?:(?:\d{1,2}月)?\d{1,2}[日号](?:之?前|截止)?(?:要)?(?:[报交])?的)?(?:我院|我单位|本院)?(?:的)?(?:整改报告|排查报告|自查报告)[^?谁吗呢么]{0,20}(?:已|报|交|盖[章好了完过]|签[字好了完过]|邮箱|附件|纸质|送|发)/.test(
        text,
      ) && !/[?吗呢]$|模板|格式|样本|范本|样式/.test(text),
  },
  {
    intent: 'fix_extend',
    fits: (text, { quote }) =>
      quote !== undefined && /YH-\d/.test(quote) && /^[^?]{0,6}(?:再给|宽限|延期|延长|延到|延至)/.test(text),
  },
  {
    intent: 'fix_extend',
    fits: (text) => /^(?:YH-?\d{1,4}|\d{1,4}号(?:隐患)?|0\d{3})[^?]{0,12}(?:延期|宽限|再给)/i.test(text),
  },
  {
    intent: 'fix',
    fits: (text, context) =>
      /^(?:YH-?\d{1,4}|\d{1,4}号(?:隐患)?|0\d{3})?[\s,:]*(?:已经?)?(?:整改|修|弄|处理|换)(?:好了?|完(?:了|成|毕)|到位|结束)/i.test(
        text,
      ) ||
      (context.quote !== undefined &&
        /YH-\d/.test(context.quote) &&
        /整改|[修换弄改装补清拆]好|处理好|完成|搞定|弄完|好了|解决了/.test(text) &&
        !/[吗呢?没]$/.test(text)) ||
      /^0\d{3}\s?(?:已经?)(?:整改|修|换|处理)/.test(text) ||
      /^YH-?\d{1,4}.{0,20}(?:整改|修好|完成|更换|处理|已(?:经|全部|都)*[清拆换装补搬移挪修疏](?:好|完|走|除|理|通|掉)|[清拆换装补搬移修](?:好|完|走|出|开|上)?(?:来)?了)/i.test(
        text,
      ),
  },
  {
    intent: 'hazard_plan',
    fits: (text) =>
      /^(?:把)?(?:隐患)?YH-?\s?\d{1,4}[\s,:的]{0,2}(?:责任人|时限|期限|措施|资金|预案)/i.test(text) &&
      !/[?吗]$/.test(text),
  },
  { intent: 'fix', fits: mended },
  { intent: 'hazard', fits: foundBroken },
  {
    intent: 'hazard',
    fits: (text) =>
      /^(?:隐患)?(?:排查|自查|检查)?[:\s]*(?:我院|本院|今天|今日|本周|昨天|上午|下午|全院)*(?:安全)?(?:检查|自查|排查|巡查)?(?:未发现|没有?发现|无|没有?|零)(?:任何|新增|新的)?(?:安全)?隐患[。!]?$/.test(
        text,
      ) ||
      /^(?:刚才?|今天|昨天|今早|昨晚|今晚|上午|下午|夜里|巡查|检查|自查|排查)*(?:时|中)?发现(?:了)?(?:个|一个|一处|几个|\d+处|\d+个)?(?:新)?(?:安全)?(?:问题|隐患)/.test(
        text,
      ) ||
      /^(?:今天|昨天|今早|昨晚|刚才?|上午|下午|夜间|我院)?(?:巡查|检查|自查|排查)(?:时|中)?发现/.test(text),
  },
  {
    intent: 'remind',
    fits: (text, context) => /^催(?:一下|一催|催|下)?(?!人)/.test(text) && context.sender.role === 'admin',
  },
  { intent: 'remind', fits: ordersReport },
  {
    intent: 'tipoff',
    fits: (text) =>
      /^我要?举报|^举报(?!电话|箱|信|人|邮箱|渠道|有奖|热线)[\u4e00-\u9fff]|[,。\s]我?要?举报[!。]?$/.test(text),
  },
  {
    intent: 'zero',
    fits: (text) => /^有事[:,]/.test(text) || /^没报[,。!]?|^补报|^(?:昨天|前天)?(?:忘(?:记|了)*|漏)报/.test(text),
  },
  {
    intent: 'health',
    fits: (text) => /^[\u4e00-\u9fff]{0,6}[量测](?:了|完|过)?(?:一遍|一次)?体温[^?吗]*\d/.test(text),
  },
  { intent: 'zero', fits: isCalmReport },
  { intent: 'zero', fits: (text, context) => !/^(?:急报|突发|续报|终报)/.test(text) && tellsHappened(text, context) },
  { intent: 'ack', fits: (text, context) => receives(withoutUnit(text, context)) },
];

/** A roster without its command: a day, 带班 or 值班, and a name behind one of them; or a table with those columns. */
function isRoster(text: string, context: ReadingContext): boolean {
  if (isTable(text, context)) return true;
  if (!/带班|值班/.test(text) || NO_ROSTER.test(text)) return false;
  const labels = labelsWithName(text, context);
  const both = ['带', '值'].every((first) => labels.some((label) => label.startsWith(first)));
  if (!both && NOT_ONLY.test(text)) return false;
  // 带班王强 值班李梅: a roster that lacks its day, so that it is asked for.
  const days = findDays(text, context, { tense: 'future' });
  if (days.length === 0) return both && text.length < 60;
  // 国庆值班: 10.1王强李梅: the people stand directly behind their day.
  if (
    /值班[^,。\n]{0,6}:/.test(text) &&
    days.some((day) => nameAt(text, day.end, knownNames(context))?.kind === 'known')
  )
    return true;
  const today = dayOf(context.now);
  // 昨天李梅值班 tells what was.
  if (!both && !/\d/.test(text) && days.every((span) => span.last < today)) return false;
  return labels.length > 0 && (/带班/.test(text) || /^[^\u4e00-\u9fff]*\d/.test(text) || SHORT_ROSTER.test(text));
}
const NO_ROSTER = /不是|改|换|替|喝酒|[吗呢么?]$|怎么|什么|谁|不值班|不带班|没值班/;
/** Words of a chat about the duty, where only one label has a name. */
const NOT_ONLY = /通知|注意|要求|报送|纪律|班[,]?(?:你|您|真)?辛苦|记得|别忘|提醒|不要|带上|过来/;
/** 今晚值班李梅: little more than the day and the label. */
const SHORT_ROSTER = /^[\u4e00-\u9fff\d\s,:、]{4,36}$/;
const BESIDE = /(带班|值班)(?:的)?(?:领导|人员|员|人)?(?:[:\s,()是的为由]|安排)*/g;

/** The labels with a name behind them (值班的是刘芳) or before them (王院长带班). */
function labelsWithName(text: string, context: ReadingContext): string[] {
  const known = knownNames(context);
  return [...text.matchAll(BESIDE)].flatMap((match) => {
    const before = text
      .slice(Math.max(0, match.index - 12), match.index)
      .replace(/[\s(]+$/, '')
      .replace(/(?<=[\u4e00-\u9fff]{2})(?:[今明后]天|周[一二三四五六日]|\d{1,2}[日号])$/, '');
    const behind = nameAt(text, match.index + match[0].length, known) !== undefined;
    const ahead =
      namesIn(before, known).some((name) => name.end === before.length) ||
      /(?<![\u4e00-\u9fff])我$|本人$/.test(before) ||
      before.endsWith('带班我');
    return behind || ahead ? [match[1] ?? ''] : [];
  });
}

/** A table with its heading: 日期 带班 值班 above lines that begin with a day and hold a name. */
function isTable(text: string, context: ReadingContext): boolean {
  const [heading = '', ...lines] = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0 || !/带班/.test(heading) || !/值班|值守/.test(heading) || !/日期|时间|\|/.test(heading))
    return false;
  return lines.every(
    (line) => findDays(line, context, { tense: 'future' }).length > 0 && namesIn(line, knownNames(context)).length > 0,
  );
}

function withoutUnit(text: string, context: ReadingContext): string {
  const unit = findUnits(text, context)[0];
  return (unit?.start === 0 ? text.slice(unit.end) : text).replace(/^[\s,:]+|[\s。!]+$/g, '');
}

/** 检查人赵刚今天自查都正常: the report of something else. */
const OTHER_REPORT = /自查|九查九看|八点|体温|抗原|核酸|演练|培训|维保/;

/** 各位领导国庆快乐! before a report. */
const WISHES = /^(?:祝|各位|领导|大家|老师)[^,。!\n]{0,12}(?:快乐|安康|吉祥|好)[,。!\s]+/;

/** 康宁 平安; 今日无异常,报平安; 0301站正常营业,已消毒,平安. */
function isCalmReport(text: string, context: ReadingContext): boolean {
  const told = text.replace(POLITE, '').replace(WISHES, '');
  if (!CALM.test(told) || NOT_CALM.test(told) || OTHER_REPORT.test(told) || told.length > 160) return false;
  const words = told.replace(
    /^(?:收到|好的|领导好|各位领导(?:晚上|下午|上午)?好|大家好|(?:上午|下午|晚上)好)[,。!\s]*/,
    '',
  );
  const named = findUnits(words, context).length > 0;
  if (named || REPORT_WORDS.test(words)) return true;
  return /^(?:报?平安|一切正常|无异常|正常|一切平安|都好|没事)[。!,\s]*(?:无异常|平安|正常|报平安)?[。!\s]*$/.test(
    words,
  );
}

/** The intent of a sentence without a command, or nothing. */
export function bareIntent(text: string, context: ReadingContext): string | undefined {
  return RULES.find((rule) => rule.fits(text, context))?.intent;
}
