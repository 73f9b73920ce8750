import type { Named } from '../../domain/values';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { takeDue } from '../values/moments';
import { NUMBER } from '../values/numbers';
import { known, takeNumber } from '../values/numbers-typed';
import { takeLabelled } from '../values/people';
import { findPhones, takePhones } from '../values/phones';
import { findUnits, takeUnit } from '../values/units';

interface PlanValues {
  readonly inst: string;
  readonly kind: 'hospital' | 'rectify';
  readonly hospital?: string;
  readonly phone?: string;
  readonly over80?: number;
  readonly measures?: readonly string[];
  readonly owner?: readonly Named[];
  readonly due?: string;
  readonly people?: number;
  readonly dest?: string;
}

/** By its label, behind 定点, or alone; tried in this order. */
const HOSPITALS: readonly RegExp[] = [
  /(?:(?:定点(?:救治)?(?:医疗机构|医院|单位)|救治医院|对口医院)[\s:是为]*|医院[\s:是为]\s*)([\u4e00-\u9fff]{1,16}?(?:医院|卫生院|中心(?!卫生|医院)|院区|分院|卫生室))/,
  /(?:定点|指定|对口)(?:在|到)?\s?([\u4e00-\u9fff]{2,16}?(?:医院|卫生院|卫生服务中心))/,
  /(?<=^|[\s,:;\uE000])([\u4e00-\u9fff]{2,12}?(?:医院|卫生院|卫生服务中心))/,
];
const OVER80 = new RegExp(
  `(?:80|八十)岁(?:及)?以上(?:的|高龄)*(?:老人)?(?:共|有)?[:\\s]?(${NUMBER})(?:人|名|位)?|(?:高龄)(?:老人)?[:\\s]?(${NUMBER})(?:人|名)?|(${NUMBER})(?:名|位|人)(?:80|八十)岁以上`,
);
const DEST =
  /(?:迁(?:往|到|至|入)?|转(?:移|往|到|至|入)?(?:至|到|往)?|安置(?:到|至|在|去)|分流(?:到|至)|接收(?:机构|单位)?[:是为]?|送(?:到|往|至))\s?$/;

/** The receiving home of a plan that moves people: named behind 迁至, 转到, 安置到. */
function takeDest(source: Source): string | undefined {
  const piece = findUnits(source.rest, source.context).find((each) =>
    DEST.test(source.rest.slice(Math.max(0, each.start - 8), each.start)),
  );
  if (!piece || piece.ids.length !== 1) return undefined;
  source.cut(piece.start, piece.end);
  return piece.ids[0];
}

function readHospital(source: Source): Partial<PlanValues> {
  const over80 = takeNumber(source, OVER80);
  const pattern = HOSPITALS.find((each) => source.find(each));
  const hospital = pattern && source.take(pattern)?.groups[0]?.replace(/^.*(?:是|为|在|到)/, '');
  const [phone] = takePhones(source);
  const inst = takeUnit(source);
  return { kind: 'hospital', ...known({ inst, hospital, phone: phone?.phone, over80 }) };
}

function readRectify(source: Source): Partial<PlanValues> {
  const owner = takeLabelled(source, /(?:整改)?(?:责任人|负责人)/, findPhones(source.rest));
  takePhones(source);
  const dest = takeDest(source);
  const inst = takeUnit(source);
  const people = takeNumber(
    source,
    new RegExp(
      `(?:老人|转移|迁出|安置|分流)[:\\s]?(?:共)?(${NUMBER})(?:人|名)?|(${NUMBER})(?:名|位|个)?老人|(?<![\\d])(${NUMBER})人`,
    ),
  );
  const due = takeDue(source);
  const measures = source
    .free()
    .replace(/^(?:整改)?(?:方案|措施)\s?[:是为]?\s*/, '')
    .split(/[、;。,\s]+/)
    .map((part) => part.replace(/^(?:\d[.)]|整改措施|方案|措施|期限|时限|完成时限|前|:)+|(?:前|前完成)$/g, '').trim())
    .filter((part) => part.length > 1);
  return { kind: 'rectify', ...known({ inst, owner, due, people, dest }), ...(measures.length > 0 && { measures }) };
}

function readPlan(source: Source): Partial<PlanValues> {
  const hospital =
    /定点|医院|卫生院|医疗机构|救治/.test(source.text) && !/方案[:是]|措施[:是]|迁|停业/.test(source.text);
  const read = hospital ? readHospital(source) : readRectify(source);
  const empty = hospital ? read.hospital === undefined : read.measures === undefined && read.dest === undefined;
  if (empty && source.mistakes.length === 0)
    source.mistake({ code: 'missing_field', ask: '措施或定点医院', details: { slot: 'measures' } });
  return read;
}

export const planSlots = spread<PlanValues>(readPlan, {
  inst: '单位',
  kind: '类别',
  hospital: '定点医院?',
  phone: '电话?',
  over80: '80岁以上?',
  measures: '措施?',
  owner: '责任人?',
  due: '期限?',
  people: '人数?',
  dest: '接收单位?',
});
