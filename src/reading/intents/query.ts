import type { DayRange } from '../../domain/values';
import { dayOf } from '../../lib/time';
import type { QueryValues } from '../shapes';
import { askedFor } from '../asked';
import { spread } from '../slots/slot';
import { Source } from '../source';
import { festivalNamed } from '../values/day-makers';
import { findDays } from '../values/days';
import { knownNames } from '../values/people';
import { findTopic } from '../values/topics';
import { ownUnit, takeTargets } from '../values/units';
import { isoWeek } from '../values/weeks';

/** What is asked, in the order in which the wording is tried. */
const WHAT: readonly (readonly [string, RegExp])[] = [
  [
    'my_next_duty',
    /下(?:一|个|一个)?班(?:次)?(?:是)?我?(?:是)?(?:哪天|什么时候|何时|几号)|我(?:什么时候|啥时候|哪天|哪几天|几号|何时)(?:轮到|该)?(?:值班|带班|上班|当班)|我的(?:下一)?班/,
  ],
  ['export', /导出|下载/],
  ['stat', /统计|汇总/],
  ['supervised', /挂牌/],
  ['overdue_hazards', /(?:超期|逾期)[^,。]{0,6}隐患|隐患[^,。]{0,8}(?:超期|逾期)|^(?:超期|逾期)/],
  [
    'open_hazards',
    /隐患[^,。]{0,6}(?:改|修)(?:完|好)?了?没|未整改|没整改|未销号|没销号|未改|没改|(?:有|还有|查)[^,。]{0,6}隐患|隐患(?:台账|清单|情况)|整改情况/,
  ],
  ['missing_days', /(?:漏|缺|少|没|未)(?:报)?了?哪(?:几|些)?天|哪(?:几|些)?天(?:没|未|漏)/],
  ['late', /迟报|晚报|迟了|超时/],
  ['campaign', /专项行动|行动进度|^进度/],
  ['coverage', /巡查[^,。]{0,8}(?:没去|没查|未去|未查|哪些)|(?:没去|未去)过?/],
  ['missing', /(?:谁|哪(?:些|几)?(?:家|个)?(?:单位|院|机构)?)(?:今天|昨天)?(?:还)?(?:没|未)(?:有)?(?:报|交)/],
  ['todo', /待办|(?:没|未|要|该)交|还有(?:什么|哪些|啥)|(?:欠|差|缺)(?:什么|哪些|啥)/],
  ['record_time', /(?:几点|什么时候|何时|哪天)(?:报|交|上报|发)的/],
  ['deadline', /截止|(?:几点|什么时候|何时|哪天|几号)[^,。]{0,2}(?:前)?(?:报|交)|到期/],
  ['missing', /(?:没|未)有?(?:回复|回执|确认|收到|看)|回执|(?:报|交)(?:了|过|上)?(?:吗|没有?)[?。]?$/],
  ['missing', /(?:差|缺)(?:谁|哪)|(?:没|未)(?:报|交)|漏报|还差/],
  ['holiday', /放(?:几|多少)天|放假|节假日|假期|下一?个?节/],
  ['workday', /上班|休息吗/],
  ['duty', /值班|值的班|带班|在岗|夜班|白班|当班/],
];
const RECEIPT = /回复|回执|(?:没|未)有?(?:收到|确认|看)/;
/** 我报了没有: about oneself. */
const DID_I = /(?:报|交)(?:了|过|上)?(?:吗|没有?)[?。]?$/;
/** 专项报告 is the campaign's, whatever it is about; a 月报 of nothing else is that of the findings. */
const exportItem = (text: string, topic: string | undefined): string | undefined =>
  /专项/.test(text) ? 'campaign' : (topic ?? (/月报/.test(text) ? 'hazard' : undefined));
/** 谁没报悬挂国旗: words behind the question, or before it, that name a matter nobody asked for. */
const BEHIND = /(?:没|未)(?:有)?(?:报|交)(?:了|过|上)?(\p{Script=Han}{2,12})[?？。!]*$/u;
const BEFORE = /^(\p{Script=Han}{2,12}?)(?:还有|还|都|有)*(?:谁|哪)/u;
const NO_MATTER =
  /^(?:的|了|谁|呢|吗|啊|呀|吧|请|还|有|都|是|查|看|问|说|一下|一遍|今天|昨天|现在|目前|本周|本月|到底|单位|机构|各?院|公墓|名单|人|家|材料|东西|情况|报表|报告|哪些|几|个|一|小安|帮|我|您|你|给|统计|列|出来|来|下|那|这|次|所有|全部|大家)+$/;
function otherMatter(source: Source): string | undefined {
  const text = source.rest.trim();
  const words = (BEHIND.exec(text) ?? BEFORE.exec(text))?.[1];
  return words === undefined || NO_MATTER.test(words) ? undefined : words;
}

