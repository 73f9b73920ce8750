import { findTopic } from '../values/topics';

/** What is to be handed in: a code of the vocabulary or the words themselves, and how the notice calls it. */
export interface Wanted {
  readonly item: string;
  readonly title: string;
}

const HAND_IN =
  '(?:报送|上报|填报|报备|提交|上交|递交|反馈|上传|汇总|备案|回传|发送|寄送|送交|(?<![通汇简警预日周月填上申举情])报(?![告警销纸名道刊到废])|(?<![上递提移])交(?![流通接叉办往]))';
/** Does this piece of a sentence ask for something to be handed in? */
export const handsIn = (text: string): boolean => new RegExp(HAND_IN).test(text);

/** Words that a paper's name ends with. */
const PAPER =
  /(?:表|报告|总结|小结|方案|台账|清单|材料|名单|情况|照片|承诺书|责任书|预案|记录|信息|统计|计划|数据|自查|排查|说明|回执|简报|档案|演练|培训)$/;
const PLACE =
  /(?:局|办|办公室|科|股|室|群|中心|邮箱|街道|乡镇|政府|平台|系统|公众号|单位|机构)(?:审核|备案|审批|汇总|存档|处)*$/;

const THEM =
  /(?:将|把)([^,。;]{2,40}?)(?=经|由|以|通过|加盖|连同|统一|按|一并|及时|,|$|报(?!告)|交|发|送|提交|上报|反馈|上传|传)/g;
const BEHIND = new RegExp(
  `(?:${HAND_IN}|完成|制定|制订|提供|开展|组织|落实好?|做好)(?:完|好|出|了|一份|完毕)?([^,。;]{2,32})`,
  'g',
);
const BEFORE = /([^,。;:]{2,32}?)(?:请|应|须|需|要|务必|统一|必须|一律|最迟|各自|截止|限|均)*(?:于|在)?$/;
const PREPARED =
  /(?:制定|制订|形成|填写|填报|完善|建立|撰写|汇总|梳理|修订|签订|开展|完成|写出|整理)(?:出|好|完)?([^,。;]{2,32})$/;

/** Leading words that say whose or how, not what. */
const LEAD =
  /^(?:本单位|本机构|本院|本站|本馆|各自|各单位|单位|具体|相关|有关|的|一份|完整|详细|书面|纸质(?:版|件)?|电子(?:版|件)?|加盖(?:单位)?公章(?:后)?的?|经[^,]{0,16}?(?:签字|审核|盖章)(?:后)?的?|(?:签字|盖章|签章|、|并)+后?的?|完成|做好|报送|开展)+/;
const TAIL = /(?:(?:的)?(?:纸质|电子)(?:版|件|档)?|扫描件|一式.{1,2}份|各一份|及|和|与|并|、|工作)+$/;

function cleaned(typed: string): string {
  const inner = /《([^》]{2,40})》/.exec(typed)?.[1];
  const text = (inner ?? typed).replace(/\([^)]*\)?/g, '').replace(/[“”"'《》\s]/g, '');
  return (text.split(/经(?:主要)?负责人|并加盖|并经|后报|报至|报送|上报/)[0] ?? '').replace(LEAD, '').replace(TAIL, '');
}

/** Longer names are sentences. */
const LONGEST = 24;

function wanted(typed: string | undefined, paper: boolean): Wanted | undefined {
  if (typed === undefined) return undefined;
  const title = cleaned(typed);
  if (title.length < 2 || title.length > LONGEST || PLACE.test(title)) return undefined;
  const topic = findTopic(title);
  if (paper && !topic && !PAPER.test(title)) return undefined;
  return { item: (topic && codeOf(title, topic)) ?? title, title };
}

/** A word of the vocabulary only where the name ends with it: 隐患排查情况报告 is a paper, no 隐患. */
function codeOf(title: string, topic: NonNullable<ReturnType<typeof findTopic>>): string | undefined {
  const rest = title.slice(topic.end);
  if (!/^(?:表|台账|情况)?$/.test(rest) || ['meeting', 'campaign', 'fix', 'visit'].includes(topic.code))
    return undefined;
  return topic.code === 'hazard' && topic.word !== '隐患台账' ? undefined : topic.code;
}

/** A name that was typed for an item. */
export const wantedNamed = (name: string): Wanted => wanted(name, false) ?? { item: name, title: name };

const firstOf = (pattern: RegExp, text: string, paper: boolean): Wanted | undefined => {
  for (const match of text.matchAll(pattern)) {
    const found = wanted(match[1], paper);
    if (found) return found;
  }
  return undefined;
};

/** What is wanted by a deadline, from the words before it and behind it. */
export function objectOf(lead: string, tail: string): Wanted | undefined {
  const clauses = lead.split(',');
  return (
    firstOf(THEM, tail, false) ??
    firstOf(new RegExp(`${HAND_IN}(?:完|好|出|了|一份)?([^,。;]{2,32})`, 'g'), tail, false) ??
    firstOf(BEHIND, tail, true) ??
    firstOf(THEM, lead, true) ??
    wanted(BEFORE.exec(clauses.at(-1) ?? '')?.[1], true) ??
    wanted(PREPARED.exec(clauses.at(-2) ?? '')?.[1], true)
  );
}

const TO =
  /(?:报(?!告)送?|上报|提交|交|发送?|送|传)(?:至|到|给)?([^,。;:()]{2,24}?(?:局|办公室|办|科|股|室|群|邮箱|中心))(?=[,。;:()\s审备存汇]|$)/;

/** Where it goes: 县局福利办公室, the group. */
export const placeOf = (tail: string): string | undefined => TO.exec(tail)?.[1]?.replace(/^(?:至|到|给)/, '');
