import type { CorrectValues, UndoValues } from '../shapes';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { takeCounts, type CountTable } from '../values/counts';
import { findDays } from '../values/days';
import { takeDue } from '../values/moments';
import { findTopic } from '../values/topics';

function readUndo(source: Source): Partial<UndoValues> {
  const number =
    /([A-Z]{2})-?\s?0*(\d{1,6})(?!\d)/i.exec(source.text) ?? /([A-Z]{2})-0*(\d{1,6})/i.exec(source.context.quote ?? '');
  if (!number) return { ref: 'last' };
  return { ref: `${(number[1] ?? '').toUpperCase()}-${(number[2] ?? '').padStart(4, '0')}` };
}
export const undoSlots = spread<UndoValues>(readUndo, { ref: '哪一条' });

/** Words of counts that a correction may name, of all reports. */
const FIELDS = {
  normal: '(?:体温)?正常',
  should: '应检',
  tested: '实检|已检',
  positive: '阳性',
  absent: '未检',
  eligible: '应种',
  done: '已种|已打|接种',
  contra: '禁忌',
  deferred: '暂缓',
  refused: '拒种',
  online: '网上祭扫',
  vehicles: '车辆',
  fever: '发热|发烧|(?<!无)异常(?=\\s?\\d)',
  hospital: '住院',
  on_leave: '请假',
  off: '轮休|休息',
  on_post: '在岗',
  out: '外出',
  cremations: '火化',
  marriages: '结婚',
  divorces: '离婚',
  in_station: '在站',
  joined: '新增',
  left: '离站',
  visits: '来访|祭扫|接待',
  male: '男',
  female: '女',
  children: '儿童',
  elders: '老人',
  staff: '职工|员工',
  cash: '慰问金|现金',
  qty: '数量',
  people: '人数',
  households: '户数',
} as const satisfies CountTable<string>;

/** Reports that no order asks for by name. */
const OTHERS: readonly (readonly [string, RegExp])[] = [
  ['health', /体温/],
  ['patrol', /巡查/],
  ['supplies', /物资|试剂/],
  ['drill', /演练|培训/],
];

/** Words between a slot and its new number. */
const INSTEAD =
  /不是\s?\d+\s?[人名个]?[,\s]*(?:而)?(?:应?该?是|应为|是)|应(?:该)?(?:为|是)|改(?:为|成)|更正为|写错了?|报错了?|错了|是(?=\d)/g;

function readCorrect(source: Source): Partial<CorrectValues> {
  const whole = source.text.replace(/^\*/, '');
  // 外出不是1是2, 实检应为55: only the new number stays.
  source.take(/^\*/);
  for (const match of source.rest.matchAll(INSTEAD)) {
    source.cut(match.index, match.index + match[0].length);
  }
  // 时限改成11月25日: the new deadline of a finding, which looks ahead.
  const due = source.take(/(?:整改)?(?:时限|期限)/) ? takeDue(source) : undefined;
  const topic = findTopic(source.rest)?.code ?? OTHERS.find(([, word]) => word.test(source.rest))?.[0];
  const [span] = findDays(source.rest, source.context, { tense: 'past' });
  if (span) source.cut(span.start, span.end);
  if (span?.mistake) source.mistake(span.mistake);
  const squeezed = new (source.constructor as typeof Source)(
    source.rest.replace(/\uE000+/g, ''),
    source.context,
    source.frame,
  );
  const { values } = takeCounts(squeezed, FIELDS);
  for (const mistake of squeezed.mistakes) source.mistake(mistake);
  const set: Record<string, unknown> = { ...values, ...(due === undefined ? {} : { due }) };
  if (values.normal === undefined && /无异常|正常|平安|没事/.test(whole)) set['abnormal'] = false;
  else if (/(?:有|是)异常|异常[:,]/.test(whole)) set['abnormal'] = true;
  if (Object.keys(set).length === 0) return {};
  if (topic && span && !span.mistake) return { set, of: topic, date: span.first };
  return { set, ref: 'last', ...(topic && { of: topic }) };
}
export const correctSlots = spread<CorrectValues>(readCorrect, {
  set: '改什么',
  ref: '哪一条?',
  of: '哪种报告?',
  date: '日期?',
});
