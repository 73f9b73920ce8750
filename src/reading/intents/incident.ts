import type { Source } from '../source';
import { spread } from '../slots/slot';
import { takeCounts } from '../values/counts';
import { pastStamp } from '../values/moments';
import { numberOf, NUMBER } from '../values/numbers';
import { takeNumber } from '../values/numbers-typed';
import { nameAt, namesIn } from '../values/names';
import { knownNames, takeLabelled } from '../values/people';
import { findPhones } from '../values/phones';
import { takeUnit } from '../values/units';
import type { Named } from '../../domain/values';

export interface IncidentValues {
  readonly inst?: string;
  readonly phase: 'first';
  readonly type?: string;
  /** Only when a clock was typed (rule 9). */
  readonly time?: string;
  readonly desc?: string;
  readonly dead?: number;
  readonly injured?: number;
  readonly sick?: number;
  readonly hospital?: number;
  readonly unconscious?: number;
  readonly positive?: number;
  readonly contacts?: number;
  readonly elders?: number;
  /** Who gathered. */
  readonly people?: number | undefined;
  /** Whom it happened to. */
  readonly name?: string;
  readonly reporter?: readonly Named[];
}

const TYPES: readonly (readonly [string, RegExp])[] = [
  ['山火', /山火|过火面积|荒火|祭扫失火/],
  ['煤气中毒', /煤气中毒|一氧化碳/],
  ['燃气泄漏', /燃气|煤气|液化气/],
  ['火灾', /火灾|起火|着火|失火|冒火/],
  ['食物中毒疑似', /食物中毒|拉肚子|腹泻|呕吐|拉稀|肚子疼|腹痛|恶心/],
  ['传染病', /阳性|诺如|流感|新冠|传染|水痘|疥疮/],
  ['死亡', /死亡|去世|自杀|自缢|抢救无效/],
  ['坠床', /坠床|坠楼|跌落/],
  ['走失', /走失|走丢|不见了|失踪|跑了|翻墙/],
  ['坍塌', /坍塌|倒塌|塌/],
  ['停暖', /停暖|暖气|爆管/],
  ['停电', /停电/],
  ['治安', /打架|持刀|闹事|冲突/],
  ['舆情', /媒体|曝光|采访|网上/],
  ['疾病', /昏迷|晕倒|噎|心脏|抽搐|突发疾病/],
];

/** Counts; 伤2人 and 2人受伤 alike. Impossible numbers are left out: an incident is never refused (P12). */
const WHO = '(?:老人|职工|护工|员工|孩子|儿童|人员)?';
export const INCIDENT_COUNTS = {
  dead: `${WHO}(?:死亡|遇难|去世)|死(?=\\s?\\d|[一二三四五])`,
  injured: `${WHO}(?:受伤|轻伤|重伤|烧伤|烫伤|[压砸撞摔划咬扎冻]伤)(?:老人|职工|护工|员工|孩子|儿童)?|伤(?=\\s?\\d|[一二三四五])`,
  unconscious: `${WHO}昏迷`,
  positive: `${WHO}(?:抗原|核酸)?(?:检测)?(?:呈)?阳性`,
  contacts: '密接|密切接触者?',
  hospital: `${WHO}(?:已)?(?:送(?:往|到|去)?[\\u4e00-\\u9fff]{0,6}?(?:医院|卫生院)|住院|送医|就医)`,
  sick: `${WHO}(?:出现)?(?:上吐下泻|恶心呕?吐?|肚子疼(?:拉稀)?|腹痛(?:腹泻)?|拉稀|头晕|呕吐腹泻|发烧|发热|高烧|起疹子?|出疹子?|感染|中毒|拉肚子呕?吐?|腹泻|呕吐|发病|吐(?![血槽])|不适)`,
  elders: '老人',
} as const;

const HARMED = '(?:老人|职工|护工|员工|孩子|儿童)?(?:受伤|轻伤|重伤|烧伤|烫伤|昏迷|死亡|遇难|呕吐|腹泻|送医|住院|阳性)';
const HARM_COUNTED = new RegExp(`(\\d\\s?(?:名|个|位|人)${HARMED})|${HARMED}`);

/** 2人受伤1人昏迷, but 受伤2人昏迷1人: what stands first decides for all. */
export const numberFirst = (text: string): boolean => HARM_COUNTED.exec(text)?.[1] !== undefined;

function readIncident(source: Source): Partial<IncidentValues> {
  const inst = takeUnit(source, { unknown: false });
  const story = source.text;
  const phones = findPhones(source.rest);
  const reporter = takeLabelled(source, /报告人|上报人|联系人/, phones);
  const time = pastStamp(source);
  const name = victimIn(source);
  const { values } = takeCounts(source, INCIDENT_COUNTS, numberFirst(source.rest));
  if (/(?:无|没有?)(?:人员|人)?伤亡/.test(story)) Object.assign(values, { dead: 0, injured: 0 });
  if (values.dead === undefined && /抢救无效|死亡|去世/.test(story) && !/无人?死亡/.test(story)) values.dead = 1;
  const injured = injuriesIn(story);
  if (injured !== undefined) values.injured = injured;
  else if (values.injured === undefined && hurtsOne(story)) values.injured = 1;
  if (values.sick === undefined && ILLNESS.test(story)) {
    const ill = takeNumber(source, ILL) ?? values.elders;
    if (ill !== undefined) values.sick = ill;
  }
  const people = source.find(CROWD)?.groups[0];
  const type = TYPES.find(([, pattern]) => pattern.test(story))?.[0];
  // Whatever could not be read is part of the story; nothing of it refuses the report.
  source.mistakes.length = 0;
  return {
    ...(inst !== undefined && { inst }),
    phase: 'first',
    ...(type !== undefined && { type }),
    ...(time !== undefined && { time }),
    ...(story !== '' && { desc: story }),
    ...values,
    ...(people !== undefined && { people: numberOf(people) }),
    ...(name !== undefined && { name }),
    ...(reporter && { reporter }),
  };
}

