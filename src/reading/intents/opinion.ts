import { spread } from '../slots/slot';
import type { Source } from '../source';
import { NUMBER } from '../values/numbers';
import { known, takeNumber } from '../values/numbers-typed';
import { takeSpan } from '../values/record-day';
import { takeUnit } from '../values/units';

interface OpinionValues {
  readonly inst: string;
  readonly kind: string;
  readonly desc: string;
  readonly people?: number;
  readonly date?: string;
  readonly platform?: string;
}

const PEOPLE = new RegExp(
  `(?:约|大约|大概|近|有)?(${NUMBER})(?:来|余|多|几)?(?:名|个|位)?(?:人|(?:墓主|死者|老人|逝者|院民)?(?:家属|亲属)|群众|亲属|职工|员工|护工|村民|老人|商户|业主|购彩者)(?!以上|次)`,
);
const PLATFORM = /抖音|快手|微博|微信群|朋友圈|公众号|头条|贴吧|小红书|视频号|论坛|网上/;

/** 苗头 looks ahead, 舆情 back, unless 昨天 and the like say otherwise. */
function readOpinion(source: Source): Partial<OpinionValues> {
  const kind = /苗头/.test(source.frame.command + source.frame.message.slice(0, 8)) ? '苗头' : '舆情';
  const platform = PLATFORM.exec(source.text)?.[0];
  const inst = takeUnit(source, { unknown: false });
  const desc = source.free();
  const span = takeSpan(source, kind === '苗头' ? 'future' : 'past');
  const people = takeNumber(source, PEOPLE);
  return { ...known({ inst, people, platform, date: span?.first, ...(desc !== '' && { desc }) }), kind };
}

export const opinionSlots = spread<OpinionValues>(readOpinion, {
  inst: '单位?',
  kind: '类别',
  desc: '情况',
  people: '人数?',
  date: '日期?',
  platform: '平台?',
});
