import { spread } from '../slots/slot';
import type { Source } from '../source';
import { takeCounts } from '../values/counts';
import { findDays } from '../values/days';
import { NUMBER, numberOf } from '../values/numbers';
import { known, missing, noteVague, takeNumber } from '../values/numbers-typed';
import { followingNames, knownNames, resolveName } from '../values/people';
import { namesIn } from '../values/names';
import { takeRecordDay } from '../values/record-day';
import { takeUnit } from '../values/units';

interface VaccineValues {
  readonly inst: string;
  readonly date: string;
  readonly total?: number;
  readonly eligible?: number;
  readonly done?: number;
  readonly contra?: number;
  readonly deferred?: number;
  readonly refused?: number;
  readonly left?: number;
  readonly added?: number;
  readonly dose?: number;
  readonly elders?: number;
  readonly staff?: number;
  /** Of how many: 职工22打了20. */
  readonly elders_of?: number;
  readonly staff_of?: number;
  readonly names?: readonly string[];
  readonly name?: string;
  readonly expect?: string;
  readonly reason?: string;
}

const DOSE = new RegExp(`第\\s?(${NUMBER})\\s?(?:针|剂|次)|(${NUMBER})针(?!人)`);
const DONE = '(?:已经?|都|全|全部|均|完成|累计|共)*(?:打完?|接种完?|种完?)(?:了|完|过)?';
const EXPECT = /(?:预计|计划|打算|拟|安排在?|约好|争取)[^,。;]{0,6}$/;
const EXPECT_AFTER = /^\s?(?:之?前|以前)?(?:再|补|能|可|去|来)?(?:打|种|接种|完成)/;
const COUNTS = {
  eligible: '应种|应接种|应打|符合接种(?:条件)?',
  contra: '禁忌症?',
  deferred: '暂缓(?:接种)?|缓种',
  refused: '拒种|拒绝(?:接种)?|拒打|不愿(?:意)?(?:打|接种)',
  added: '新增(?:接种)?|(?:今天|今日)?新(?:打|种)了?|(?:今天|今日)(?:打|种)了|今日接种|今天接种|本次接种|新接种',
  left: '剩余?|还剩|还差|未种|未接种|未打|没打|还有',
  done: `实种|实际接种|${DONE}`,
} as const;
/** 职工18全打完, 老人打了41: done by that group; 老人31 alone is how many there are. */
const GROUP_DONE: Readonly<Record<'elders' | 'staff', string>> = {
  elders: '老人|老年人',
  staff: '职工|员工|护工|工作人员',
};

function takeGroup(
  source: Source,
  words: string,
): { readonly done?: number | undefined; readonly of?: number | undefined } {
  // 职工22打了20 老人64打了60: of so many, so many; 老人31 打了28 alone is the whole list.
  const both = /职工|员工|护工|工作人员/.test(source.text);
  const share =
    both &&
    source.find(
      new RegExp(
        `(?:${words})[:\\s]?(${NUMBER})(?:人|名)?[,\\s]?(?:已经?|共)?(?:打|接种|种)(?:了|完|过)+\\s?(${NUMBER})(?:人|名)?`,
      ),
    );
  if (share) {
    source.cut(share.start, share.end);
    const [of, done] = share.groups.map((group) => numberOf(group ?? ''));
    return { of, done };
  }
  const done = takeNumber(
    source,
    new RegExp(
      `(?<!\\d[名个位]|\\d)(?:${words})[:\\s]?(?:${DONE})\\s?(${NUMBER})(?:人|名)?|(?:${words})[:\\s]?(${NUMBER})(?:人|名)?(?:全|都|均)(?:部|已)*(?:打|接种|种)(?:完|了)*(?!\\s?\\d)|(${NUMBER})(?:名|个|位)(?:${words})(?:全|都|均|已)+(?:部|已)*(?:打|接种|种)(?:完|了)*(?!\\s?\\d)`,
    ),
  );
  return { done };
}

