import type { ReadingContext } from './reading';
import { findDays } from './values/days';
import { nameAt } from './values/names';
import { knownNames } from './values/people';
import { findTopic } from './values/topics';

/** A wording without a command word, and what it most likely means: it is asked about, never guessed. */
interface Hint {
  readonly intent: string;
  readonly fits: (text: string, context: ReadingContext) => boolean;
}

const inUnit = ({ sender }: ReadingContext): boolean => sender.role === 'staff' || sender.role === 'head';
const inBureau = ({ sender }: ReadingContext): boolean => sender.role === 'admin';

const THING =
  /[楼层室房院厅厕厨灶灯门窗墙顶板梯管阀线缆箱柜栓泵炉锁栏梁柱]|地砖|扶手|插座|插排|开关|电器|电线|灭火|消防|烟感|喷淋|报警|监控|探头|通道|出口|轮椅|护栏|床|水|电|暖|燃气|煤气|井盖|屋面|吊顶|标识|空调/;
const BROKEN =
  /坏|松动?[了脱]|松了|漏|裂|老化|过期|堵|脱落|失灵|失效|不亮|不响|不热|不通|生锈|锈蚀|裸露|破损|破了|短路|断了|断裂|翘|塌|打不开|关不上|关不严|没电|积水|打滑|湿滑|冒烟|漏电|上锁|占用|堆/;

/** 二楼灯不亮 is a piece of an answer as often as a sentence; what is longer than a hazard's story is a chat. */
const WHOLE = 8;
const LONG = 60;

const HINTS: readonly Hint[] = [
  { intent: 'fix', fits: (text) => /YH-?\s?\d|(?<!\d)\d{1,4}号隐患/i.test(text) },
  {
    intent: 'correct',
    fits: (text) => /(?:报|写|填|数)错|应该是\s?\d|不是\d+[人个]?[,\s]*是\d/.test(text) && /\d/.test(text),
  },
  {
    intent: 'visit',
    fits: (text, context) =>
      inUnit(context) && /看望了?|探望了?|家访|送温暖/.test(text) && /低保|特困|五保|户|送了?|[元块]/.test(text),
  },
  {
    intent: 'hazard',
    fits: (text, context) =>
      inUnit(context) &&
      THING.test(text) &&
      BROKEN.test(text) &&
      text.length >= WHOLE &&
      text.length < LONG &&
      !/手机|电话|电脑|路上|家里|群|堵车|塞车|车站|公交|高铁/.test(text),
  },
  { intent: 'undo', fits: (text) => /^(?:撤[销回消]|作废)(?!了)[^,。?]{2,14}$/.test(text) },
  { intent: 'duty', fits: namesShifts },
];

/** Orders and questions, although they sound like talk: 让柳河赶紧报零报告, 本月走访多少户了. */
const SPOKEN: readonly Hint[] = [
  {
    intent: 'opinion',
    fits: (text, context) =>
      inUnit(context) &&
      /发帖|上访|信访|曝光|闹事|讨薪|维权|讨说法|拉横幅/.test(text) &&
      !/防止|避免|做好|加强|学习/.test(text),
  },
  {
    intent: 'remind',
    fits: (text, context) =>
      inBureau(context) &&
      /催|赶紧|抓紧|尽快|提醒/.test(text) &&
      (/没报|未报|催/.test(text) || (findTopic(text) !== undefined && /报|交/.test(text))),
  },
  {
    intent: 'shame',
    fits: (text, context) => inBureau(context) && /通报/.test(text) && /没报|未报|迟报|漏报|一下/.test(text),
  },
  { intent: 'tipoff', fits: (text, context) => context.sender.role === 'guest' && /举报|投诉/.test(text) },
  {
    intent: 'query',
    fits: (text, context) =>
      context.sender.role !== 'guest' &&
      text.length < 40 &&
      /^(?!谁那|谁家|谁给|哪里买|哪买)/.test(text) &&
      (!['meeting', undefined].includes(findTopic(text)?.code) || /[值带夜白]的?班|隐患|挂牌|放假|上班/.test(text)) &&
      /多少|几[个家户次人条处天]|哪[些几家天]|谁|什么时候|哪天|何时|看一?下|查一?下/.test(text) &&
      !/值班室|谁[有会能懂知去来要想那家给是管拿落丢动放]|哪位|借|模板|格式|辛苦|怎么样/.test(text),
  },
];

/** 24号王强、25号刘芳; 2号晚上赵刚值夜班: people and days without the word for what they do there. */
function namesShifts(text: string, context: ReadingContext): boolean {
  const known = knownNames(context);
  const days = findDays(text, context, { tense: 'future' });
  if (days.length > 0 && /[夜白晚早日]班|值夜|值守|当班|的班/.test(text) && known.some((name) => text.includes(name)))
    return true;
  return days.length > 1 && days.every((day) => nameAt(text, day.end, known)?.kind === 'known');
}

const hinted = (hints: readonly Hint[], text: string, context: ReadingContext): string | undefined =>
  hints.find((hint) => hint.fits(text, context))?.intent;

export const hintOf = (text: string, context: ReadingContext): string | undefined => hinted(HINTS, text, context);
export const spokenHintOf = (text: string, context: ReadingContext): string | undefined =>
  hinted(SPOKEN, text, context);
