import { dayOf, stampOf, type Day } from '../../lib/time';
import type { DayOrStamp } from '../../domain/values';
import type { HazardValues } from '../shapes';
import { amount } from '../slots/plain';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { findDays } from '../values/days';
import { takeField } from '../values/fields';
import { findMoments } from '../values/moments';
import { NUMBER, numberOf, SMALL } from '../values/numbers';
import { takeLabelled, takeNameBefore } from '../values/people';
import { takePhones } from '../values/phones';
import { takeUnit } from '../values/units';
import { categoryOf } from '../values/hazard-category';

const OWNER = /(?:整改)?(?:责任人|负责人|整改人|责任单位负责人)/;
const DUE_LABEL = /(?:整改)?(?:时限|期限|完成时限|时间|整改时间|完成时间)[:为是]?\s*$/;
const DUE_AFTER = /^\s?(?:之?前|以前|修|换|整改|完成|处理|解决|清|改|更换|到位|内|拆|装|补|来修|请人)/;
const FOUND_AFTER = /^\s?(?:[早晚上中下午夜里间]{1,3})?(?:[\u4e00-\u9fff]{0,4})?(?:发现|巡查|检查|自查|查出|排查|看到)/;
const QTY = new RegExp(
  `(?<![第\\d楼层号YH-])(\\d{1,4}|[二两三四五六七八九十]{1,3})(处|个|具|辆|扇|根|只|台|盏|块|张|间|瓶|把|樘|套|组|支|条|个点|桶|箱|床|盒|袋|罐|颗|面)(?!月|小时|人|点|工作日)`,
);
const DONE =
  /(?:已经?|当场|立即|现场)?(?:立查立改|立行立改)|(?:已经?|当场|现已)(?:全部)?(?:清理?|推|处理|整改|修|换|关|拆|移|挪|搬|消除|更换|补|撤|停用|紧固|拧紧|加固|疏通|铲|固定|复位|归位|扫|收走|扔)[\u4e00-\u9fff]{0,4}|(?:清理?|修|换|整改|处理)(?:好|完)了/;
const NONE =
  /^(?:今天|今日|本周|昨天|上午|下午|全院|排查|自查|检查|:|经?自查|经?检查|经?排查|巡查|安全|,|\s)*(?:无|没有|没|无隐患|未发现(?:隐患|问题)?|没有?(?:发现)?(?:隐患|问题)|暂无|零隐患)[。.!\s]*$/;
const LEAD =
  /^(?:(?:刚|今天|昨天|昨晚)?(?:巡查|检查|自查|排查)?(?:时|中)?发现(?:了)?(?:个|一个|一处|几个|\d+[处个])?(?:新)?(?:安全)?(?:问题|隐患)?|上报|(?:问题|隐患|情况|内容|描述)(?:内容|情况|描述)?(?=[:\s]))[:,\s]*/;
const PLACE =
  '(?:[东西南北前后][\\u4e00-\\u9fff]?)?(?:[一二三四五六七八九十\\d]{1,2}(?:号)?(?:楼|层|栋|区))?(?:[一二三四五六七八九十\\d东西南北]{0,4})(?:房间|厨房|食堂|餐厅|锅炉房|配电室|配电房|配电箱旁|地下室|卫生间|浴室|宿舍|活动室|楼梯口|楼梯间|楼道|走廊|通道|消防通道|大厅|仓库|库房|厢房|西楼|东楼|南楼|北楼|南门|北门|东门|西门|大门|院内|院子|门卫|车库|洗衣房|医务室|办公室|值班室|[一二三四五六七八九十\\d]{1,2}楼(?:东|西|南|北)?侧?|[东西南北]楼)';

interface Days {
  readonly found: Day;
  readonly due?: DayOrStamp;
}

/** Which of the typed days is the deadline and which the day on which it was found. */
function takeDays(source: Source): Days {
  const today = dayOf(source.context.now);
  let found: Day | undefined;
  let due: DayOrStamp | undefined;
  const text = source.rest;
  for (const moment of findMoments(source, { tense: 'future' })) {
    const after = text.slice(moment.end, moment.end + 12);
    if (/^\s?(?:[上下]午)?(?:复查|回头看|再查|再看|验收)/.test(after)) {
      source.cut(moment.start, moment.end);
      continue;
    }
    const labelled = DUE_LABEL.test(text.slice(Math.max(0, moment.start - 8), moment.start));
    if (!moment.span && moment.clock && !labelled && !DUE_AFTER.test(after)) continue;
    const past = moment.span ? findDays(moment.span.text, source.context, { tense: 'past' })[0] : undefined;
    const looksBack =
      !labelled &&
      (FOUND_AFTER.test(after) ||
        (!DUE_AFTER.test(after) &&
          (moment.value ?? '') < stampOf(source.context.now) &&
          (moment.value ?? '') <= today));
    source.cut(moment.start, moment.end);
    if (moment.mistake) source.mistake(moment.mistake);
    else if (looksBack) found ??= past?.first ?? moment.span?.first;
    else if (due !== undefined && due !== moment.value)
      source.mistake({
        code: 'contradictory',
        typed: source.text.slice(moment.start, moment.end),
        details: { day: due.slice(0, 10) },
      });
    else due = moment.value;
  }
  source.take(/[\uE000]\s?(?:之前|以前|前(?![门院台后面]))/);
  const immediate =
    due === undefined &&
    (/(?:时限|期限)[:为是\s]*(?:立即|马上|当天|立刻)/.test(source.text) ||
      /立即整改|(?<=^|[\s,。])(?:立即|马上|当天)(?=$|[\s,。])/.test(source.text));
  if (found === undefined) source.origins['found'] = { from: 'default', rule: 'today' };
  return { found: found ?? today, ...(immediate ? { due: today } : due !== undefined && { due }) };
}

