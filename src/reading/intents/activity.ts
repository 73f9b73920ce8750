import type { Named } from '../../domain/values';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { takeField } from '../values/fields';
import { findMoments } from '../values/moments';
import { NUMBER } from '../values/numbers';
import { known, missing, noteVague, takeNumber } from '../values/numbers-typed';
import { takeLabelled, takeNameBefore } from '../values/people';
import { takePhones, findPhones } from '../values/phones';
import { takeUnit } from '../values/units';

interface ActivityValues {
  readonly inst: string;
  readonly title: string;
  readonly date: string;
  readonly time?: string;
  readonly place?: string;
  readonly people: number;
  /** Families and other guests among them. */
  readonly guests?: number;
  readonly owner?: readonly Named[];
}

const SIZE_CLASS = /(?<!\d)\d{1,5}人(?:及)?(?:以上|以下)|三十人(?:及)?以上/;
const PEOPLE = new RegExp(
  `(?:共|约|大约|大概|预计|参加(?:人数)?|人数)*[:\\s]?(${NUMBER})(?:余|多|来)?人(?:次|左右|参加)?(?!以)|(?:参加)?人数[:\\s]?(${NUMBER})`,
);
const GUESTS = new RegExp(
  `(?:其中)?(?:家属|志愿者|职工|老人|来宾|嘉宾|学生)[:\\s]?(${NUMBER})(?:人|名|位)?|(${NUMBER})(?:名|位)(?:家属|志愿者|职工|来宾|嘉宾|学生)`,
);
const FESTIVE = /^[^\d今明后周星下月十]+$|^(?:端午|中秋|重阳|元宵|春节|国庆|清明|元旦|腊八|小年)/;
const PLACE =
  /(?:在|地点[:\s])\s?([\u4e00-\u9fff\d]{2,10}?)(?=举[行办]|开展|[\s,。;\uE000]|$)|(?<=[\s,\uE000]|^)(?!\uE000)([\u4e00-\u9fff\d]{0,6}(?:大厅|食堂|餐厅|活动室|活动中心|会议室|礼堂|院内|院子里?|门前|门口|广场|操场|多功能厅|一楼|二楼|三楼|厅|公园))(?=[\s,。;\uE000]|$)/;

function readActivity(source: Source): Partial<ActivityValues> {
  noteVague(source);
  const inst = takeUnit(source);
  source.take(SIZE_CLASS);
  const owner = takeLabelled(source, /(?:负责人|联系人|组织者?人?|责任人)/, findPhones(source.rest));
  const named = owner ? undefined : takeNameBefore(source, /^负责/);
  takePhones(source);
  const moments = findMoments(source, { tense: 'future' }).filter((each) => each.span ?? each.clock);
  // 重阳节联欢 10月18日: a festival beside a day is part of the name.
  const moment = moments.find((each) => !FESTIVE.test(each.span?.text ?? '')) ?? moments[0];
  if (moment && !FESTIVE.test(moment.span?.text ?? '')) source.cut(moment.start, moment.end);
  if (moment?.mistake) source.mistake(moment.mistake);
  const people = takeNumber(source, PEOPLE);
  const guests = takeNumber(source, GUESTS);
  const place = takeField(source, '地点|地址') ?? source.take(PLACE)?.groups.find((group) => group !== undefined);
  const title = source
    .free()
    .replace(/^(?:申请|举[行办]|开展|组织|活动[:\s]|主题[:\s])+|[人约共]+$/g, '')
    .trim()
    .split(/[\s,。;]/)
    .find((word) => word.length > 1 && !/^(?:上午|下午|晚上|参加|人数)$/.test(word));
  const value = moment?.mistake ? undefined : moment?.value;
  if (title === undefined) missing(source, '活动名称', 'title');
  else if (value === undefined) missing(source, '日期', 'date');
  else if (people === undefined) missing(source, '人数', 'people');
  return known({
    inst,
    title,
    date: value?.slice(0, 10),
    time: value?.includes('T') ? value : undefined,
    place,
    people,
    guests,
    owner: owner ?? (named === undefined ? undefined : [{ name: named }]),
  });
}

export const activitySlots = spread<ActivityValues>(readActivity, {
  inst: '单位',
  title: '活动名称?',
  date: '日期?',
  time: '时间?',
  place: '地点?',
  people: '人数?',
  guests: '来宾?',
  owner: '负责人?',
});