function takeExpect(source: Source): string | undefined {
  const text = source.rest;
  for (const span of findDays(text, source.context, { tense: 'future' })) {
    if (/^[明后下]/.test(span.text) && EXPECT_AFTER.test(text.slice(span.end))) {
      source.cut(span.start, span.end + (/^[^,。;\s]*/.exec(text.slice(span.end))?.[0].length ?? 0));
      return span.mistake ? source.mistake(span.mistake) : span.last;
    }
    const ahead =
      EXPECT.test(text.slice(Math.max(0, span.start - 10), span.start)) ||
      /^\s?(?:之?前|以前)/.test(text.slice(span.end));
    if (
      !ahead ||
      (!EXPECT.test(text.slice(Math.max(0, span.start - 10), span.start)) && !EXPECT_AFTER.test(text.slice(span.end)))
    )
      continue;
    source.cut(span.start, span.end);
    return span.mistake ? source.mistake(span.mistake) : span.last;
  }
  return undefined;
}

/** People who leave or stay on the list: 销号 疫苗 王德福、刘翠花; they stand together before the rest. */
function takeNames(source: Source): readonly string[] {
  const label = /^[\s\uE000]*(?:疫苗|接种|销号|人员|名单|老人)*[\s:\uE000]*/.exec(source.rest)?.[0].length ?? 0;
  const alone = followingNames(source, label);
  const anywhere =
    alone.length > 0
      ? alone
      : namesIn(source.rest, knownNames(source.context)).filter((name) => name.kind === 'known' || name.kind === 'kin');
  for (const name of anywhere) source.cut(name.start, name.end);
  return anywhere.map((name) => resolveName(name.name, source.context));
}

function readVaccine(source: Source): Partial<VaccineValues> {
  noteVague(source);
  const inst = takeUnit(source);
  const dose = takeNumber(source, DOSE);
  const expect = takeExpect(source);
  const date = takeRecordDay(source);
  const share = source.take(
    new RegExp(`(${NUMBER})(?:名|个|位)老人(?:已经?)?(?:打|接种|种)了?(${NUMBER})(?:个|名|位|人)?`),
  );
  if (share)
    return {
      ...known({ inst, dose, expect, total: numberOf(share.groups[0] ?? ''), done: numberOf(share.groups[1] ?? '') }),
      date,
    };
  const groups = { elders: takeGroup(source, GROUP_DONE.elders), staff: takeGroup(source, GROUP_DONE.staff) };
  const total = takeNumber(
    source,
    new RegExp(
      `(?:老人|老年人|院民|全院|总(?:人)?数|共)[:\\s]?(?:共|有)?(${NUMBER})(?:人|名)?|(${NUMBER})(?:名|个|位)老人`,
    ),
  );
  const staff =
    groups.staff.done ?? takeNumber(source, new RegExp(`(?:${GROUP_DONE.staff})[:\\s]?(${NUMBER})(?:人|名)?`));
  const { values } = takeCounts(source, COUNTS);
  const whole =
    total ?? takeNumber(source, new RegExp(`(?<=^|[\\s\\uE000,])(${NUMBER})(?:人|名)(?=$|[\\s,。\\uE000])`));
  const names = Object.keys(values).length > 0 && whole !== undefined ? [] : takeNames(source);
  const reason =
    /(住院|请假|外出|发烧|发热|身体不适|过敏|感冒)/.exec(source.rest)?.[1] ??
    /\(([^()\uE000]{2,20})\)/.exec(source.rest)?.[1];
  const counted = {
    total: whole,
    ...values,
    elders: groups.elders.done,
    staff,
    elders_of: groups.elders.of,
    staff_of: groups.staff.of,
  };
  const empty = Object.values(counted).every((value) => value === undefined) && names.length === 0;
  if (empty) missing(source, '接种人数', 'done');
  if (names.length > 0 && whole !== undefined && whole !== names.length)
    source.mistake({ code: 'contradictory', typed: source.text.slice(0, 40) });
  return {
    ...known({ inst, dose, expect, reason, ...counted }),
    date,
    ...(names.length > 0 && { names }),
    ...(names.length === 1 && names[0] !== undefined && { name: names[0] }),
  };
}

export const vaccineSlots = spread<VaccineValues>(readVaccine, {
  inst: '单位',
  date: '日期',
  total: '总数?',
  eligible: '应种?',
  done: '已种?',
  contra: '禁忌?',
  deferred: '暂缓?',
  refused: '拒种?',
  left: '剩余?',
  added: '新增?',
  dose: '第几针?',
  elders: '老人?',
  staff: '职工?',
  elders_of: '老人总数?',
  staff_of: '职工总数?',
  names: '名单?',
  name: '姓名?',
  expect: '预计日期?',
  reason: '原因?',
});
