import { spread } from '../slots/slot';
import type { Source } from '../source';
import { takeCounts } from '../values/counts';
import { NUMBER } from '../values/numbers';
import { known, noteVague, takeNumber } from '../values/numbers-typed';
import { takeRecordDay } from '../values/record-day';
import { takeUnit } from '../values/units';

interface HealthValues {
  readonly inst: string;
  readonly date: string;
  readonly elders: number;
  readonly staff?: number;
  readonly normal?: number;
  readonly fever?: number;
  readonly temps?: readonly number[];
}

/** Degrees of a body; taken first, for they look like days. */
const TEMP = /(?<![\d.])(3[4-9]|4[0-2])(\.\d)?(?:度|℃|°C?)?(?![\d.人名])/g;
const ALL_NORMAL = /(?:体温)?(?:全部|全员|全|均|都|皆)(?:为|是)?(?:体温)?正常|一切正常|无异常|无发热|没有?发[热烧]/;
/** Degrees from which on it is a fever. */
const FEVER = 37.3;
const COUNTS = {
  fever: '异常|发热|发烧|偏高|高于正常|低烧',
  normal: '正常',
  staff: '职工|员工|护工|工作人员',
  elders: '(?:在院|全院|入住)?老人|老年人|院民|应测|实测|测温|共测|测了|共|全院',
} as const;

function takeTemps(source: Source): number[] {
  const found = [...source.rest.matchAll(TEMP)].filter((match) => match[2] !== undefined || /[度℃°]/.test(match[0]));
  for (const match of found) source.cut(match.index, match.index + match[0].length);
  return found.map((match) => Number(`${match[1]}${match[2] ?? ''}`));
}

function readHealth(source: Source): Partial<HealthValues> {
  noteVague(source);
  const inst = takeUnit(source);
  const temps = takeTemps(source);
  const date = takeRecordDay(source);
  // 37.8一人: who stands behind the degrees has a fever.
  const hot = temps.filter((temp) => temp >= FEVER);
  const one =
    hot.length > 0 ? takeNumber(source, new RegExp(`\uE000\\s?(?:的)?(?:有)?(${NUMBER})(?:人|名|位)`)) : undefined;
  const allNormal = source.take(ALL_NORMAL);
  const { values } = takeCounts(source, COUNTS);
  const elders =
    values.elders ??
    takeNumber(source, new RegExp(`(?<=^|[\\s,\\uE000])(${NUMBER})(?:人|名|位)?(?=$|[\\s,。\\uE000])`));
  if (allNormal && (values.fever ?? 0) > 0) source.mistake({ code: 'contradictory', typed: source.text.slice(0, 40) });
  return {
    ...known({ inst, fever: one, ...values, elders, normal: values.normal ?? (allNormal && elders) }),
    date,
    ...(temps.length > 0 && (values.fever ?? one ?? 0) > 0 && { temps }),
  };
}

export const healthSlots = spread<HealthValues>(readHealth, {
  inst: '单位',
  date: '日期',
  elders: '老人数',
  staff: '职工?',
  normal: '正常?',
  fever: '异常?',
  temps: '体温?',
});
