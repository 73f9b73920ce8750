import { spread } from '../slots/slot';
import { Source } from '../source';
import { takeCounts } from '../values/counts';
import { takeField } from '../values/fields';
import { pastStamp } from '../values/moments';
import { NUMBER } from '../values/numbers';
import { known, missing, takeNumber } from '../values/numbers-typed';
import { takeUnit } from '../values/units';
import { INCIDENT_COUNTS, numberFirst } from './incident';

interface FollowValues {
  readonly inst: string;
  readonly phase: 'follow' | 'final';
  readonly seq?: number;
  readonly time?: string;
  readonly desc?: string;
  readonly cause?: string;
  readonly measure?: string;
  readonly dead?: number;
  readonly injured?: number;
}

const SEQ = new RegExp(
  `^[\\s(第之#]*(?:(${NUMBER})(?:次|报|号)?(?=$|[\\s:,。、)])[)]?|(\\d{1,2})(?=[\\u4e00-\\u9fff])(?![人名个月日号点时天次分岁位]))`,
);
/** The cause of a thing that is over: labelled, or told. */
const CAUSE_TOLD =
  /(?:原因(?:是|为|系)?|起因(?:是|为|系)?|由于|因为|系|经查(?:明)?[,是系]?)\s?([^,。;\n]{2,40})|([^,。;\s]{2,30}?)(?:引起|引发|导致|所致|造成)|因([^,。;\s]{2,30})/;

function readFollow(source: Source): Partial<FollowValues> {
  const final = /终报|结案/.test(source.frame.command) || /^(?:终报|结案)/.test(source.text);
  const seq = takeNumber(source, SEQ);
  const story = source.text.slice(source.rest.length - source.rest.replace(/^\uE000+/, '').length).trim();
  const inst = takeUnit(source, { unknown: false });
  const counts = takeCounts(
    new Source(source.rest, source.context, source.frame),
    INCIDENT_COUNTS,
    numberFirst(source.rest),
  ).values;
  const cause =
    takeField(source, '(?:事故)?(?:原因|起因)') ??
    CAUSE_TOLD.exec(source.rest)
      ?.slice(1)
      .find((group) => group !== undefined);
  const measure = takeField(source, '(?:整改|防范|处理|下一步)?措施');
  const time = pastStamp(source);
  const unharmed = /(?:无|没有?)(?:人员|人)?伤亡/.test(source.text) ? { dead: 0, injured: 0 } : {};
  if (final && cause === undefined) missing(source, '原因', 'cause');
  return {
    ...known({
      inst,
      seq,
      time,
      cause: cause?.replace(/\uE000+/g, '').trim(),
      measure,
      dead: counts.dead,
      injured: counts.injured,
    }),
    ...unharmed,
    phase: final ? 'final' : 'follow',
    ...(story !== '' && { desc: story }),
  };
}

export const incidentFollowSlots = spread<FollowValues>(readFollow, {
  inst: '单位?',
  phase: '阶段',
  seq: '第几报?',
  time: '时间?',
  desc: '进展',
  cause: '原因?',
  measure: '措施?',
  dead: '死亡?',
  injured: '受伤?',
});