/** 家属拉横幅 约40人. */
const CROWD = new RegExp(
  `(?:家属|群众|村民|闹事|围|堵|聚集|讨薪|上访)[^\\d]{0,10}?(?:约|近|大约|有)?(${NUMBER})(?:余|多|来)?(?:人|名)`,
);
const ILLNESS = /恶心|头晕|腹泻|呕吐|拉稀|肚子疼|腹痛|中毒|流感|水痘|手足口|诺如|疥疮|肺炎|传染|疹|发烧|发热|病[了倒]/;
/** 5个孩子出水痘, 病了5个. */
const ILL = new RegExp(
  `病[了倒]\\s?(${NUMBER})(?:个|名|位|人)|(?<![\\d第])(${NUMBER})(?:个|名|位)(?:老人|孩子|儿童|职工|护工|院民|人)|(?<![\\d第])(${NUMBER})人`,
);

const ONE =
  /(?<![\d一二三四五六七八九十百])(?:一|1)(?:名|个|位)(?=[\u4e00-\u9fff])|(?:老人|职工|护工|员工|孩子|儿童)[\u4e00-\u9fff]某/g;
const HURT =
  /(?:头|脸|面|手|腿|脚|腰|胳膊|膝|胯|髋|额|眼|臂|背|胸|肩)[\u4e00-\u9fff]{0,2}(?:受伤|骨折|流血|出血|扭伤|擦伤|划伤|摔伤|烫伤)/;

/** 一名孩子头部受伤: one was counted, and hurt. */
const hurtsOne = (text: string): boolean =>
  HURT.test(text) &&
  (text.match(ONE) ?? []).length === 1 &&
  !/[\d二两三四五六七八九十](?:名|个|位|人)|未受伤|没有?受伤|无/.test(text.replace(ONE, ''));

/** 1人重伤2人轻伤: both are injured. */
function injuriesIn(text: string): number | undefined {
  const of = (word: string): number | undefined => {
    const typed = new RegExp(`(${NUMBER})(?:人|名|位)?${word}|${word}(${NUMBER})(?:人|名|位)`).exec(text);
    return typed ? numberOf(typed[1] ?? typed[2] ?? '') : undefined;
  };
  const [heavy, light] = [of('重伤'), of('轻伤')];
  return heavy === undefined || light === undefined ? undefined : heavy + light;
}

const VICTIM =
  /(?:老人|院民|职工|护工|员工|孩子|儿童|受助人员)(?:名?叫|姓名|名字[叫是])?[:\s]*|(?:名?叫|姓名|名字[叫是])[:\s]*/g;
const HIT =
  /^[\s,(]*(?:\d{1,3}岁|[男女]|凌晨|[今昨早晚][天早晚上]|[上中下]午|夜里|[\d:]{1,5}[点时分]?|半|左右|许|大约|约|[,)\s])*(?:走失|走丢|不见|失踪|摔|跌|坠|噎|晕|昏|突发|突然|猝死|去世|死亡|受伤|烫|烧伤|被|呼吸|心|溺|自)/;

/** 老人刘玉珍走失, 叫刘玉珍: a name behind the word for a person, or before what befell them. */
function victimIn(source: Source): string | undefined {
  const known = knownNames(source.context);
  const text = source.rest;
  for (const match of text.matchAll(VICTIM)) {
    const piece = nameAt(text, match.index + match[0].length, known);
    if (piece && (HIT.test(text.slice(piece.end)) || /^(?:$|[\s,。(\d])/.test(text.slice(piece.end))))
      return piece.name;
  }
  return namesIn(text, known).find(
    (piece) =>
      (HIT.test(text.slice(piece.end)) || /^[\s,(]*(?:[男女][\s,]*)?\d{1,3}岁/.test(text.slice(piece.end))) &&
      !/[\u4e00-\u9fff]/.test(text[piece.start - 1] ?? ' '),
  )?.name;
}

export const incidentSlots = spread<IncidentValues>(readIncident, {
  inst: '单位?',
  phase: '阶段',
  type: '类别?',
  time: '时间?',
  desc: '情况?',
  dead: '死亡?',
  injured: '受伤?',
  sick: '发病?',
  hospital: '送医?',
  unconscious: '昏迷?',
  positive: '阳性?',
  contacts: '密接?',
  elders: '老人?',
  people: '人数?',
  name: '姓名?',
  reporter: '报告人?',
});