function takeLevel(source: Source): HazardValues['level'] {
  const typed =
    takeField(source, '(?:隐患)?(?:等级|级别)', 'clause') ??
    source.take(/(?:隐患)?(?:等级|级别)\s?([\u4e00-\u9fff]{2,4})/)?.groups[0];
  if (typed !== undefined && !/^(?:(?:一般|重大)(?:隐患|事故隐患)?\s?){1,2}$/.test(typed))
    return source.mistake({ code: 'bad_enum', typed, choices: ['一般', '重大'] });
  const strange = source.find(/(?<=^|[\s,。])(?:特别重大|特大|较大|严重)(?:隐患)?(?=$|[\s,。])/);
  if (typed === undefined && strange)
    return source.mistake({ code: 'bad_enum', typed: strange.text, choices: ['一般', '重大'] });
  const text = `${typed ?? ''} ${source.rest}`;
  const major = /(?<!不|非|不属于|不是)重大/.test(text);
  const general = /一般(?!是|都|来说|情况)/.test(text);
  if (major && general) return source.mistake({ code: 'contradictory', typed: '一般 重大' });
  source.take(/(?:属于?)?(?:重大|一般)(?:隐患|事故隐患)?/);
  if (major) return 'major';
  if (general) return 'general';
  return undefined;
}

/** 花200块, 大概30块钱: what it costs, no count of places. */
function takeMoney(source: Source): number | undefined {
  const piece = source.take(MONEY);
  return numberOf(piece?.groups.find((group) => group !== undefined) ?? '');
}
const MONEY = new RegExp(
  `[,\\s]?(?:大概|预计|估计|约|共|需要?)*(?:花费?|花了?|费用|预算)(?:大概|预计|约|了|共)*[:\\s]?(${NUMBER})(?:元|块钱?)?|[,\\s]?(?:大概|预计|估计|约|共|需要?)*(${NUMBER})(?:块钱|元)`,
);

function takeQty(source: Source): number | undefined {
  const piece = source.take(QTY);
  return piece && numberOf(piece.groups[0] ?? '');
}

const CUES =
  /立即整改|(?:整改|完成)?(?:时限|期限|时间)[:为是]?(?:立即|马上|当天)?|整改(?=[\s\uE000,。]|$)|(?<=\uE000)\s?(?:必须|务必|要)?(?:修好|整改(?:完成?|到位)?|换好?|更换|完成|修复?|改好?|处理)(?=[\s,。]|$)|(?<![\u4e00-\u9fff])(?:物业|厂家|师傅|电工)说?(?=\s?\uE000)|(?:限|要求|务必)\s?(?=\uE000)/g;

function freeText(source: Source): string {
  for (const match of source.rest.matchAll(CUES)) source.cut(match.index, match.index + match[0].length);
  return source.free().replace(LEAD, '').trim();
}

function splitPlace(text: string): { location?: string; desc: string } {
  const start = new RegExp(`^(${PLACE})[\\s,的]*`).exec(text);
  if (start?.[1] !== undefined && text.length - start[0].length >= 2)
    return { location: start[1], desc: text.slice(start[0].length).replace(/^发现(?:了|有)?(?=.{2})/, '') };
  const token = new RegExp(`(?<=\\s)(${PLACE}|${SMALL}楼)$`).exec(text);
  return token ? { location: token[0], desc: text.slice(0, token.index).trim() } : { desc: text };
}

function readHazard(source: Source): Partial<HazardValues> {
  const inst = takeUnit(source, { unknown: source.context.sender.unitId === undefined });
  const base = inst === undefined ? {} : { inst };
  if (NONE.test(source.free())) return { ...base, found: dayOf(source.context.now), none: true };
  const phones = takePhones(source);
  const labelled = takeLabelled(source, OWNER, phones);
  const named = labelled ? undefined : takeNameBefore(source, /^负责/);
  if (named !== undefined) source.take(/(?<=\uE000)负责/);
  const owner = labelled ?? (named === undefined ? undefined : [{ name: named }]);
  const location = takeField(source, '地点|位置|部位|地址|场所');
  const measure = takeField(source, '(?:整改)?措施');
  const preplan = takeField(source, '预案');
  const funds = amount('资金').take(source) ?? takeMoney(source);
  const level = takeLevel(source);
  const days = takeDays(source);
  const qty = takeQty(source);
  const done = source.find(DONE);
  const text = freeText(source);
  const place = location === undefined ? splitPlace(text) : { location, desc: text };
  if (place.desc === '' && source.mistakes.length === 0)
    source.mistake({ code: 'missing_field', ask: '隐患情况', details: { slot: 'desc' } });
  const category = categoryOf(source.text);
  return {
    ...base,
    ...days,
    ...place,
    ...(owner && { owner }),
    ...(level && { level }),
    ...(qty !== undefined && { qty }),
    ...(done && { state: 'done' as const }),
    ...(measure !== undefined && { measure }),
    ...(funds !== undefined && { funds }),
    ...(preplan !== undefined && { preplan }),
    ...(category !== undefined && { category }),
  };
}

export const hazardSlots = spread<HazardValues>(readHazard, {
  inst: '单位',
  found: '发现日期',
  desc: '隐患情况?',
  none: '无?',
  location: '地点?',
  level: '等级?',
  owner: '责任人?',
  due: '整改时限?',
  qty: '数量?',
  state: '状态?',
  measure: '措施?',
  funds: '资金?',
  preplan: '预案?',
  category: '类别?',
});