/** 谁没报: everything that is owed; where nothing is, the daily report. */
const everyItem = ({ text, context }: Source): string =>
  context.openTitles.length === 0 && /(?:没|未)有?报/.test(text) ? 'zero' : 'all';

const OWN_BY_DEFAULT = new Set(['duty', 'todo', 'record_time']);
const HOLIDAY = /元旦|春节|清明|劳动节|五一|端午|中秋|国庆/;

function takeWhen(source: Source, what: string): Pick<QueryValues, 'date' | 'range' | 'week'> {
  const today = dayOf(source.context.now);
  const [span] = findDays(source.rest, source.context, {
    tense: 'question',
    spans: true,
  });
  if (!span) return what === 'duty' ? { date: today } : what === 'coverage' ? { week: isoWeek(today) } : {};
  source.cut(span.start, span.end);
  if (what === 'holiday') return {};
  if (span.mistake) {
    source.mistake(span.mistake);
    return {};
  }
  if (what === 'coverage') return { week: isoWeek(span.first) };
  const range: DayRange = [span.first, span.last];
  return span.days.length > 1 ? { range } : { date: span.first };
}

function whatOf(text: string, command: string): string {
  const whole = `${command} ${text}`;
  if (/^查?值班/.test(command) && !/差|没报|未报|截止/.test(text)) return 'duty';
  const asked = askedFor(text) ?? WHAT.find(([, pattern]) => pattern.test(whole))?.[0];
  if (asked !== undefined) return asked;
  if (/进度/.test(command)) return 'campaign';
  if (/日历/.test(command)) return 'holiday';
  return findTopic(text)?.code === 'hazard' ? 'open_hazards' : 'stat';
}

function readQuery(source: Source): Partial<QueryValues> {
  const text = source.text;
  const secret = /身份证|银行(?:卡|账)|卡号/.exec(text);
  if (secret) source.mistake({ code: 'refused', typed: secret[0] });
  const what = whatOf(text, source.frame.command);
  const holiday =
    what === 'holiday' ? (/下一?个?/.test(text) && !HOLIDAY.test(text) ? 'next' : HOLIDAY.exec(text)?.[0]) : undefined;
  const targets = takeTargets(source);
  const topic = findTopic(text);
  const when = takeWhen(source, what);
  const own = ownUnit(source.context);
  const asked = targets ?? ((OWN_BY_DEFAULT.has(what) || DID_I.test(text)) && own !== undefined ? [own] : undefined);
  const named =
    what !== 'duty' &&
    what !== 'todo' &&
    what !== 'coverage' &&
    what !== 'campaign' &&
    !/hazards|supervised|holiday|workday|my_next/.test(what);
  const [title] = source.context.openTitles.filter((each) => text.includes(each)).sort((a, b) => b.length - a.length);
  // 国庆零报告 is one task, 零报告 are all of them that run.
  const known = title !== undefined && title.length > (topic?.word.length ?? 0) ? title : topic?.code;
  const item = named
    ? ((RECEIPT.test(text) ? 'receipt' : what === 'export' ? exportItem(text, topic?.code) : known) ??
      (what === 'missing' ? otherMatter(source) : undefined) ??
      (what === 'late' || what === 'missing' ? everyItem(source) : undefined))
    : undefined;
  const format = /excel|xlsx|表格|电子表/i.test(text) ? 'xlsx' : /word/i.test(text) ? 'docx' : undefined;
  return {
    what,
    ...(asked && { targets: asked }),
    ...(item !== undefined && { item }),
    ...when,
    ...(what === 'duty' && /晚上|夜班|夜里|夜间|[今明后昨当]晚|晚班/.test(text) && { shift: 'night' as const }),
    ...(what === 'duty' && /白班|白天|日班/.test(text) && { shift: 'day' as const }),
    ...(what === 'duty' && /带班/.test(text) && { role: 'leader' as const }),
    ...(what === 'my_next_duty' && nextOf(source)),
    ...(holiday !== undefined && { holiday: holiday === 'next' ? holiday : festivalNamed(holiday) }),
    ...(format !== undefined && { format }),
  };
}

/** 赵刚下一班是哪天: whoever is named, else the sender. */
function nextOf({ text, context }: Source): { name?: string } {
  const name = knownNames(context).find((each) => text.includes(each)) ?? context.sender.name;
  return name === undefined ? {} : { name };
}

export const querySlots = spread<QueryValues>(readQuery, {
  what: '查什么',
  targets: '单位?',
  item: '事项?',
  date: '日期?',
  range: '期间?',
  week: '周?',
  shift: '班次?',
  role: '带班?',
  name: '姓名?',
  holiday: '节日?',
  format: '格式?',
});
