import { spread } from '../slots/slot';
import type { Source } from '../source';
import { takeCounts } from '../values/counts';
import { findMoments } from '../values/moments';
import { numberOf, NUMBER } from '../values/numbers';
import { known, missing, noteVague, takeNumber } from '../values/numbers-typed';
import { takeRecordDay } from '../values/record-day';
import { takeUnit } from '../values/units';

interface DrillValues {
  readonly inst: string;
  readonly date: string;
  readonly kind: 'drill' | 'training';
  readonly title: string;
  readonly time?: string;
  readonly elders?: number;
  readonly staff?: number;
  /** Who took part, where nobody said whether they live or work there. */
  readonly people?: number;
  readonly seconds?: number;
}

const MINUTE_SECONDS = 60;
const TOOK = new RegExp(
  `(?:用时|历时|耗时|时长|共用时?|用了)\\s?[:约]?\\s?(?:(${NUMBER})个?小时)?(?:(${NUMBER})分钟?(半)?)?(?:(${NUMBER})秒钟?)?`,
);
const FILLER =
  /全部?(?:都)?参加|都?参加|参与|参训|参演|全员|人员|开展|组织|[搞做]了|我们?院?|参与|进行|举行|完成|结束|顺利|效果(?:良好|好)|上午|下午|晚上|早上|中午|[共约了]|照片(?:已传|见图)?|见图/g;

function takeSeconds(source: Source): number | undefined {
  const piece = source.take(TOOK);
  const [hours, minutes, half, seconds] = piece?.groups ?? [];
  if (hours === undefined && minutes === undefined && seconds === undefined) return undefined;
  const of = (typed: string | undefined): number => numberOf(typed ?? '') ?? 0;
  return of(hours) * 60 * MINUTE_SECONDS + of(minutes) * MINUTE_SECONDS + (half ? MINUTE_SECONDS / 2 : 0) + of(seconds);
}

function readDrill(source: Source): Partial<DrillValues> {
  noteVague(source);
  const inst = takeUnit(source);
  const seconds = takeSeconds(source);
  const moment = findMoments(source, { tense: 'past' }).find((each) => each.clock && each.value?.includes('T'));
  if (moment) source.cut(moment.start, moment.end);
  const date = moment?.value?.slice(0, 10) ?? takeRecordDay(source);
  const { values } = takeCounts(source, {
    elders: '(?:参加|参演)?(?:老人|院民|老年人)',
    staff: '(?:参加|参训)?(?:职工|员工|护工|工作人员|护理员|护理人员)',
  });
  const people = takeNumber(source, new RegExp(`(?:共|约|参加)?(${NUMBER})(?:余|多)?人(?:次)?(?:参加|参训|参与)?`));
  const title = source
    .free()
    .replace(FILLER, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[:,。\s]+|[:,。\s]+$/g, '');
  if (title === '') missing(source, '内容', 'title');
  return {
    ...known({ inst, time: moment?.value, ...values, people, seconds }),
    date,
    kind: /培训|学习/.test(source.frame.command || source.frame.message.slice(0, 6)) ? 'training' : 'drill',
    ...(title !== '' && { title }),
  };
}

export const drillSlots = spread<DrillValues>(readDrill, {
  inst: '单位',
  date: '日期',
  kind: '类别',
  title: '内容?',
  time: '时间?',
  elders: '老人?',
  staff: '职工?',
  people: '人数?',
  seconds: '用时?',
});
